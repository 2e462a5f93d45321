import * as op from '@xietong/domain/identity/contract'
import { tidyScope } from '@xietong/domain/identity/data-scope'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { type Ctx, perform } from '../../runtime/context'
import {
  missingOfScope,
  readRoles,
  refusalToGrant,
  refusalToShow,
  refusalWithoutSuperAdmin,
} from './account-rules'
import {
  type AccountRow,
  lockAccount,
  lockSuperAdmins,
  replaceRoles,
  selectRolesOfAccount,
  selectScope,
  updateAccountFields,
  updateScope,
} from './account-store'
import { findOrCreatePerson, personOf } from './persons'
import { refuseStale } from './stale-edit'

/** AD-339, AD-340: new rights count at the account's next call, because they are read on each. */
export const updateAccount = perform(op.updateAccount, async (ctx, input) => {
  const { accountId, name, phone, roleIds } = input
  await lockSuperAdmins(ctx.tx)
  const account = await lockAccount(ctx.tx, accountId)
  if (!account) {
    return refuse('NOT_FOUND')
  }
  if (account.version !== input.version) {
    return refuseStale(ctx, { kind: 'account', id: accountId })
  }
  const roles = await readRoles(ctx, roleIds)
  if (!Array.isArray(roles)) {
    return roles
  }
  const before = await selectRolesOfAccount(ctx.tx, accountId)
  const seen = await selectScope(ctx.tx, accountId)
  const scope = input.scope ? tidyScope(input.scope) : seen
  const refusal =
    (await refusalToGrant(ctx, [...before, ...roles])) ??
    (await refusalToShow(ctx, { roles: before, scope: seen })) ??
    (await refusalToShow(ctx, { roles, scope })) ??
    (await missingOfScope(ctx, scope))
  if (refusal) {
    return refusal
  }
  const personId = await personWith(ctx, account, { phone, name })
  await updateAccountFields(ctx.tx, accountId, { name, personId })
  await updateScope(ctx.tx, accountId, scope)
  await replaceRoles(ctx.tx, accountId, roleIds)
  const lost = await refusalWithoutSuperAdmin(ctx)
  if (lost) {
    return lost
  }
  ctx.audit({
    objectKind: 'account',
    objectId: accountId,
    objectNo: account.login,
    before: { name: account.name, roles: before.map((role) => role.name), scope: seen },
    after: { name, roles: roles.map((role) => role.name), scope },
  })
  return ok({ version: account.version + 1 })
})

/** The person of the given phone; the account keeps its person when the phone stays the same. */
async function personWith(
  ctx: Ctx,
  account: AccountRow,
  { phone, name }: { phone: string | null; name: string },
): Promise<string> {
  const person = await personOf(ctx.tx, account.personId)
  return person.phone === phone ? person.id : findOrCreatePerson(ctx, { phone, name })
}
