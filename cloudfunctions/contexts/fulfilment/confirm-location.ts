import * as op from '@xietong/domain/fulfilment/tracing-contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { orderForDispatch } from '../orders'
import { addressKey } from './ask-map'
import { deleteGeocode, saveGeocode } from './geocode-store'
import { judgeLocation, selectLocations } from './location-store'

/** IN-079: what a person says about a place goes into the cache, for the next order to it. */
export const confirmLocation = perform(op.confirmLocation, async (ctx, { orderId, place }) => {
  const order = await orderForDispatch(ctx.tx, orderId)
  if (!order?.address || !(await isInScope(ctx, ctx.tx, order.dealerId))) {
    return refuse('NOT_FOUND')
  }
  const before = (await selectLocations(ctx.tx, [orderId])).get(orderId)
  const judged = await judgeLocation(ctx.tx, {
    orderId,
    place,
    reason: place ? '' : '人工核对：地图给出的位置不对',
    byName: ctx.actor.name,
    now: ctx.now,
  })
  if (!judged) {
    return refuse('STATE_CONFLICT')
  }
  const key = addressKey(order.address)
  await (place
    ? saveGeocode(ctx.tx, { key, state: 'located', ...place, confirmed: true, foundAt: ctx.now })
    : deleteGeocode(ctx.tx, key))
  ctx.audit({
    objectKind: 'order',
    objectId: orderId,
    objectNo: order.orderNo,
    before: before && { latitude: before.latitude, longitude: before.longitude },
    after: { place },
  })
  return ok({ located: place !== null })
})
