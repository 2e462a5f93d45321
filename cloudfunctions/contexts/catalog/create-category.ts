import * as op from '@xietong/domain/catalog/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { refusingBroken } from './broken-rule'
import { insertCategory } from './category-store'

export const createCategory = perform(op.createCategory, async (ctx, input) => {
  const { kind, name, parentId, sort, shown, icon = null } = input
  const category = { id: ctx.newId(), kind, name, parentId, sort, shown, icon }
  const inserted = await refusingBroken(`分类“${name}”`, () =>
    insertCategory(ctx.tx, { ...category, now: ctx.now }),
  )
  if (!inserted.ok) {
    return inserted
  }
  if (!inserted.value) {
    return refuse('NOT_FOUND')
  }
  ctx.audit({ objectKind: 'category', objectId: category.id, after: category })
  return ok({ categoryId: category.id })
})
