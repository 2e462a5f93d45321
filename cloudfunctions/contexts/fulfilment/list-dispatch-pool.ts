import * as op from '@xietong/domain/fulfilment/contract'
import { regionOf } from '@xietong/domain/fulfilment/notes'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { listToDispatch } from '../orders'
import { selectLocations } from './location-store'

/** AD-244: VIP first, then the wanted day, then the age of the order. */
export const listDispatchPool = answer(op.listDispatchPool, async (ctx, input) => {
  const page = await listToDispatch(ctx.db, {
    ...input,
    dealerIds: await dealersInScope(ctx, ctx.db),
  })
  const locations = await selectLocations(
    ctx.db,
    page.rows.map(({ id }) => id),
  )
  const rows = page.rows.map((order) => ({
    id: order.id,
    orderNo: order.orderNo,
    type: order.type,
    vip: order.vip,
    recipient: order.address?.name ?? '',
    region: order.address ? regionOf(order.address) : '',
    itemSummary: order.itemSummary,
    wantedOn: order.wantedOn,
    paidAt: order.paidAt?.toISOString() ?? null,
    createdAt: order.createdAt.toISOString(),
    located: locations.get(order.id)?.state === 'located',
  }))
  return ok({ ...page, rows })
})
