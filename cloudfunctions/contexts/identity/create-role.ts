import * as op from '@xietong/domain/identity/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { refusalToGrant } from './account-rules'
import { insertRole } from './role-store'

export const createRole = perform(op.createRole, async (ctx, input) => {
  const { name, note, permissions, secondFactor = false } = input
  const id = ctx.newId()
  if (!(await insertRole(ctx.tx, { id, name, note, permissions, secondFactor, now: ctx.now }))) {
    return refuse('DUPLICATE', { what: '角色名称' })
  }
  const refusal = await refusalToGrant(ctx, [{ id, name, permissions, superAdmin: false }])
  if (refusal) {
    return refusal
  }
  ctx.audit({
    objectKind: 'role',
    objectId: id,
    objectNo: name,
    after: { name, note, permissions, secondFactor },
  })
  return ok({ roleId: id })
})
