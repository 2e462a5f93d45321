import * as op from '@xietong/domain/identity/contract'
import { isStrongPassword } from '@xietong/domain/identity/password'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { readRoles, refusalToGrant } from './account-rules'
import { insertAccount, replaceRoles } from './account-store'
import { setPassword } from './passwords'
import { findOrCreatePerson } from './persons'

/** AD-339: the new account must choose its own password at the first sign-in. */
export const createAccount = perform(op.createAccount, async (ctx, input) => {
  const { login, name, phone, roleIds, initialPassword } = input
  const roles = await readRoles(ctx, roleIds)
  if (!Array.isArray(roles)) {
    return roles
  }
  const id = ctx.newId()
  const personId = await findOrCreatePerson(ctx, { phone, name })
  const account = { id, login, name, personId, mustChangePassword: true, now: ctx.now }
  if (!(await insertAccount(ctx.tx, account))) {
    return refuse('DUPLICATE', { what: '账号' })
  }
  if (!isStrongPassword(initialPassword)) {
    return refuse('PASSWORD_WEAK')
  }
  const refusal = await refusalToGrant(ctx, roles)
  if (refusal) {
    return refusal
  }
  await replaceRoles(ctx.tx, id, roleIds)
  await setPassword(ctx, { app: 'console', subjectId: id, password: initialPassword })
  ctx.audit({
    objectKind: 'account',
    objectId: id,
    objectNo: login,
    after: { login, name, roles: roles.map((role) => role.name) },
  })
  return ok({ accountId: id })
})
