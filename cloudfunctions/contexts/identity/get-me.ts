import * as op from '@xietong/domain/identity/contract'
import { allPermissions } from '@xietong/domain/kernel/permissions'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { selectAccount, selectRolesOfAccount } from './account-store'

export const getMe = answer(op.getMe, async (ctx) => {
  const account = await selectAccount(ctx.db, ctx.actor.accountId)
  if (!account) {
    return refuse('NOT_FOUND')
  }
  const roles = await selectRolesOfAccount(ctx.db, account.id)
  return ok({
    accountId: account.id,
    login: account.login,
    name: account.name,
    roles: roles.map((role) => role.name),
    permissions: allPermissions.filter((right) => ctx.actor.permissions.has(right)),
    mustChangePassword: account.mustChangePassword,
  })
})
