import type { Grants, Limits } from '@xietong/domain/identity/data-scope'
import type { App, DealerModule } from '@xietong/domain/kernel/operation'
import type { Permission } from '@xietong/domain/kernel/permissions'

interface Person {
  readonly sessionId: string
  readonly personId: string
  readonly name: string
}

/** Who calls, loaded fresh on every request, so that a change of rights takes effect at once. */
export type Actor =
  | { readonly app: 'anyone'; readonly address: string }
  | ({ readonly app: 'member'; readonly memberId: string; readonly hasPhone: boolean } & Person)
  | ({
      readonly app: 'dealer'
      readonly dealerId: string
      readonly dealerPersonId: string
      readonly tier: 1 | 2 | 3
      readonly kind: 'partner' | 'store' | null
      readonly role: 'owner' | 'operator' | 'employee'
      readonly modules: readonly DealerModule[]
      readonly sellsOffline: boolean
      readonly earnsOnline: boolean
    } & Person)
  | ({
      readonly app: 'sales'
      readonly employeeId: string
      readonly departmentId: string
      readonly supervisor: boolean
    } & Person)
  | ({
      readonly app: 'console'
      readonly accountId: string
      readonly permissions: ReadonlySet<Permission>
      readonly grants: Grants
      /** The records that the right at hand is for; set by `actingBy` before a use case runs. */
      readonly limits: Limits
      readonly mustChangePassword: boolean
    } & Person)
  | { readonly app: 'system'; readonly name: string }

export type ActorOf<A extends App> = Extract<Actor, { app: A }>

/**
 * A stored session: what the token stands for. `subjectId` is the member, dealer person, employee
 * or account.
 */
export interface Session {
  readonly id: string
  readonly app: App
  readonly subjectId: string
  readonly personId: string
}

/**
 * Whose request key it is. Somebody without a session is known by the key alone: a phone that
 * changes its network between two tries asks again from another address, and must act once.
 */
export function requestOwner(actor: Actor): string {
  return actor.app === 'anyone' ? 'anyone' : actorKey(actor)
}

/** Stable key of an actor for limits and audit. */
export function actorKey(actor: Actor): string {
  switch (actor.app) {
    case 'anyone':
      return `anyone:${actor.address}`
    case 'system':
      return `system:${actor.name}`
    case 'member':
      return `member:${actor.memberId}`
    case 'dealer':
      return `dealer:${actor.dealerPersonId}`
    case 'sales':
      return `sales:${actor.employeeId}`
    case 'console':
      return `console:${actor.accountId}`
  }
}
