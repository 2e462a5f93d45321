import { scopeOf } from '@xietong/domain/identity/data-scope'
import { allPermissions } from '@xietong/domain/kernel/permissions'
import type { Actor, Session } from '../../runtime/actor'
import type { Db } from '../../runtime/database'
import { selectActingAccount } from './account-store'

/**
 * The account behind a session with its rights of this moment; null when it is disabled (AD-003).
 */
export async function loadConsoleActor(db: Db, session: Session): Promise<Actor | null> {
  const account = await selectActingAccount(db, session.subjectId)
  if (!account) {
    return null
  }
  return {
    app: 'console',
    sessionId: session.id,
    personId: session.personId,
    name: account.name,
    accountId: account.id,
    permissions: new Set(account.superAdmin ? allPermissions : account.permissions),
    scope: scopeOf(account.scopeKind, account.scopeIds),
    mustChangePassword: account.mustChangePassword,
  }
}
