import * as op from '@xietong/domain/fulfilment/contract'
import { type RefusalCode, refusalSentence } from '@xietong/domain/kernel/refusals'
import { ok, type Refusal, refuse } from '@xietong/domain/kernel/result'
import { type Ctx, perform } from '../../runtime/context'
import { dealersInScope, isOneOf } from '../../runtime/data-scope'
import { lockOrderForDispatch, markDispatched, type OrderForDispatch } from '../orders'
import { CENTRAL_WAREHOUSE, lockStock } from '../stock'
import { emitDispatched } from './fulfilment-events'
import { makeNote } from './make-note'
import { isDispatchable, needsOf } from './needs'
import { insertDispatch, type Note } from './note-store'
import { promiseGoods } from './promise-goods'
import { partyOf, type ShippingParty } from './shipping-party'

type Outcome =
  | { readonly ok: true; readonly note: Note }
  | Refusal<'NOT_FOUND' | 'NOT_DISPATCHABLE' | 'STORE_SHORT'>

/**
 * Each order is dispatched or refused by itself, all in one transaction: orders are locked in
 * sorted order, then every balance that the batch touches, so that two batches never wait for each
 * other. The stock check is repeated under these locks (AD-247).
 */
export const dispatchOrders = perform(op.dispatchOrders, async (ctx, input) => {
  const party = await partyOf(ctx, input.to)
  if (!party) {
    return refuse('NOT_ALLOWED_FOR_KIND')
  }
  const orderIds = [...new Set(input.orderIds)].sort()
  const dealers = await dealersInScope(ctx, ctx.tx)
  const orders: (OrderForDispatch | null)[] = []
  for (const orderId of orderIds) {
    const order = await lockOrderForDispatch(ctx, orderId)
    orders.push(order && isOneOf(dealers, order.dealerId) ? order : null)
  }
  await lockStock(ctx, {
    warehouseIds: [CENTRAL_WAREHOUSE, party.warehouseId],
    skuIds: orders.flatMap((order) => (order ? needsOf(order).map(({ skuId }) => skuId) : [])),
  })
  const dispatched: { orderId: string; noteId: string; noteNo: string }[] = []
  const refused: { orderId: string; code: RefusalCode; message: string }[] = []
  for (const [index, orderId] of orderIds.entries()) {
    const outcome = await dispatchOne(ctx, orders[index] ?? null, party)
    if (outcome.ok) {
      dispatched.push({ orderId, noteId: outcome.note.id, noteNo: outcome.note.noteNo })
      continue
    }
    if (orderIds.length === 1) {
      return outcome
    }
    const message = refusalSentence(outcome.code, outcome.detail)
    refused.push({ orderId, code: outcome.code, message })
  }
  ctx.audit({
    objectKind: 'dispatch',
    objectId: orderIds.join(','),
    after: { shipper: party.name, dispatched, refused },
  })
  return ok({ dispatched, refused })
})

/** Dispatches one order that is locked, under its promise of goods. */
export async function dispatchOne(
  ctx: Ctx,
  order: OrderForDispatch | null,
  party: ShippingParty,
): Promise<Outcome> {
  if (!order) {
    return refuse('NOT_FOUND')
  }
  if (!isDispatchable(order)) {
    return refuse('NOT_DISPATCHABLE')
  }
  const moved = await promiseGoods(ctx, order, party.warehouseId)
  if (!moved.ok) {
    const sku = moved.short.map(({ name }) => name).join('、')
    return refuse('STORE_SHORT', { store: party.name, sku })
  }
  const mark = { orderId: order.id, shipperName: party.name, storeId: party.dealerId }
  if (!(await markDispatched(ctx, mark))) {
    return refuse('NOT_DISPATCHABLE')
  }
  const byName = ctx.actor.app === 'console' ? ctx.actor.name : '系统'
  const note = await makeNote(ctx, order, party, byName)
  await insertDispatch(ctx.tx, {
    id: ctx.newId(),
    orderId: order.id,
    noteId: note.id,
    at: ctx.now,
    kind: 'dispatched',
    shipper: party.name,
    byName,
    reason: null,
  })
  emitDispatched(ctx, note)
  return { ok: true, note }
}
