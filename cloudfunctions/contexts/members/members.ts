import type { Actor, Session } from '../../runtime/actor'
import type { Reader } from '../../runtime/database'
import type { ResolvedRecipient } from '../../runtime/questions'
import { personsOf } from '../identity'
import { type ActingMember, selectMember, selectMembers } from './member-store'

/** The member behind a session as read beside it; null when the account was closed. */
export function memberActor(session: Session & ActingMember): Actor | null {
  if (session.memberState === null || session.memberName === null) {
    return null
  }
  return {
    app: 'member',
    memberId: session.subjectId,
    sessionId: session.id,
    personId: session.personId,
    name: session.memberName,
    hasPhone: session.memberState === 'active',
  }
}

export interface OrderingMember {
  readonly memberId: string
  readonly personId: string
  readonly name: string
  readonly levelId: string
  readonly levelName: string
  /** Basis points of the retail price that this member pays. */
  readonly levelDiscount: number
  readonly dealerId: string | null
  readonly employeeId: string | null
}

/** What an order copies of its buyer: level and ownership of this moment. */
export async function memberForOrder(reader: Reader, memberId: string): Promise<OrderingMember> {
  const member = await selectMember(reader, memberId)
  if (!member) {
    throw new Error(`member missing: ${memberId}`)
  }
  const { id, nickname, avatar: _avatar, state: _state, ...rest } = member
  return { ...rest, memberId: id, name: nickname }
}

/** Who a business event to members goes to. */
export async function personsOfMembers(
  reader: Reader,
  ids: readonly string[],
): Promise<ResolvedRecipient[]> {
  const members = ids.length > 0 ? await selectMembers(reader, ids) : []
  const open = members.filter((member) => member.state !== 'closed')
  const persons = await personsOf(
    reader,
    open.map((member) => member.personId),
  )
  return open.map(({ id, personId, nickname }) => ({
    app: 'member',
    subjectId: id,
    personId,
    name: nickname,
    phone: persons.get(personId)?.phone ?? null,
  }))
}
