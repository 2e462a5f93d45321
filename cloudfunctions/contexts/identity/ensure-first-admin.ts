import type { Deps } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import { insertAccount, lockSuperAdmins, replaceRoles, selectAccountByLogin } from './account-store'
import { setPassword } from './passwords'
import { findOrCreatePerson } from './persons'

/** The built-in role of migration 0010 that holds every right. */
export const SUPER_ADMIN_ROLE = '00000000-0000-7000-8000-000000000101'

/**
 * Makes the first super administrator of a new installation and answers its account id. An account
 * with this login is left as it is, so a second run changes nothing (no password comes back).
 */
export function ensureFirstAdmin(
  deps: Deps,
  {
    login,
    password,
    name = '系统管理员',
    mustChangePassword = true,
    phone = null,
  }: {
    login: string
    password: string
    name?: string
    mustChangePassword?: boolean
    phone?: string | null
  },
): Promise<string> {
  return runCommand(deps, 'identity.ensureFirstAdmin', async (ctx) => {
    await lockSuperAdmins(ctx.tx)
    const known = await selectAccountByLogin(ctx.tx, login)
    if (known) {
      return known.id
    }
    const id = ctx.newId()
    const personId = await findOrCreatePerson(ctx, { name, phone })
    await insertAccount(ctx.tx, { id, login, name, personId, mustChangePassword, now: ctx.now })
    await replaceRoles(ctx.tx, id, [SUPER_ADMIN_ROLE])
    await setPassword(ctx, { app: 'console', subjectId: id, password })
    ctx.audit({ objectKind: 'account', objectId: id, objectNo: login, after: { login, name } })
    return id
  })
}
