import * as op from '@xietong/domain/catalog/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { packageStock } from '@xietong/domain/stock/package-stock'
import { answer } from '../../runtime/context'
import { selectContents, selectListing } from './listing-store'

export const getPackage = answer(op.getPackage, async (ctx, { packageId }) => {
  const row = await selectListing(ctx.db, packageId, ['package'])
  if (!row) {
    return refuse('NOT_FOUND')
  }
  const contents = await selectContents(ctx.db, [packageId])
  const { skuAvailability, quotaLeft } = ctx.deps.questions
  const skuIds = contents.map(({ skuId }) => skuId)
  const stock = await skuAvailability(ctx.db, skuIds)
  const left =
    row.quota === null ? null : ((await quotaLeft(ctx.db, [packageId])).get(packageId) ?? 0)
  const rows = contents.map((one) => ({
    skuId: one.skuId,
    code: one.code,
    name: one.name,
    spec: one.spec,
    unit: one.unit,
    quantity: one.quantity,
    available: stock.get(one.skuId)?.available ?? 0,
  }))
  return ok({
    id: row.id,
    name: row.name,
    categoryId: row.categoryId,
    pictures: row.pictures,
    video: row.video,
    sellingPoints: row.sellingPoints,
    retailFen: row.retailFen,
    quota: row.quota,
    subsidyFen: row.subsidyFen,
    freightTemplateId: row.freightTemplateId,
    description: row.description,
    state: row.state,
    version: row.version,
    contents: rows,
    available: packageStock(
      left,
      rows.map(({ available, quantity }) => ({ available, perPackage: quantity })),
    ),
  })
})
