import type { Ctx } from '../../runtime/context'
import { emitCase } from './after-sale-events'
import { nameOf } from './after-sale-step'
import { tellCase } from './after-sale-store'
import { moveCasesTo } from './resend-store'

/**
 * The merchant side of a case is the party that ships (10-member "After-sales states"): when an
 * order is dispatched or taken back while the buyer waits for a decision about pieces that have not
 * left, the case goes along and its new merchant is told.
 */
export async function followShipper(
  ctx: Ctx,
  orderId: string,
  store: { readonly id: string; readonly name: string } | null,
): Promise<void> {
  for (const one of await moveCasesTo(ctx, orderId, store)) {
    const text = `转由${store?.name ?? '平台'}处理`
    await tellCase(ctx, { caseId: one.id, state: one.state, text, by: nameOf(ctx.actor) })
    emitCase(ctx, one, text)
  }
}
