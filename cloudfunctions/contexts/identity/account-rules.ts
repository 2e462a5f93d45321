import { missingRights, rightsOf } from '@xietong/domain/identity/rights'
import { type Refusal, refuse } from '@xietong/domain/kernel/result'
import type { ActorOf } from '../../runtime/actor'
import type { Ctx } from '../../runtime/context'
import {
  countActiveSuperAdmins,
  type RoleRow,
  selectRights,
  selectRoles,
  selectRolesOfAccount,
} from './account-store'

type ConsoleCtx = Ctx<ActorOf<'console'>>

/** The named roles, or NOT_FOUND when one of them does not exist. */
export async function readRoles(
  ctx: ConsoleCtx,
  roleIds: readonly string[],
): Promise<RoleRow[] | Refusal<'NOT_FOUND'>> {
  const roles = await selectRoles(ctx.tx, roleIds)
  return roles.length === new Set(roleIds).size ? roles : refuse('NOT_FOUND')
}

/** Refuses when the roles hold a right that the caller does not: nobody grants or touches more. */
export async function refusalToGrant(
  ctx: ConsoleCtx,
  roles: readonly RoleRow[],
): Promise<Refusal<'CANNOT_GRANT'> | null> {
  const own = await selectRights(ctx.tx, ctx.actor.accountId)
  const missing = missingRights(own, rightsOf(roles))
  return missing.length > 0 ? refuse('CANNOT_GRANT', { permissions: missing }) : null
}

/**
 * Refuses to touch an account that holds more than the caller: resetting the password of a super
 * administrator would be a way to become one.
 */
export async function refusalToTouch(
  ctx: ConsoleCtx,
  accountId: string,
): Promise<Refusal<'CANNOT_GRANT'> | null> {
  return refusalToGrant(ctx, await selectRolesOfAccount(ctx.tx, accountId))
}

/** To be asked after the change, under the lock of `lockSuperAdmins`. */
export async function refusalWithoutSuperAdmin(
  ctx: ConsoleCtx,
): Promise<Refusal<'LAST_SUPER_ADMIN'> | null> {
  return (await countActiveSuperAdmins(ctx.tx)) === 0 ? refuse('LAST_SUPER_ADMIN') : null
}
