import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/stock/contract'
import { type Ctx, perform } from '../../runtime/context'
import { react } from '../../runtime/reactions'
import {
  type BalanceRow,
  breakPromises,
  lockBalances,
  type SkuQuantity,
  sumBySku,
} from './reserve-store'
import { ensureBalances, moveOnHand, selectSkuFacts } from './store'
import { warehousesInScope } from './warehouse-scope'

/**
 * Books counted or received quantities as movements with a reason; never below nothing. Below what
 * is promised only on demand: the newest promises fall, and their orders wait for restock (AD-267).
 */
export const adjustStock = perform(op.adjustStock, async (ctx, input) => {
  const { warehouseId, reason } = input
  const lines = sumBySku(input.lines.map(({ skuId, change }) => ({ skuId, quantity: change })))
  const skuIds = lines.map(({ skuId }) => skuId)
  const { rows: warehouses } = await warehousesInScope(ctx, ctx.tx)
  const known = await selectSkuFacts(ctx.tx, skuIds)
  if (!warehouses.some(({ id }) => id === warehouseId) || known.length !== skuIds.length) {
    return refuse('NOT_FOUND')
  }
  await ensureBalances(ctx.tx, warehouseId, skuIds)
  const after = withChanges(await lockBalances(ctx.tx, [warehouseId], skuIds), lines)
  const missing = after
    .map(({ skuId, onHand, reserved }) => ({ skuId, quantity: reserved - onHand }))
    .filter(({ quantity }) => quantity > 0)
  if (after.some(({ onHand }) => onHand < 0) || (missing.length > 0 && !input.takePromised)) {
    return refuse('STOCK_NEGATIVE')
  }
  const shortDocuments = await takePromised(ctx, { warehouseId, missing, reason })
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
    after: { lines: input.lines, reason, shortDocuments },
  })
  return ok({ shortDocuments })
})

function withChanges(balances: readonly BalanceRow[], lines: readonly SkuQuantity[]): BalanceRow[] {
  const changes = new Map(lines.map(({ skuId, quantity }) => [skuId, quantity]))
  return balances.map((row) => ({ ...row, onHand: row.onHand + (changes.get(row.skuId) ?? 0) }))
}

/** How many documents lost goods that they were promised. */
async function takePromised(
  ctx: Ctx,
  loss: {
    readonly warehouseId: string
    readonly missing: readonly SkuQuantity[]
    readonly reason: string
  },
): Promise<number> {
  if (loss.missing.length === 0) {
    return 0
  }
  const documents = await breakPromises(ctx.tx, loss.warehouseId, loss.missing)
  await react(ctx, 'stock.missing', { documents, reason: loss.reason })
  return documents.length
}
