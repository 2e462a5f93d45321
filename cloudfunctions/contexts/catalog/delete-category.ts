import * as op from '@xietong/domain/catalog/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { refusingBroken } from './broken-rule'
import { deleteCategoryRow, selectCategory } from './category-store'

/** AD-110: what still uses the category is found by its foreign keys, so no race slips through. */
export const deleteCategory = perform(op.deleteCategory, async (ctx, input) => {
  const before = await selectCategory(ctx.tx, input.categoryId)
  if (!before) {
    return refuse('NOT_FOUND')
  }
  const deleted = await refusingBroken('分类', () => deleteCategoryRow(ctx.tx, input.categoryId))
  if (!deleted.ok) {
    return refuse('CATEGORY_IN_USE')
  }
  ctx.audit({ objectKind: 'category', objectId: input.categoryId, before })
  return ok({})
})
