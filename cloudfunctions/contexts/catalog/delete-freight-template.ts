import * as op from '@xietong/domain/catalog/freight-contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { deleteTemplate, lockTemplateUsers } from './freight-store'

/** AD-336: a template that listings charge by cannot be deleted. */
export const deleteFreightTemplate = perform(op.deleteFreightTemplate, async (ctx, input) => {
  const users = await lockTemplateUsers(ctx.tx, input.freightTemplateId)
  if (users === null) {
    return refuse('NOT_FOUND')
  }
  if (users.length > 0) {
    return refuse('IN_USE', { reason: users.join('、') })
  }
  await deleteTemplate(ctx.tx, input.freightTemplateId)
  ctx.audit({ objectKind: 'freight-template', objectId: input.freightTemplateId })
  return ok({})
})
