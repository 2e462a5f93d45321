import type { DealerGrant, Operation } from '@xietong/domain/kernel/operation'
import type { RefusalCode } from '@xietong/domain/kernel/refusals'
import type { Actor } from './actor'

/** What an account may do before it has set its own password (AD-001). */
const BEFORE_PASSWORD = new Set(['identity.changePassword', 'identity.getMe', 'identity.signOut'])
/** What a member may do before a phone is bound (MB-005). */
const BEFORE_PHONE = new Set(['members.bindPhone', 'members.getMyProfile', 'identity.signOut'])

function dealerMay(grant: DealerGrant, actor: Extract<Actor, { app: 'dealer' }>): boolean {
  if (grant.tiers && !grant.tiers.includes(actor.tier)) {
    return false
  }
  if (grant.kind && actor.kind !== grant.kind) {
    return false
  }
  if (actor.role === 'owner' || !grant.module) {
    return true
  }
  return actor.role === 'operator' && actor.modules.includes(grant.module)
}

/** AD-021: a partner is told that only stores may, since its kind can be changed. */
function refusalOfDealer(
  grant: DealerGrant,
  actor: Extract<Actor, { app: 'dealer' }>,
): RefusalCode | null {
  if (grant.kind === 'store' && actor.kind === 'partner') {
    return 'NOT_ALLOWED_FOR_KIND'
  }
  return dealerMay(grant, actor) ? null : 'FORBIDDEN'
}

/** Null when the actor may call the operation, otherwise the refusal. */
export function refusalFor(operation: Operation, actor: Actor): RefusalCode | null {
  const { may } = operation
  if (actor.app === 'anyone') {
    return may.anyone ? null : 'UNAUTHENTICATED'
  }
  if (actor.app === 'system') {
    return 'FORBIDDEN'
  }
  if (actor.app === 'console') {
    if (actor.mustChangePassword && !BEFORE_PASSWORD.has(operation.name)) {
      return 'FORBIDDEN'
    }
    const needed = may.console
    const granted = needed === 'signed-in' || (needed && actor.permissions.has(needed))
    return granted || may.anyone ? null : 'FORBIDDEN'
  }
  if (actor.app === 'member') {
    if (!may.member) {
      return may.anyone ? null : 'FORBIDDEN'
    }
    return actor.hasPhone || may.anyone || BEFORE_PHONE.has(operation.name) ? null : 'PHONE_NEEDED'
  }
  if (actor.app === 'dealer') {
    if (may.anyone) {
      return null
    }
    return may.dealer ? refusalOfDealer(may.dealer, actor) : 'FORBIDDEN'
  }
  if (may.sales === 'supervisor') {
    return actor.supervisor || may.anyone ? null : 'FORBIDDEN'
  }
  return may.sales || may.anyone ? null : 'FORBIDDEN'
}
