import { EXACT_COUNT_MAX, type Page } from '@xietong/domain/kernel/paging'
import { type RawBuilder, sql } from 'kysely'
import type { Reader } from './database'

export interface SortColumn {
  readonly by: RawBuilder<unknown>
  readonly direction: 'asc' | 'desc'
  /** SQL type of the column, for the cursor's cast: `timestamptz`, `bigint`, `text` … */
  readonly type: string
}

export interface ListQuery {
  readonly select: RawBuilder<unknown>
  readonly from: RawBuilder<unknown>
  readonly where: readonly (RawBuilder<unknown> | null)[]
  readonly sorts: Readonly<Record<string, SortColumn>>
  readonly sort: string
  /** Unique column that breaks ties. */
  readonly key: RawBuilder<unknown>
  /** SQL type of the key; `uuid` unless told otherwise. */
  readonly keyType?: string
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

interface Cursor {
  readonly value: string | null
  readonly key: string
}

const encode = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url')

/** A cursor comes back from the client: anything that is not one of ours is ignored. */
function decode(after: string | undefined): Cursor | null {
  if (after === undefined) {
    return null
  }
  try {
    const parsed: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'))
    const { value, key } = parsed as Partial<Cursor>
    return typeof key === 'string' && (value === null || typeof value === 'string')
      ? { value: value ?? null, key }
      : null
  } catch {
    return null
  }
}

/**
 * One page of a list with its capped count. Pages by number reach 10,000 rows; a cursor goes on
 * by key
 * beyond. Sort columns must not be null and must be backed by an index together with the filters.
 */
export async function listRows<Row>(reader: Reader, list: ListQuery): Promise<Page<Row>> {
  const column = list.sorts[list.sort]
  if (!column) {
    throw new Error(`sort not declared: ${list.sort}`)
  }
  const conditions = list.where.filter((part): part is RawBuilder<unknown> => part !== null)
  const filtered = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from (
      select 1 from ${list.from} ${filtered} limit ${EXACT_COUNT_MAX + 1}
    ) as capped`.execute(reader)
  const total = counted.rows[0]?.total ?? 0
  const { rows, next } = await pageOf<Row>(reader, list, column, conditions)
  return {
    rows,
    total: Math.min(total, EXACT_COUNT_MAX),
    totalIsCapped: total > EXACT_COUNT_MAX,
    next,
  }
}

async function pageOf<Row>(
  reader: Reader,
  list: ListQuery,
  column: SortColumn,
  conditions: readonly RawBuilder<unknown>[],
): Promise<{ rows: Row[]; next: string | null }> {
  const direction = column.direction === 'asc' ? sql`asc` : sql`desc`
  const compare = column.direction === 'asc' ? sql`>` : sql`<`
  const cursor = decode(list.after)
  const type = sql.raw(column.type)
  const keyType = sql.raw(list.keyType ?? 'uuid')
  const lastSeen = cursor
    ? sql`(${cursor.value}::text::${type}, ${cursor.key}::text::${keyType})`
    : null
  const beyond = lastSeen && sql`(${column.by}, ${list.key}) ${compare} ${lastSeen}`
  const all = beyond ? [...conditions, beyond] : conditions
  const where = all.length > 0 ? sql`where ${sql.join(all, sql` and `)}` : sql``
  const offset = cursor ? 0 : Math.min((list.page - 1) * list.size, EXACT_COUNT_MAX)
  const result = await sql<Row & { cursor_value: string | null; cursor_key: string }>`
    select ${list.select}, (${column.by})::text as cursor_value, (${list.key})::text as cursor_key
    from ${list.from} ${where}
    order by ${column.by} ${direction}, ${list.key} ${direction}
    limit ${list.size + 1} offset ${offset}`.execute(reader)
  const rows = result.rows.slice(0, list.size)
  const last = rows.at(-1)
  const more = result.rows.length > list.size && last !== undefined
  const next = more ? encode({ value: last.cursor_value, key: last.cursor_key }) : null
  return { rows: rows.map(withoutCursor) as Row[], next }
}

function withoutCursor<Row extends { cursor_value: unknown; cursor_key: unknown }>(row: Row) {
  const { cursor_value: _value, cursor_key: _key, ...rest } = row
  return rest
}
