import * as op from '@xietong/domain/identity/contract'
import { isWithinScope, tidyScope, WHOLE_SCOPE } from '@xietong/domain/identity/data-scope'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { missingOfScope, refusalToGrant, refusalToShow } from './account-rules'
import { lockRole, nameIsTaken, type RoleFields, updateRoleFields } from './role-store'
import { refuseStale } from './stale-edit'

/**
 * AD-005, AD-340: only what is new to the role must be the caller's own: added rights, or all its
 * rights where it comes to show more records. Taking away is free.
 */
export const updateRole = perform(op.updateRole, async (ctx, input) => {
  const { roleId, name, note, permissions, version } = input
  const role = await lockRole(ctx.tx, roleId)
  if (!role) {
    return refuse('NOT_FOUND')
  }
  if (role.version !== version) {
    return refuseStale(ctx, { kind: 'role', id: roleId })
  }
  if (await nameIsTaken(ctx.tx, name, roleId)) {
    return refuse('DUPLICATE', { what: '角色名称' })
  }
  const secondFactor = input.secondFactor ?? role.secondFactor
  const scope = input.scope ? tidyScope(input.scope) : role.scope
  const added = permissions.filter((right) => !role.permissions.includes(right))
  const shown = isWithinScope(role.scope, scope) ? added : permissions
  const of = (rights: typeof added) => [
    { id: roleId, name, permissions: rights, superAdmin: role.superAdmin, scope },
  ]
  const refusal =
    (await refusalToGrant(ctx, of(added))) ??
    (await refusalToShow(ctx, { roles: of(shown), scope: WHOLE_SCOPE })) ??
    (await missingOfScope(ctx, scope))
  if (refusal) {
    return refusal
  }
  if (role.superAdmin) {
    return refuse('LAST_SUPER_ADMIN')
  }
  const fields = { name, note, permissions, secondFactor, scope }
  await updateRoleFields(ctx.tx, roleId, fields)
  ctx.audit({
    objectKind: 'role',
    objectId: roleId,
    objectNo: name,
    before: fieldsOf(role),
    after: fields,
  })
  return ok({ version: version + 1 })
})

function fieldsOf({ name, note, permissions, secondFactor, scope }: RoleFields): RoleFields {
  return { name, note, permissions, secondFactor, scope }
}
