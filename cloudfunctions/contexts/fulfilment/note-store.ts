import type { CardKind } from '@xietong/domain/cards/states'
import type { NoteState } from '@xietong/domain/fulfilment/notes'
import type { Fen } from '@xietong/domain/kernel/money'
import type { OrderType } from '@xietong/domain/orders/states'
import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export interface Note {
  readonly id: string
  readonly noteNo: string
  readonly orderId: string
  readonly orderNo: string
  readonly orderType: OrderType
  readonly cardKind: CardKind | null
  readonly state: NoteState
  readonly dealerId: string | null
  /** Whose member the buyer is. */
  readonly orderDealerId: string | null
  readonly shipper: string
  readonly warehouseId: string
  readonly recipient: string
  readonly region: string
  readonly itemSummary: string
  readonly vip: boolean
  readonly wantedOn: string | null
  readonly goodsSettlementFen: Fen
  readonly subsidyFen: Fen
  readonly dispatchedBy: string
  readonly createdAt: Date
  readonly shippedAt: Date | null
}
/** What became of a note after it was written. */
export interface StoredNote extends Note {
  readonly printCount: number
  readonly printedAt: Date | null
  readonly settledAt: Date | null
}
export interface NoteContent {
  readonly skuId: string
  readonly label: string
  readonly quantity: number
}
export interface NoteLine {
  readonly lineId: string
  readonly name: string
  readonly picture: string | null
  readonly quantity: number
  readonly unitSettlementFen: Fen
  readonly unitSubsidyFen: Fen
  readonly contents: readonly NoteContent[]
}

/** Columns of a note, from a table named `n`. */
export const noteColumns = sql`n.id, n.note_no as "noteNo", n.order_id as "orderId",
  n.order_no as "orderNo", n.order_type as "orderType", n.card_kind as "cardKind", n.state,
  n.dealer_id as "dealerId", n.order_dealer_id as "orderDealerId", n.shipper,
  n.warehouse_id as "warehouseId", n.recipient, n.region,
  n.item_summary as "itemSummary", n.vip, n.wanted_on as "wantedOn",
  n.goods_settlement_fen as "goodsSettlementFen", n.subsidy_fen as "subsidyFen",
  n.dispatched_by as "dispatchedBy", n.created_at as "createdAt", n.shipped_at as "shippedAt",
  n.print_count as "printCount", n.printed_at as "printedAt", n.settled_at as "settledAt"`

export async function selectNote(reader: Reader, id: string): Promise<StoredNote | null> {
  const { rows } = await sql<StoredNote>`
    select ${noteColumns} from fulfilment.notes n where n.id = ${id}`.execute(reader)
  return rows[0] ?? null
}

export async function lockNote(tx: Tx, id: string): Promise<Note | null> {
  const { rows } = await sql<Note>`
    select ${noteColumns} from fulfilment.notes n where n.id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

export async function selectNoteLines(reader: Reader, noteId: string): Promise<NoteLine[]> {
  const { rows } = await sql<NoteLine>`
    select line_id as "lineId", name, picture, quantity, unit_settlement_fen as "unitSettlementFen",
           unit_subsidy_fen as "unitSubsidyFen", contents
    from fulfilment.note_lines where note_id = ${noteId} order by position`.execute(reader)
  return rows
}

/** Counts one print; null when the note was taken back. */
export async function countPrint(tx: Tx, id: string, now: Date): Promise<number | null> {
  const { rows } = await sql<{ printCount: number }>`
    update fulfilment.notes set print_count = print_count + 1, printed_at = ${now}
    where id = ${id} and state <> 'void' returning print_count as "printCount"`.execute(tx)
  return rows[0]?.printCount ?? null
}

/** A running number that never repeats; gaps tell nothing. */
export async function nextNoteSequence(tx: Tx): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select nextval('fulfilment.note_numbers') as next`.execute(tx)
  return rows[0]?.next ?? 0
}

export async function insertNote(
  tx: Tx,
  note: Omit<Note, 'state' | 'shippedAt'>,
  lines: readonly NoteLine[],
): Promise<void> {
  await sql`
    insert into fulfilment.notes (id, note_no, order_id, order_no, order_type, card_kind, state,
      dealer_id, order_dealer_id, shipper, warehouse_id, recipient, region, item_summary, vip,
      wanted_on, goods_settlement_fen, subsidy_fen, dispatched_by, created_at)
    values (${note.id}, ${note.noteNo}, ${note.orderId}, ${note.orderNo}, ${note.orderType},
      ${note.cardKind}, 'to-ship', ${note.dealerId}, ${note.orderDealerId}::uuid,
      ${note.shipper}, ${note.warehouseId},
      ${note.recipient}, ${note.region}, ${note.itemSummary}, ${note.vip}, ${note.wantedOn}::date,
      ${note.goodsSettlementFen}, ${note.subsidyFen}, ${note.dispatchedBy},
      ${note.createdAt})`.execute(tx)
  await insertNoteLines(tx, note.id, lines)
}

async function insertNoteLines(tx: Tx, noteId: string, lines: readonly NoteLine[]): Promise<void> {
  const records = lines.map((line, position) => ({ ...line, position }))
  await sql`
    insert into fulfilment.note_lines (note_id, line_id, name, picture, quantity,
      unit_settlement_fen, unit_subsidy_fen, contents, position)
    select ${noteId}::uuid, l."lineId", l.name, l.picture, l.quantity, l."unitSettlementFen",
           l."unitSubsidyFen", l.contents, l.position
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as l("lineId" uuid, name text,
      picture uuid, quantity int, "unitSettlementFen" bigint, "unitSubsidyFen" bigint,
      contents jsonb, position int)`.execute(tx)
}

/** What a note holds after a part of it was left for another note. */
export async function replaceNoteLines(
  tx: Tx,
  noteId: string,
  lines: readonly NoteLine[],
): Promise<void> {
  await sql`delete from fulfilment.note_lines where note_id = ${noteId}`.execute(tx)
  await insertNoteLines(tx, noteId, lines)
}

export async function markNoteShipped(
  tx: Tx,
  note: {
    id: string
    itemSummary: string
    goodsSettlementFen: Fen
    subsidyFen: Fen
    shippedAt: Date
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update fulfilment.notes
    set state = 'shipped', shipped_at = ${note.shippedAt}, item_summary = ${note.itemSummary},
        goods_settlement_fen = ${note.goodsSettlementFen}, subsidy_fen = ${note.subsidyFen}
    where id = ${note.id} and state = 'to-ship'`.execute(tx)
  return numAffectedRows === 1n
}

export async function voidNote(
  tx: Tx,
  change: { id: string; reason: string; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update fulfilment.notes
    set state = 'void', voided_at = ${change.now}, void_reason = ${change.reason}
    where id = ${change.id} and state = 'to-ship'`.execute(tx)
  return numAffectedRows === 1n
}

export interface Dispatch {
  readonly id: string
  readonly orderId: string
  readonly noteId: string
  readonly at: Date
  readonly kind: 'dispatched' | 'recalled' | 'returned'
  readonly shipper: string
  readonly byName: string
  readonly reason: string | null
}

export async function insertDispatch(tx: Tx, one: Dispatch): Promise<void> {
  await sql`
    insert into fulfilment.dispatches (id, order_id, note_id, at, kind, shipper, by_name, reason)
    values (${one.id}, ${one.orderId}, ${one.noteId}, ${one.at}, ${one.kind}, ${one.shipper},
            ${one.byName}, ${one.reason})`.execute(tx)
}

export async function selectDispatches(reader: Reader, orderId: string): Promise<Dispatch[]> {
  const { rows } = await sql<Dispatch>`
    select id, order_id as "orderId", note_id as "noteId", at, kind, shipper, by_name as "byName",
           reason
    from fulfilment.dispatches where order_id = ${orderId} order by at, id limit 50`.execute(reader)
  return rows
}

/** Open notes of each store: how busy it is. */
export async function countOpenNotes(reader: Reader): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ dealerId: string; open: number }>`
    select dealer_id as "dealerId", count(*)::int as open from fulfilment.notes
    where state = 'to-ship' and dealer_id is not null group by dealer_id`.execute(reader)
  return new Map(rows.map(({ dealerId, open }) => [dealerId, open]))
}
