import { allPermissions, type Permission, permissions } from '../kernel/permissions'

export interface Rights {
  /** A super administrator holds every right, also those that are added to the product later. */
  readonly superAdmin: boolean
  readonly permissions: readonly Permission[]
}

/** The rights of an account from its roles. Source: AD-340. */
export function rightsOf(roles: readonly Rights[]): Rights {
  if (roles.some((role) => role.superAdmin)) {
    return { superAdmin: true, permissions: allPermissions }
  }
  const held = new Set(roles.flatMap((role) => role.permissions))
  return {
    superAdmin: false,
    permissions: allPermissions.filter((right) => held.has(right)),
  }
}

/**
 * What `holder` lacks to give `wanted`, in words; empty when nothing is missing. Nobody grants a
 * right they do not hold, and only a super administrator makes another. Refusal: CANNOT_GRANT.
 * Source: AD-340.
 */
export function missingRights(holder: Rights, wanted: Rights): string[] {
  if (holder.superAdmin) {
    return []
  }
  if (wanted.superAdmin) {
    return ['超级管理员']
  }
  const held = new Set(holder.permissions)
  return wanted.permissions.filter((right) => !held.has(right)).map((right) => permissions[right])
}
