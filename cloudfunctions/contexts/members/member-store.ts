import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export type MemberState = 'unbound' | 'active' | 'closed'
export interface Ownership {
  readonly inviterKind: 'dealer' | 'employee' | 'member' | null
  readonly inviterId: string | null
  readonly inviterName: string | null
  readonly dealerId: string | null
  readonly employeeId: string | null
}
export interface MemberRow {
  readonly id: string
  readonly personId: string
  readonly nickname: string
  readonly avatar: string | null
  readonly state: MemberState
  readonly dealerId: string | null
  readonly employeeId: string | null
  readonly levelId: string
  readonly levelName: string
  readonly levelDiscount: number
}

/**
 * A level that is no longer active counts as the default level, so no price lies below the
 * ladder.
 */
const member = sql`m.id, m.person_id as "personId", m.nickname, m.avatar, m.state,
  m.dealer_id as "dealerId", m.employee_id as "employeeId", l.id as "levelId",
  l.name as "levelName", l.discount as "levelDiscount"`
const from = sql`members.member m
  join members.level own on own.id = m.level_id
  join members.level l
    on (own.active and l.id = own.id) or (not own.active and l.is_default)`

export async function selectMember(reader: Reader, id: string): Promise<MemberRow | null> {
  const { rows } = await sql<MemberRow>`
    select ${member} from ${from} where m.id = ${id}`.execute(reader)
  return rows[0] ?? null
}

export async function selectByPerson(reader: Reader, personId: string): Promise<MemberRow | null> {
  const { rows } = await sql<MemberRow>`
    select ${member} from ${from} where m.person_id = ${personId}`.execute(reader)
  return rows[0] ?? null
}

export async function selectMembers(reader: Reader, ids: readonly string[]): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select ${member} from ${from} where m.id = any(${ids}::uuid[])`.execute(reader)
  return rows
}

export interface ActingMember {
  readonly memberName: string | null
  readonly memberState: MemberState | null
}

/** Read beside every session `s`: most calls at the peak are those of members. */
export const actingMember = {
  columns: sql`m.nickname as "memberName", m.state as "memberState"`,
  join: sql`left join members.member m
    on s.app = 'member' and m.id = s.subject_id and m.state <> 'closed'`,
}

/** Locks a member while something that is counted or owned by it changes. */
export async function lockMember(tx: Tx, id: string): Promise<{ state: MemberState } | null> {
  const { rows } = await sql<{ state: MemberState }>`
    select state from members.member where id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

/** False when the person has an account already, also when another call made it just now. */
export async function insertMember(
  tx: Tx,
  row: Ownership & {
    id: string
    personId: string
    nickname: string
    state: MemberState
    inviteToken: string
    registeredBy: 'wechat' | 'sms'
    now: Date
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into members.member
      (id, person_id, nickname, state, level_id, inviter_kind, inviter_id, inviter_name,
       dealer_id, employee_id, invite_token, registered_by, registered_at)
    select ${row.id}, ${row.personId}, ${row.nickname}, ${row.state}, l.id, ${row.inviterKind},
      ${row.inviterId}::uuid, ${row.inviterName}, ${row.dealerId}::uuid, ${row.employeeId}::uuid,
      ${row.inviteToken}, ${row.registeredBy}, ${row.now}
    from members.level l where l.is_default
    on conflict (person_id) do nothing`.execute(tx)
  return numAffectedRows === 1n
}

export async function markBound(tx: Tx, id: string, personId: string): Promise<void> {
  await sql`
    update members.member set state = 'active', person_id = ${personId}
    where id = ${id} and state = 'unbound'`.execute(tx)
}

export async function markClosed(tx: Tx, id: string): Promise<void> {
  await sql`
    update members.member set state = 'closed' where id = ${id} and state = 'unbound'`.execute(tx)
}

export async function updateMemberState(tx: Tx, id: string, state: MemberState): Promise<void> {
  await sql`update members.member set state = ${state} where id = ${id}`.execute(tx)
}

export async function insertAcceptances(
  tx: Tx,
  memberId: string,
  accepted: readonly { kind: string; version: number }[],
  now: Date,
): Promise<void> {
  await sql`
    insert into members.acceptance (member_id, kind, version, accepted_at)
    select ${memberId}::uuid, kind, version, ${now}
    from unnest(${accepted.map((one) => one.kind)}::text[],
      ${accepted.map((one) => one.version)}::int[]) as given (kind, version)
    on conflict do nothing`.execute(tx)
}

export async function selectInviteToken(reader: Reader, id: string): Promise<string | null> {
  const { rows } = await sql<{ token: string }>`
    select invite_token as token from members.member where id = ${id}`.execute(reader)
  return rows[0]?.token ?? null
}

export interface Inviter {
  readonly id: string
  readonly nickname: string
  readonly dealerId: string | null
}

export async function selectInviter(reader: Reader, token: string): Promise<Inviter | null> {
  const { rows } = await sql<Inviter>`
    select id, nickname, dealer_id as "dealerId" from members.member
    where invite_token = ${token} and state <> 'closed'`.execute(reader)
  return rows[0] ?? null
}

export async function countRegistered(
  reader: Reader,
  filter: { dealerIds?: readonly string[]; from?: Date; to?: Date },
): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from members.member
    where state <> 'closed'
      and (${filter.dealerIds ?? null}::uuid[] is null
        or dealer_id = any(${filter.dealerIds ?? null}::uuid[]))
      and registered_at >= ${filter.from ?? new Date(0)}
      and registered_at < ${filter.to ?? new Date(8.64e15)}`.execute(reader)
  return rows[0]?.total ?? 0
}
