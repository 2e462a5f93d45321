import { sql } from 'kysely'
import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import { type AfterSaleRow, afterSaleColumns } from './after-sale-store'

/** Nobody reviews pieces that replace others. */
export async function markReviewed(ctx: Ctx, orderId: string): Promise<void> {
  await sql`
    update orders.sales_order set unreviewed = 0 where id = ${orderId}`.execute(ctx.tx)
}

/** The case that an order sends pieces again for. */
export async function caseOfResend(reader: Reader, orderId: string): Promise<AfterSaleRow | null> {
  const { rows } = await sql<AfterSaleRow>`
    select ${afterSaleColumns} from orders.after_sale a
    where a.resend_order_id = ${orderId}`.execute(reader)
  return rows[0] ?? null
}

/**
 * Undecided cases about pieces that wait to be sent go to whoever ships now, the platform with
 * null. A case that head office took over stays there, and so does one about pieces that another
 * party has sent.
 */
export async function moveCasesTo(
  ctx: Ctx,
  orderId: string,
  store: { readonly id: string; readonly name: string } | null,
): Promise<AfterSaleRow[]> {
  const { rows } = await sql<AfterSaleRow>`
    update orders.after_sale a set store_id = ${store?.id ?? null}::uuid,
      store = ${store?.name ?? null}
    where a.order_id = ${orderId} and a.state in ('merchant', 'buyer') and a.goods = 'unsent'
      and not a.taken_over and a.store_id is distinct from ${store?.id ?? null}::uuid
    returning ${afterSaleColumns}`.execute(ctx.tx)
  return rows
}
