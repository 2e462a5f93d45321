import type { Page } from '@xietong/domain/kernel/paging'
import { sql } from 'kysely'
import { within } from '../../runtime/data-scope'
import type { Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'

export interface MemberListRow {
  readonly id: string
  readonly personId: string
  readonly nickname: string
  readonly levelName: string
  readonly dealerId: string | null
  readonly employeeId: string | null
  readonly inviterName: string | null
  readonly registeredAt: Date
}

export function listMemberRows(
  reader: Reader,
  input: {
    /**
     * `personIds`: persons whose phone begins with the keyword; `dealerIds`: the caller's data
     * scope, null = all.
     */
    filter: {
      keyword?: string | undefined
      personIds: readonly string[]
      dealerIds: readonly string[] | null
      levelId?: string | undefined
      dealerId?: string | undefined
      registeredFrom?: string | undefined
      registeredTo?: string | undefined
    }
    sort: string
    page: number
    size: number
    after?: string | undefined
  },
): Promise<Page<MemberListRow>> {
  const { filter, sort, page, size, after } = input
  const prefix = filter.keyword && `${filter.keyword.replaceAll(/[%_\\]/g, '\\$&')}%`
  const byRegistration = { by: sql`m.registered_at`, type: 'timestamptz' } as const
  return listRows<MemberListRow>(reader, {
    select: sql`m.id, m.person_id as "personId", m.nickname, l.name as "levelName",
      m.dealer_id as "dealerId", m.employee_id as "employeeId",
      m.inviter_name as "inviterName", m.registered_at as "registeredAt"`,
    from: sql`members.member m join members.level l on l.id = m.level_id`,
    where: [
      sql`m.state <> 'closed'`,
      within(sql`m.dealer_id`, filter.dealerIds),
      prefix
        ? sql`(m.nickname like ${prefix} or m.person_id = any(${filter.personIds}::uuid[]))`
        : null,
      filter.levelId ? sql`m.level_id = ${filter.levelId}` : null,
      filter.dealerId ? sql`m.dealer_id = ${filter.dealerId}` : null,
      filter.registeredFrom ? sql`m.registered_at >= ${filter.registeredFrom}::timestamptz` : null,
      filter.registeredTo ? sql`m.registered_at <= ${filter.registeredTo}::timestamptz` : null,
    ],
    sorts: {
      '-registeredAt': { ...byRegistration, direction: 'desc' },
      registeredAt: { ...byRegistration, direction: 'asc' },
    },
    sort,
    key: sql`m.id`,
    page,
    size,
    after,
  })
}
