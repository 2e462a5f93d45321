import * as op from '@xietong/domain/fulfilment/store-order-contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { type Ctx, type Deps, perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { oneByOne } from '../../runtime/one-by-one'
import { runCommand } from '../../runtime/run-command'
import {
  lockOrderForDispatch,
  nameInAdvance,
  selectPaidInAdvance,
  selectStoreInAdvance,
} from '../orders'
import { CENTRAL_WAREHOUSE, lockStock } from '../stock'
import { dispatchOne } from './dispatch-orders'
import { needsOf } from './needs'
import { partyOf } from './shipping-party'

/** DL-102: who is to ship an order once it is paid; its store sees it as 待付款. */
export const assignStore = perform(op.assignStore, async (ctx, { orderId, dealerId }) => {
  const order = await lockOrderForDispatch(ctx, orderId)
  if (!order || !(await isInScope(ctx, ctx.tx, order.dealerId))) {
    return refuse('NOT_FOUND')
  }
  if (order.state !== 'unpaid' || order.address === null) {
    return refuse('STATE_CONFLICT')
  }
  const party = dealerId === null ? null : await partyOf(ctx, { kind: 'store', dealerId })
  if (dealerId !== null && party === null) {
    return refuse('NOT_ALLOWED_FOR_KIND')
  }
  const before = await selectStoreInAdvance(ctx.tx, orderId)
  await nameInAdvance(ctx.tx, { orderId, storeId: dealerId })
  ctx.audit({
    objectKind: 'order',
    objectId: orderId,
    objectNo: order.orderNo,
    before: { assignedStore: before },
    after: { assignedStore: dealerId },
  })
  return ok({})
})

const AT_ONCE = 50

/**
 * Paid orders go to the store that was named for them. A store that cannot ship any more, or is
 * short, loses the order to the dispatch pool, where a clerk decides.
 */
export async function dispatchAssigned(deps: Deps): Promise<void> {
  const waiting = await selectPaidInAdvance(deps.db, AT_ONCE)
  await oneByOne(deps, 'fulfilment.dispatchAssigned', waiting, ({ orderId, storeId }) =>
    runCommand(deps, 'fulfilment.dispatchAssigned', (ctx) => dispatchTo(ctx, { orderId, storeId })),
  )
}

async function dispatchTo(
  ctx: Ctx,
  { orderId, storeId }: { readonly orderId: string; readonly storeId: string },
): Promise<void> {
  const order = await lockOrderForDispatch(ctx, orderId)
  const named = await selectStoreInAdvance(ctx.tx, orderId)
  if (!order || named !== storeId) {
    return
  }
  const party = await partyOf(ctx, { kind: 'store', dealerId: storeId })
  if (party) {
    const skuIds = needsOf(order).map(({ skuId }) => skuId)
    await lockStock(ctx, { warehouseIds: [CENTRAL_WAREHOUSE, party.warehouseId], skuIds })
  }
  const outcome = party && (await dispatchOne(ctx, order, party))
  if (!outcome?.ok) {
    await nameInAdvance(ctx.tx, { orderId, storeId: null })
  }
  ctx.audit({
    objectKind: 'order',
    objectId: orderId,
    objectNo: order.orderNo,
    after: { store: storeId, dispatched: outcome?.ok ?? false },
  })
}
