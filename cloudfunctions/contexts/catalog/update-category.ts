import * as op from '@xietong/domain/catalog/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { refuseStale } from '../identity'
import { refusingBroken } from './broken-rule'
import { selectCategory, updateCategoryRow } from './category-store'

export const updateCategory = perform(op.updateCategory, async (ctx, input) => {
  const { categoryId: id, name, sort, shown, version } = input
  const before = await selectCategory(ctx.tx, id)
  if (!before) {
    return refuse('NOT_FOUND')
  }
  if (before.version !== version) {
    return refuseStale(ctx, { kind: 'category', id })
  }
  const icon = input.icon === undefined ? before.icon : input.icon
  const updated = await refusingBroken(`分类“${name}”`, () =>
    updateCategoryRow(ctx.tx, { id, name, sort, shown, icon }),
  )
  if (!updated.ok) {
    return updated
  }
  ctx.audit({ objectKind: 'category', objectId: id, before, after: { name, sort, shown, icon } })
  return ok({ version: version + 1 })
})
