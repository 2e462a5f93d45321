import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'
import { registrationSorts } from './list-store'
import type { MemberState } from './member-store'

export interface PersonRow {
  readonly id: string
  readonly personId: string
  readonly nickname: string
  readonly avatar: string | null
  readonly state: MemberState
  readonly levelId: string
  readonly levelName: string
  readonly levelDiscount: number
  readonly inviterKind: 'dealer' | 'employee' | 'member' | null
  readonly inviterName: string | null
  readonly dealerId: string | null
  readonly employeeId: string | null
  readonly registeredAt: Date
  readonly registeredBy: 'wechat' | 'sms' | null
  readonly tags: string[]
}

/** One member with everything that the pages about people show. */
export async function selectPersonRow(reader: Reader, id: string): Promise<PersonRow | null> {
  const { rows } = await sql<PersonRow>`
    select m.id, m.person_id as "personId", m.nickname, m.avatar, m.state, l.id as "levelId",
      l.name as "levelName", l.discount as "levelDiscount", m.inviter_kind as "inviterKind",
      m.inviter_name as "inviterName", m.dealer_id as "dealerId", m.employee_id as "employeeId",
      m.registered_at as "registeredAt", m.registered_by as "registeredBy", m.tags
    from members.member m join members.level l on l.id = m.level_id
    where m.id = ${id}`.execute(reader)
  return rows[0] ?? null
}

export async function updateTags(tx: Tx, id: string, tags: readonly string[]): Promise<void> {
  await sql`update members.member set tags = ${tags}::text[] where id = ${id}`.execute(tx)
}

/** Whose members: all of a dealer, or only those of one of its employees. */
export interface Owner {
  readonly dealerId: string
  readonly employeeId: string | null
}

const owned = ({ dealerId, employeeId }: Owner) => sql`m.dealer_id = ${dealerId}
  and m.state <> 'closed'
  ${employeeId === null ? sql`` : sql`and m.employee_id = ${employeeId}`}`
const isSeed = sql`m.inviter_kind in ('dealer', 'employee')`

export type OwnedRow = Pick<
  PersonRow,
  'id' | 'personId' | 'nickname' | 'avatar' | 'registeredAt'
> & { readonly seed: boolean }

export function listOwnedMembers(
  reader: Reader,
  input: {
    readonly owner: Owner
    readonly filter: { readonly keyword?: string | undefined; readonly seed?: boolean | undefined }
    /** Persons whose phone begins with the keyword. */
    readonly personIds: readonly string[]
    readonly sort: string
    readonly page: number
    readonly size: number
    readonly after?: string | undefined
  },
) {
  const { owner, filter, personIds, sort, page, size, after } = input
  const { keyword, seed } = filter
  const part = keyword && `%${keyword.replaceAll(/[%_\\]/g, '\\$&')}%`
  return listRows<OwnedRow>(reader, {
    select: sql`m.id, m.person_id as "personId", m.nickname, m.avatar,
      m.registered_at as "registeredAt", ${isSeed} as seed`,
    from: sql`members.member m`,
    where: [
      owned(owner),
      part ? sql`(m.nickname ilike ${part} or m.person_id = any(${personIds}::uuid[]))` : null,
      seed === undefined ? null : sql`(${isSeed}) = ${seed}`,
    ],
    sorts: registrationSorts,
    sort,
    key: sql`m.id`,
    page,
    size,
    after,
  })
}

export async function countOwned(
  reader: Reader,
  owner: Owner,
): Promise<{ total: number; seed: number }> {
  const { rows } = await sql<{ total: number; seed: number }>`
    select count(*)::int as total, (count(*) filter (where ${isSeed}))::int as seed
    from members.member m where ${owned(owner)}`.execute(reader)
  return rows[0] ?? { total: 0, seed: 0 }
}
