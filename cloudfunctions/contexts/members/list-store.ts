import type { Page } from '@xietong/domain/kernel/paging'
import { type RawBuilder, sql } from 'kysely'
import { within } from '../../runtime/data-scope'
import type { Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'
import type { MemberState } from './member-store'

export interface MemberListRow {
  readonly id: string
  readonly personId: string
  readonly nickname: string
  readonly levelName: string
  readonly dealerId: string | null
  readonly employeeId: string | null
  readonly inviterName: string | null
  readonly registeredAt: Date
  readonly levelDiscount: number
  readonly tags: string[]
  readonly state: MemberState
}

export interface MemberFilter {
  readonly keyword?: string | undefined
  readonly name?: string | undefined
  /** Persons whose phone begins with the keyword. */
  readonly personIds: readonly string[]
  /** Persons whose phone begins with the one asked for; undefined = not asked for. */
  readonly phonePersonIds?: readonly string[] | undefined
  /** The caller's data scope, null = all. */
  readonly dealerIds: readonly string[] | null
  readonly levelId?: string | undefined
  readonly levelDiscount?: number | undefined
  readonly dealerId?: string | undefined
  readonly employeeId?: string | undefined
  readonly registeredFrom?: string | undefined
  readonly registeredTo?: string | undefined
  readonly tag?: string | undefined
  readonly state?: MemberState | undefined
}

const byRegistration = { by: sql`m.registered_at`, type: 'timestamptz' } as const
export const registrationSorts = {
  '-registeredAt': { ...byRegistration, direction: 'desc' },
  registeredAt: { ...byRegistration, direction: 'asc' },
} as const

export function listMemberRows(
  reader: Reader,
  input: {
    filter: MemberFilter
    sort: string
    page: number
    size: number
    after?: string | undefined
  },
): Promise<Page<MemberListRow>> {
  const { filter, sort, page, size, after } = input
  return listRows<MemberListRow>(reader, {
    select: sql`m.id, m.person_id as "personId", m.nickname, l.name as "levelName",
      l.discount as "levelDiscount", m.dealer_id as "dealerId", m.employee_id as "employeeId",
      m.inviter_name as "inviterName", m.registered_at as "registeredAt", m.tags, m.state`,
    from: sql`members.member m join members.level l on l.id = m.level_id`,
    where: conditions(filter),
    sorts: registrationSorts,
    sort,
    key: sql`m.id`,
    page,
    size,
    after,
  })
}

/** AD-096: a member must match all that is given. */
function conditions(filter: MemberFilter): (RawBuilder<unknown> | null)[] {
  const { keyword, name, levelId, levelDiscount, dealerId, employeeId, tag, state } = filter
  const { phonePersonIds, registeredFrom, registeredTo } = filter
  return [
    state ? sql`m.state = ${state}` : sql`m.state <> 'closed'`,
    within(sql`m.dealer_id`, filter.dealerIds),
    keyword
      ? sql`(m.nickname like ${beginning(keyword)}
          or m.person_id = any(${filter.personIds}::uuid[]))`
      : null,
    name ? sql`m.nickname like ${beginning(name)}` : null,
    phonePersonIds ? sql`m.person_id = any(${phonePersonIds}::uuid[])` : null,
    levelId ? sql`m.level_id = ${levelId}` : null,
    levelDiscount ? sql`l.discount = ${levelDiscount}` : null,
    dealerId ? sql`m.dealer_id = ${dealerId}` : null,
    employeeId ? sql`m.employee_id = ${employeeId}` : null,
    registeredFrom ? sql`m.registered_at >= ${registeredFrom}::timestamptz` : null,
    registeredTo ? sql`m.registered_at <= ${registeredTo}::timestamptz` : null,
    tag ? sql`m.tags @> array[${tag}]::text[]` : null,
  ]
}

/** `%` and `_` of the user are letters; a beginning is what the index finds. */
const beginning = (typed: string) => `${typed.replaceAll(/[%_\\]/g, '\\$&')}%`
