import * as op from '@xietong/domain/identity/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { refusalToGrant } from './account-rules'
import { lockRole, nameIsTaken, updateRoleFields } from './role-store'
import { refuseStale } from './stale-edit'

/** AD-340: only rights that are new to the role must be the caller's own; taking away is free. */
export const updateRole = perform(
  op.updateRole,
  async (ctx, { roleId, name, note, permissions, version, ...rest }) => {
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
    const secondFactor = rest.secondFactor ?? role.secondFactor
    const added = permissions.filter((right) => !role.permissions.includes(right))
    const refusal = await refusalToGrant(ctx, [
      { id: roleId, name, permissions: added, superAdmin: role.superAdmin },
    ])
    if (refusal) {
      return refusal
    }
    if (role.superAdmin) {
      return refuse('LAST_SUPER_ADMIN')
    }
    await updateRoleFields(ctx.tx, roleId, { name, note, permissions, secondFactor })
    ctx.audit({
      objectKind: 'role',
      objectId: roleId,
      objectNo: name,
      before: {
        name: role.name,
        note: role.note,
        permissions: role.permissions,
        secondFactor: role.secondFactor,
      },
      after: { name, note, permissions, secondFactor },
    })
    return ok({ version: version + 1 })
  },
)
