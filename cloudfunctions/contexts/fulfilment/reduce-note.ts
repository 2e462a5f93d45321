import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import { lockOrderForDispatch, markDispatched, markReduced, type OrderForDispatch } from '../orders'
import { CENTRAL_WAREHOUSE, lockStock, release, reservationsOf } from '../stock'
import { documentOf, needsOf } from './needs'
import { notesOf, openNoteOf } from './note-list-store'
import { insertDispatch, lockNote, voidNote } from './note-store'
import { promiseGoods } from './promise-goods'

/**
 * Pieces of an order were refunded before they left: the note that still holds them is void, the
 * stock is free, and what is left waits for a new party with a new promise. Nothing of a refunded
 * order is shipped (AD-262).
 */
export async function reduceNote(ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  const order = await lockOrderForDispatch(ctx, orderId)
  if (!order) {
    return
  }
  const open = await openNoteOf(ctx.tx, orderId)
  const note = open && (await lockNote(ctx.tx, open.id))
  const reason = '商品已退款'
  if (note && (await voidNote(ctx.tx, { id: note.id, reason, now: ctx.now }))) {
    await markDispatched(ctx, { orderId, shipperName: null })
    await insertDispatch(ctx.tx, {
      id: ctx.newId(),
      orderId,
      noteId: note.id,
      at: ctx.now,
      kind: 'recalled',
      shipper: note.shipper,
      byName: 'name' in ctx.actor ? ctx.actor.name : '系统',
      reason,
    })
  }
  const document = documentOf(order)
  const waits = order.state === 'to-ship' || order.state === 'part-shipped'
  if (waits) {
    await lockBoth(ctx, order)
  }
  await release(ctx, { document })
  if (waits) {
    // When the central warehouse is short the rest waits without a promise, as after a recall.
    await promiseGoods(ctx, order, 'central')
    await markReduced(ctx, { orderId, shipper: order.shipper })
  }
}

/** The balances that lose the old promise with those that make the new one, in their order. */
async function lockBoth(ctx: Ctx, order: OrderForDispatch): Promise<void> {
  const held = await reservationsOf(ctx.tx, documentOf(order))
  await lockStock(ctx, {
    warehouseIds: [CENTRAL_WAREHOUSE, ...held.map(({ warehouseId }) => warehouseId)],
    skuIds: [...held, ...needsOf(order)].map(({ skuId }) => skuId),
  })
}

/** The store of the newest note that is not void; null = the platform ships it. */
export async function shippingStore(
  reader: Reader,
  orderId: string,
): Promise<{ readonly dealerId: string; readonly name: string } | null> {
  const notes = await notesOf(reader, orderId)
  const note = notes.find((one) => one.state !== 'void' && one.dealerId !== null)
  return note && note.dealerId !== null ? { dealerId: note.dealerId, name: note.shipper } : null
}
