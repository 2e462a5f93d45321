import * as op from '@xietong/domain/identity/contract'
import { allPermissions } from '@xietong/domain/kernel/permissions'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { selectRoleList } from './role-store'

export const listRoles = answer(op.listRoles, async (ctx) => {
  const rows = await selectRoleList(ctx.db)
  return ok({
    rows: rows.map((role) => ({
      ...role,
      permissions: role.superAdmin ? allPermissions : role.permissions,
    })),
  })
})
