import type { ActorOf } from '../../runtime/actor'
import type { Owner } from './message-store'

/** The client and the person in it whose messages an actor may see: only the own ones (NT-029). */
export function ownerOf(actor: ActorOf<'member' | 'dealer' | 'sales' | 'console'>): Owner {
  switch (actor.app) {
    case 'member':
      return { app: 'member', subjectId: actor.memberId }
    case 'dealer':
      return { app: 'dealer', subjectId: actor.dealerPersonId }
    case 'sales':
      return { app: 'sales', subjectId: actor.employeeId }
    case 'console':
      return { app: 'console', subjectId: actor.accountId }
  }
}
