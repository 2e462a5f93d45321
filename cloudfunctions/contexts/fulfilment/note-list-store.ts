import type { NoteState } from '@xietong/domain/fulfilment/notes'
import type { Page } from '@xietong/domain/kernel/paging'
import { PLATFORM_SHIPPER } from '@xietong/domain/orders/search-contract'
import type { OrderType } from '@xietong/domain/orders/states'
import { type RawBuilder, sql } from 'kysely'
import { within } from '../../runtime/data-scope'
import type { Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'
import { noteColumns, type StoredNote } from './note-store'

export interface NoteListRow extends StoredNote {
  readonly quantity: number
  readonly carrierName: string | null
  readonly trackingNo: string | null
}

const listColumns = sql`${noteColumns},
  (select coalesce(sum(l.quantity), 0)::int from fulfilment.note_lines l where l.note_id = n.id)
    as quantity,
  p.carrier_name as "carrierName", p.tracking_no as "trackingNo"`
const listFrom = sql`fulfilment.notes n
  left join lateral (
    select carrier_name, tracking_no from fulfilment.parcels
    where note_id = n.id order by shipped_at, id limit 1) p on true`

interface NoteFilter {
  readonly keyword?: string | undefined
  readonly state?: NoteState | undefined
  readonly orderType?: OrderType | undefined
  readonly wantedOn?: string | undefined
}
/** What only the console filters by (AD-260). */
interface DeskFilter extends NoteFilter {
  readonly shipper?: string | undefined
  readonly carrierCode?: string | undefined
  readonly createdFrom?: string | undefined
  readonly createdTo?: string | undefined
  readonly shippedFrom?: string | undefined
  readonly shippedTo?: string | undefined
}
interface NoteQuery<Filter> {
  readonly filter: Filter
  readonly sort: '-createdAt' | 'createdAt'
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}
type Condition = RawBuilder<unknown> | null

const byCreated = { by: sql`n.created_at`, type: 'timestamptz' }

function plainConditions({ state, orderType, wantedOn }: NoteFilter): Condition[] {
  return [
    state === undefined ? null : sql`n.state = ${state}`,
    orderType === undefined ? null : sql`n.order_type = ${orderType}`,
    wantedOn === undefined ? null : sql`n.wanted_on = ${wantedOn}::date`,
  ]
}

/**
 * A whole number of a note, an order or a parcel, or a whole name. Each is looked up in its own
 * index: conditions on two tables joined by "or" would walk through all notes.
 */
const found = (keyword: string): RawBuilder<unknown> => sql`n.id in (
  select id from fulfilment.notes where note_no = ${keyword}
  union select id from fulfilment.notes where order_no = ${keyword}
  union select id from fulfilment.notes where recipient = ${keyword}
  union select note_id from fulfilment.parcels where tracking_no = ${keyword.toUpperCase()})`

function deskConditions(filter: DeskFilter): Condition[] {
  const { shipper, carrierCode, createdFrom, createdTo, shippedFrom, shippedTo } = filter
  const shippedBy =
    shipper === PLATFORM_SHIPPER ? sql`n.dealer_id is null` : sql`n.dealer_id = ${shipper}`
  return [
    ...plainConditions(filter),
    filter.keyword === undefined ? null : found(filter.keyword),
    shipper === undefined ? null : shippedBy,
    carrierCode === undefined ? null : sql`n.carrier_code = ${carrierCode}`,
    createdFrom === undefined ? null : sql`n.created_at >= ${createdFrom}`,
    createdTo === undefined ? null : sql`n.created_at <= ${createdTo}`,
    shippedFrom === undefined ? null : sql`n.shipped_at >= ${shippedFrom}`,
    // Nothing is shipped before it is made: the walk by age begins there, not at the newest note.
    shippedTo === undefined
      ? null
      : sql`n.shipped_at <= ${shippedTo} and n.created_at <= ${shippedTo}`,
  ]
}

/** Every word is part of a number, of the goods or of the name; a store has few notes. */
function wordConditions(keyword: string | undefined): Condition[] {
  const words = keyword?.split(/\s+/).filter(Boolean) ?? []
  return words.map((word) => {
    const inside = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    return sql`(n.note_no ilike ${inside} or n.order_no like ${inside}
      or n.item_summary ilike ${inside} or n.recipient like ${inside})`
  })
}

/** Notes of all shippers, within the caller's scope (null = all). */
export function listNoteRows(
  reader: Reader,
  query: NoteQuery<DeskFilter>,
  dealerIds: readonly string[] | null,
): Promise<Page<NoteListRow>> {
  const scope = within(sql`n.order_dealer_id`, dealerIds)
  return pageOfNotes(reader, query, [scope, ...deskConditions(query.filter)])
}

/** Notes of one store, which never sees what was taken back from it. */
export function listNoteRowsOfStore(
  reader: Reader,
  query: NoteQuery<NoteFilter>,
  storeId: string,
): Promise<Page<NoteListRow>> {
  return pageOfNotes(reader, query, [
    sql`n.dealer_id = ${storeId}`,
    sql`n.state <> 'void'`,
    ...plainConditions(query.filter),
    ...wordConditions(query.filter.keyword),
  ])
}

/** The page is found by ids alone; only its rows are then joined with parcels and lines. */
async function pageOfNotes(
  reader: Reader,
  query: NoteQuery<unknown>,
  where: readonly Condition[],
): Promise<Page<NoteListRow>> {
  const page = await listRows<{ id: string }>(reader, {
    select: sql`n.id`,
    from: sql`fulfilment.notes n`,
    where,
    sorts: {
      '-createdAt': { ...byCreated, direction: 'desc' },
      createdAt: { ...byCreated, direction: 'asc' },
    },
    sort: query.sort,
    key: sql`n.id`,
    page: query.page,
    size: query.size,
    after: query.after,
  })
  const ids = page.rows.map(({ id }) => id)
  const { rows } = await sql<NoteListRow>`
    select ${listColumns} from ${listFrom} where n.id = any(${ids}::uuid[])`.execute(reader)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return { ...page, rows: ids.flatMap((id) => byId.get(id) ?? []) }
}

/** Every store that has a note; the walk jumps from store to store in their index. */
export async function selectShippingStores(reader: Reader): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive store as (
      (select dealer_id from fulfilment.notes where dealer_id is not null
       order by dealer_id limit 1)
      union all
      select (select n.dealer_id from fulfilment.notes n where n.dealer_id > store.dealer_id
              order by n.dealer_id limit 1)
      from store where store.dealer_id is not null
    )
    select dealer_id as id from store where dealer_id is not null`.execute(reader)
  return rows.map(({ id }) => id)
}

/** The newest note of each order that this store ships or shipped. */
export async function newestNotesOfStore(
  reader: Reader,
  storeId: string,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ orderId: string; id: string }>`
    select distinct on (order_id) order_id as "orderId", id from fulfilment.notes
    where order_id = any(${orderIds}::uuid[]) and dealer_id = ${storeId} and state <> 'void'
    order by order_id, created_at desc, id desc`.execute(reader)
  return new Map(rows.map(({ orderId, id }) => [orderId, id]))
}

export async function notesOf(reader: Reader, orderId: string): Promise<NoteListRow[]> {
  const { rows } = await sql<NoteListRow>`
    select ${listColumns} from ${listFrom}
    where n.order_id = ${orderId} order by n.created_at, n.id limit 50`.execute(reader)
  return rows
}

/** The one note of an order that is still to be shipped, if any. */
export async function openNoteOf(reader: Reader, orderId: string): Promise<NoteListRow | null> {
  const notes = await notesOf(reader, orderId)
  return notes.find((note) => note.state === 'to-ship') ?? null
}
