import * as op from '@xietong/domain/identity/contract'
import { tidyScope, WHOLE_SCOPE } from '@xietong/domain/identity/data-scope'
import { isStrongPassword } from '@xietong/domain/identity/password'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { missingOfScope, readRoles, refusalToGrant, refusalToShow } from './account-rules'
import { insertAccount, replaceRoles, updateScope } from './account-store'
import { setPassword } from './passwords'
import { findOrCreatePerson } from './persons'

/** AD-339: the new account must choose its own password at the first sign-in. */
export const createAccount = perform(op.createAccount, async (ctx, input) => {
  const { login, name, phone, roleIds, initialPassword } = input
  const roles = await readRoles(ctx, roleIds)
  if (!Array.isArray(roles)) {
    return roles
  }
  const scope = tidyScope(input.scope ?? WHOLE_SCOPE)
  const missing = await missingOfScope(ctx, scope)
  if (missing) {
    return missing
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
  const refusal = (await refusalToGrant(ctx, roles)) ?? (await refusalToShow(ctx, { roles, scope }))
  if (refusal) {
    return refusal
  }
  await updateScope(ctx.tx, id, scope)
  await replaceRoles(ctx.tx, id, roleIds)
  await setPassword(ctx, { app: 'console', subjectId: id, password: initialPassword })
  ctx.audit({
    objectKind: 'account',
    objectId: id,
    objectNo: login,
    after: { login, name, roles: roles.map((role) => role.name), scope },
  })
  return ok({ accountId: id })
})
