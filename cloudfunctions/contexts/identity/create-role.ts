import * as op from '@xietong/domain/identity/contract'
import { tidyScope, WHOLE_SCOPE } from '@xietong/domain/identity/data-scope'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { missingOfScope, refusalToGrant, refusalToShow } from './account-rules'
import { insertRole } from './role-store'

export const createRole = perform(op.createRole, async (ctx, input) => {
  const { name, note, permissions, secondFactor = false } = input
  const scope = tidyScope(input.scope ?? WHOLE_SCOPE)
  const missing = await missingOfScope(ctx, scope)
  if (missing) {
    return missing
  }
  const id = ctx.newId()
  const fields = { name, note, permissions, secondFactor, scope }
  if (!(await insertRole(ctx.tx, { id, ...fields, now: ctx.now }))) {
    return refuse('DUPLICATE', { what: '角色名称' })
  }
  const roles = [{ id, name, permissions, superAdmin: false, scope }]
  const refusal =
    (await refusalToGrant(ctx, roles)) ?? (await refusalToShow(ctx, { roles, scope: WHOLE_SCOPE }))
  if (refusal) {
    return refusal
  }
  ctx.audit({
    objectKind: 'role',
    objectId: id,
    objectNo: name,
    after: fields,
  })
  return ok({ roleId: id })
})
