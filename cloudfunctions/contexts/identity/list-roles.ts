import * as op from '@xietong/domain/identity/contract'
import { allPermissions } from '@xietong/domain/kernel/permissions'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { selectRoleList } from './role-store'
import { namesOfScopes } from './scope-names'

export const listRoles = answer(op.listRoles, async (ctx) => {
  const rows = await selectRoleList(ctx.db)
  const namesOf = await namesOfScopes(
    ctx,
    rows.map(({ scope }) => scope),
  )
  return ok({
    rows: rows.map((role) => ({
      ...role,
      permissions: role.superAdmin ? allPermissions : role.permissions,
      scopeNames: namesOf(role.scope),
    })),
  })
})
