import type { Ctx } from '../../runtime/context'
import { lockOrderForDispatch, markFound, type OrderForDispatch } from '../orders'
import { moveReservation, type Reserved } from '../stock'
import { documentOf, needsOf } from './needs'
import { openNoteOf } from './note-list-store'

/**
 * Promises everything that an order still has to send from one warehouse, all or nothing. With the
 * promise made, nothing of it is missing any more (AD-267). The caller has locked the order.
 */
export async function promiseGoods(
  ctx: Ctx,
  order: OrderForDispatch,
  to: string | 'central',
): Promise<Reserved> {
  const document = documentOf(order)
  const promised = await moveReservation(ctx, { document, to, lines: needsOf(order) })
  if (promised.ok) {
    await markFound(ctx, order.id)
  }
  return promised
}

/** An order whose goods are missing, tried again where it is shipped from; null when it is gone. */
export async function promiseAgain(ctx: Ctx, orderId: string): Promise<Reserved | null> {
  const order = await lockOrderForDispatch(ctx, orderId)
  if (!order || (order.state !== 'to-ship' && order.state !== 'part-shipped')) {
    return null
  }
  const open = await openNoteOf(ctx.tx, orderId)
  return promiseGoods(ctx, order, open?.warehouseId ?? 'central')
}
