import type { NoteState } from '@xietong/domain/fulfilment/notes'
import type { Page } from '@xietong/domain/kernel/paging'
import type { OrderType } from '@xietong/domain/orders/states'
import { sql } from 'kysely'
import { within } from '../../runtime/data-scope'
import type { Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'
import { type Note, noteColumns } from './note-store'

export interface NoteListRow extends Note {
  readonly carrierName: string | null
  readonly trackingNo: string | null
}

const listColumns = sql`${noteColumns}, p.carrier_name as "carrierName",
  p.tracking_no as "trackingNo"`
const listFrom = sql`fulfilment.notes n
  left join lateral (
    select carrier_name, tracking_no from fulfilment.parcels
    where note_id = n.id order by shipped_at, id limit 1) p on true`

export interface NoteQuery {
  readonly filter: {
    readonly keyword?: string | undefined
    readonly state?: NoteState | undefined
    readonly orderType?: OrderType | undefined
    readonly wantedOn?: string | undefined
  }
  readonly sort: '-createdAt' | 'createdAt'
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

const byCreated = { by: sql`n.created_at`, type: 'timestamptz' }

/** A store with its own notes, or the console with those of the caller's scope (null = all). */
export type NoteSeer =
  | { readonly storeId: string }
  | { readonly dealerIds: readonly string[] | null }

/**
 * Notes of everybody, or of one store. A store never sees what was taken back from it. The keyword
 * is a note or order number or the recipient's name, whole, so that every search has an index.
 */
export async function listNoteRows(
  reader: Reader,
  query: NoteQuery,
  seer: NoteSeer,
): Promise<Page<NoteListRow>> {
  const dealerId = 'storeId' in seer ? seer.storeId : null
  const { keyword, state, orderType, wantedOn } = query.filter
  return listRows<NoteListRow>(reader, {
    select: listColumns,
    from: listFrom,
    where: [
      'dealerIds' in seer ? within(sql`n.order_dealer_id`, seer.dealerIds) : null,
      dealerId === null ? null : sql`n.dealer_id = ${dealerId}`,
      dealerId === null ? null : sql`n.state <> 'void'`,
      state === undefined ? null : sql`n.state = ${state}`,
      orderType === undefined ? null : sql`n.order_type = ${orderType}`,
      wantedOn === undefined ? null : sql`n.wanted_on = ${wantedOn}::date`,
      keyword === undefined
        ? null
        : sql`(n.note_no = ${keyword} or n.order_no = ${keyword} or n.recipient = ${keyword})`,
    ],
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
