import {
  type DataScope,
  type Grants,
  idsOfScope,
  isWithin,
  limitsOf,
} from '@xietong/domain/identity/data-scope'
import { missingRights, rightsOf } from '@xietong/domain/identity/rights'
import { type Refusal, refuse } from '@xietong/domain/kernel/result'
import type { ActorOf } from '../../runtime/actor'
import type { Ctx } from '../../runtime/context'
import {
  countActiveSuperAdmins,
  type RoleRow,
  selectGrants,
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
  const own = rightsOf(await selectRolesOfAccount(ctx.tx, ctx.actor.accountId))
  const missing = missingRights(own, rightsOf(roles))
  return missing.length > 0 ? refuse('CANNOT_GRANT', { permissions: missing }) : null
}

/**
 * Refuses what would show records that the caller's own roles and scope hide, asked right by right
 * (AD-005, AD-339).
 */
export async function refusalToShow(
  ctx: ConsoleCtx,
  wanted: Grants,
): Promise<Refusal<'CANNOT_GRANT'> | null> {
  const own = await selectGrants(ctx.tx, ctx.actor.accountId)
  const tooWide = rightsOf(wanted.roles).permissions.some(
    (right) => !isWithin(limitsOf(own, right), limitsOf(wanted, right)),
  )
  return tooWide ? refuse('CANNOT_GRANT', { permissions: ['数据范围'] }) : null
}

/** NOT_FOUND when a department or first-tier dealer of the scope does not exist. */
export async function missingOfScope(
  ctx: ConsoleCtx,
  scope: DataScope,
): Promise<Refusal<'NOT_FOUND'> | null> {
  const ids = idsOfScope(scope)
  const known = await ctx.deps.questions.scopeNames(ctx.tx, { kind: scope.kind, ids })
  return ids.every((id) => known.has(id)) ? null : refuse('NOT_FOUND')
}

/**
 * Refuses to touch an account that holds more than the caller: resetting the password of a super
 * administrator would be a way to become one.
 */
export async function refusalToTouch(
  ctx: ConsoleCtx,
  accountId: string,
): Promise<Refusal<'CANNOT_GRANT'> | null> {
  const refusal = await refusalToGrant(ctx, await selectRolesOfAccount(ctx.tx, accountId))
  return refusal ?? refusalToShow(ctx, await selectGrants(ctx.tx, accountId))
}

/** To be asked after the change, under the lock of `lockSuperAdmins`. */
export async function refusalWithoutSuperAdmin(
  ctx: ConsoleCtx,
): Promise<Refusal<'LAST_SUPER_ADMIN'> | null> {
  return (await countActiveSuperAdmins(ctx.tx)) === 0 ? refuse('LAST_SUPER_ADMIN') : null
}
