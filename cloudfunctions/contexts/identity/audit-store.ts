import type { Page } from '@xietong/domain/kernel/paging'
import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'

export interface AuditRow {
  readonly id: string
  readonly at: Date
  readonly app: string
  readonly actorKey: string
  readonly actorName: string
  readonly operation: string
  readonly title: string
  readonly outcome: 'done' | 'refused'
  readonly code: string | null
  readonly objectKind: string | null
  readonly objectId: string | null
  readonly objectNo: string | null
  readonly address: string
  readonly requestId: string | null
  readonly before: string | null
  readonly after: string | null
}

export async function insertEntries(
  writer: Reader,
  rows: readonly AuditRow[],
  along?: RawBuilder<unknown>,
): Promise<void> {
  const values = rows.map(
    (row) => sql`(${row.id}, ${row.at}, ${row.app}, ${row.actorKey}, ${row.actorName},
      split_part(${row.operation}, '.', 1), ${row.operation}, ${row.title}, ${row.outcome},
      ${row.code}, ${row.objectKind}, ${row.objectId}, ${row.objectNo}, ${row.address},
      ${row.requestId}, ${row.before}::jsonb, ${row.after}::jsonb)`,
  )
  await sql`
    ${along ? sql`with along as (${along})` : sql``}
    insert into identity.audit_entry
      (id, at, app, actor_key, actor_name, module, operation, title, outcome, code, object_kind,
       object_id, object_no, address, request_id, before, after)
    values ${sql.join(values)}`.execute(writer)
}

export interface AuditFilter {
  readonly actorName?: string | undefined
  readonly operation?: string | undefined
  readonly module?: string | undefined
  readonly objectNo?: string | undefined
  readonly outcome?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export interface AuditListRow {
  id: string
  at: Date
  app: string
  actorName: string
  operation: string
  title: string
  objectKind: string | null
  objectId: string | null
  objectNo: string | null
  outcome: 'done' | 'refused'
  address: string
  before: string | null
  after: string | null
}

/** Entries of everybody, or of one actor. */
export function listAuditRows(
  reader: Reader,
  input: {
    filter: AuditFilter
    sort: string
    page: number
    size: number
    after?: string | undefined
  },
  actor: { readonly key: string; readonly name: string } | null,
): Promise<Page<AuditListRow>> {
  const { filter, sort, page, size, after } = input
  return listRows<AuditListRow>(reader, {
    select: sql`e.id, e.at, e.app, e.actor_name as "actorName", e.operation, e.title,
      e.object_kind as "objectKind", e.object_id as "objectId", e.object_no as "objectNo",
      e.outcome, e.address, left(e.before::text, 20000) as before,
      left(e.after::text, 20000) as after`,
    from: sql`identity.audit_entry e`,
    where: [
      // The name is what the index begins with.
      actor ? sql`e.actor_name = ${actor.name} and e.actor_key = ${actor.key}` : null,
      filter.actorName ? sql`e.actor_name = ${filter.actorName}` : null,
      filter.operation ? sql`e.operation = ${filter.operation}` : null,
      filter.module ? sql`e.module = ${filter.module}` : null,
      filter.objectNo ? sql`e.object_no = ${filter.objectNo}` : null,
      filter.outcome ? sql`e.outcome = ${filter.outcome}` : null,
      filter.from ? sql`e.at >= ${filter.from}::timestamptz` : null,
      filter.to ? sql`e.at <= ${filter.to}::timestamptz` : null,
    ],
    sorts: {
      '-at': { by: sql`e.at`, direction: 'desc', type: 'timestamptz' },
      at: { by: sql`e.at`, direction: 'asc', type: 'timestamptz' },
    },
    sort,
    key: sql`e.id`,
    page,
    size,
    after,
  })
}
