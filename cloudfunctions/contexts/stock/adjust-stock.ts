import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/stock/contract'
import { perform } from '../../runtime/context'
import { lockBalances, sumBySku } from './reserve-store'
import { ensureBalances, moveOnHand, selectSkuFacts, selectWarehouses } from './store'

/**
 * Books counted or received quantities as movements with a reason; never below what is reserved.
 */
export const adjustStock = perform(op.adjustStock, async (ctx, input) => {
  const { warehouseId, reason } = input
  const lines = sumBySku(input.lines.map(({ skuId, change }) => ({ skuId, quantity: change })))
  const skuIds = lines.map(({ skuId }) => skuId)
  const warehouses = await selectWarehouses(ctx.tx)
  const known = await selectSkuFacts(ctx.tx, skuIds)
  if (!warehouses.some(({ id }) => id === warehouseId) || known.length !== skuIds.length) {
    return refuse('NOT_FOUND')
  }
  await ensureBalances(ctx.tx, warehouseId, skuIds)
  const balances = await lockBalances(ctx.tx, [warehouseId], skuIds)
  const changes = new Map(lines.map(({ skuId, quantity }) => [skuId, quantity]))
  const negative = balances.some(
    ({ skuId, onHand, reserved }) => onHand + (changes.get(skuId) ?? 0) < reserved,
  )
  if (negative) {
    return refuse('STOCK_NEGATIVE')
  }
  await moveOnHand(ctx.tx, {
    warehouseId,
    kind: 'adjusted',
    movements: lines
      .filter(({ quantity }) => quantity !== 0)
      .map(({ skuId, quantity }) => ({ id: ctx.newId(), skuId, change: quantity })),
    document: null,
    reason,
    now: ctx.now,
  })
  ctx.audit({
    objectKind: 'warehouse',
    objectId: warehouseId,
    after: { lines: input.lines, reason },
  })
  return ok({})
})
