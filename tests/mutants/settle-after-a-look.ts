import { sql } from 'kysely'
import type { Reaction } from '../../cloudfunctions/runtime/reactions'

/**
 * The classical mistake at payment: look whether a box is left, then take it without looking again.
 * `everybodyLooked` resolves when all callers have looked, so that the gap is always there.
 */
export const settleAfterALook =
  (
    shelf: { readonly skuId: string; readonly perBox: number; readonly warehouseId: string },
    everybodyLooked: () => Promise<void>,
  ): Reaction<'payment.settled'> =>
  async (ctx, settled) => {
    const { rows } = await sql<{ free: number }>`
      select on_hand - reserved as free from stock.balances
      where warehouse_id = ${shelf.warehouseId} and sku_id = ${shelf.skuId}`.execute(ctx.tx)
    await everybodyLooked()
    if ((rows[0]?.free ?? 0) < shelf.perBox) {
      settled.refuse('order-closed')
      return
    }
    await sql`
      update stock.balances set reserved = reserved + ${shelf.perBox}
      where warehouse_id = ${shelf.warehouseId} and sku_id = ${shelf.skuId}`.execute(ctx.tx)
    await sql`
      update orders.sales_order set state = 'to-ship', payment_id = ${settled.paymentId},
        paid_fen = ${settled.amountFen}, paid_at = ${settled.paidAt}
      where id = ${settled.orderId}`.execute(ctx.tx)
    ctx.audit({ objectKind: 'order', objectId: settled.orderId })
  }
