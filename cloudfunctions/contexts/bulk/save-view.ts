import * as op from '@xietong/domain/bulk/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { clearDefault, lockViews, selectViews, upsertView } from './view-store'

const VIEWS_MAX = 30

export const saveView = perform(op.saveView, async (ctx, input) => {
  const { accountId } = ctx.actor
  const { list, name, isDefault } = input
  await lockViews(ctx.tx, accountId, list)
  const views = await selectViews(ctx.tx, accountId, list)
  if (views.length >= VIEWS_MAX && !views.some((view) => view.name === name)) {
    return refuse('TOO_MANY_VIEWS')
  }
  if (isDefault) {
    await clearDefault(ctx.tx, accountId, list)
  }
  const viewId = await upsertView(ctx.tx, { ...input, id: ctx.newId(), accountId, now: ctx.now })
  ctx.audit({ objectKind: 'view', objectId: viewId, after: { list, name } })
  return ok({ viewId })
})
