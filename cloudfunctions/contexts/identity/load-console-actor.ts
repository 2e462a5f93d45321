import { limitsOf } from '@xietong/domain/identity/data-scope'
import { rightsOf } from '@xietong/domain/identity/rights'
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
  const { grants } = account
  const held = rightsOf(grants.roles)
  return {
    app: 'console',
    sessionId: session.id,
    personId: session.personId,
    name: account.name,
    accountId: account.id,
    permissions: new Set(held.permissions),
    grants,
    limits: limitsOf(grants, null),
    mustChangePassword: account.mustChangePassword,
  }
}
