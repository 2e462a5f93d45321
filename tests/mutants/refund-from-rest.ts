import { sql } from 'kysely'
import type { Ctx } from '../../cloudfunctions/runtime/context'

/** Planted bug for D3: each refund takes its part of what is left, not of the original share. */
export async function refundFromRest(
  ctx: Ctx,
  refund: { readonly orderId: string; readonly partFen: number; readonly paidFen: number },
): Promise<void> {
  const { orderId, partFen, paidFen } = refund
  await sql`
    update channel.earning
    set amount_fen = round(amount_fen * (1 - ${partFen}::numeric / ${paidFen}))
    where order_id = ${orderId} and state = 'pending'`.execute(ctx.tx)
}
