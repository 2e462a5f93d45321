import type { ExceptionKind, ExceptionState } from '@xietong/domain/fulfilment/exceptions'
import { sql } from 'kysely'
import type { Ctx } from '../../runtime/context'
import type { Reader, Tx } from '../../runtime/database'
import type { Note } from './note-store'
import type { Parcel } from './parcel-store'

export interface NewException {
  readonly orderId: string
  readonly orderNo: string
  readonly shipper: string
  readonly carrierName: string
  readonly trackingNo: string
  readonly kind: ExceptionKind
}
export interface Exception extends NewException {
  readonly id: string
  readonly parcelId: string
  readonly orderDealerId: string | null
  readonly state: ExceptionState
  readonly ownerId: string | null
  readonly owner: string | null
  readonly note: string
  readonly openedAt: Date
  readonly closedAt: Date | null
  readonly version: number
}

/** Columns of an exception, from a table named `e`. */
export const exceptionColumns = sql`e.id, e.parcel_id as "parcelId", e.order_id as "orderId",
  e.order_no as "orderNo", e.order_dealer_id as "orderDealerId", e.shipper,
  e.carrier_name as "carrierName", e.tracking_no as "trackingNo", e.kind, e.state,
  e.owner_id as "ownerId", e.owner, e.note, e.opened_at as "openedAt", e.closed_at as "closedAt",
  e.version`

const nameOf = (ctx: Ctx) => ('name' in ctx.actor ? ctx.actor.name : '系统')

/** Opens an exception of a parcel; null while one of this kind is open for it. */
export async function openException(
  ctx: Ctx,
  found: { readonly kind: ExceptionKind; readonly parcel: Parcel; readonly note: Note },
): Promise<NewException | null> {
  const { kind, parcel, note } = found
  const { rows } = await sql<NewException & { id: string }>`
    insert into fulfilment.exceptions as e (id, parcel_id, order_id, order_no, order_dealer_id,
      shipper, carrier_name, tracking_no, kind, state, note, opened_at, version)
    values (${ctx.newId()}, ${parcel.id}, ${note.orderId}, ${note.orderNo},
      ${note.orderDealerId}::uuid, ${note.shipper}, ${parcel.carrierName}, ${parcel.trackingNo},
      ${kind}, 'open', '', ${ctx.now}, 1)
    on conflict (parcel_id, kind) where state <> 'closed' do nothing
    returning ${exceptionColumns}`.execute(ctx.tx)
  return rows[0] ?? null
}

export async function insertExceptionNote(
  ctx: Ctx,
  note: { readonly exceptionId: string; readonly state: ExceptionState; readonly text: string },
): Promise<void> {
  await sql`
    insert into fulfilment.exception_notes (id, exception_id, at, state, text, by_name)
    values (${ctx.newId()}, ${note.exceptionId}, ${ctx.now}, ${note.state}, ${note.text},
      ${nameOf(ctx)})`.execute(ctx.tx)
}

/** Ends what is open of a parcel, of every kind or of some, because the cause is gone. */
export async function closeOfParcel(
  ctx: Ctx,
  parcelId: string,
  text: string,
  kinds: readonly ExceptionKind[] = ['no-pick-up', 'trouble', 'returned'],
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update fulfilment.exceptions
    set state = 'closed', closed_at = ${ctx.now}, note = ${text}, version = version + 1
    where parcel_id = ${parcelId} and kind = any(${kinds}::text[]) and state <> 'closed'
    returning id`.execute(ctx.tx)
  for (const { id } of rows) {
    await insertExceptionNote(ctx, { exceptionId: id, state: 'closed', text })
  }
}

export async function selectException(reader: Reader, id: string): Promise<Exception | null> {
  const { rows } = await sql<Exception>`
    select ${exceptionColumns} from fulfilment.exceptions e where e.id = ${id}`.execute(reader)
  return rows[0] ?? null
}

/** What a person decided; false when the exception changed since they saw it. */
export async function saveHandling(
  tx: Tx,
  handling: {
    id: string
    version: number
    state: ExceptionState
    ownerId: string | null
    owner: string | null
    note: string
    closedAt: Date | null
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update fulfilment.exceptions
    set state = ${handling.state}, owner_id = ${handling.ownerId}::uuid, owner = ${handling.owner},
        note = ${handling.note}, closed_at = ${handling.closedAt}, version = version + 1
    where id = ${handling.id} and version = ${handling.version}`.execute(tx)
  return numAffectedRows === 1n
}

export interface ExceptionNote {
  readonly at: Date
  readonly state: ExceptionState
  readonly text: string
  readonly byName: string
}

export async function selectExceptionNotes(reader: Reader, id: string): Promise<ExceptionNote[]> {
  const { rows } = await sql<ExceptionNote>`
    select at, state, text, by_name as "byName" from fulfilment.exception_notes
    where exception_id = ${id} order by at, id limit 100`.execute(reader)
  return rows
}

/** Parcels of which nothing was heard since `before`, once for each number; locked. */
export async function lockNotPickedUp(tx: Tx, before: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from fulfilment.parcels p
    where p.state = '' and p.signed_at is null
      and coalesce(p.corrected_at, p.shipped_at) <= ${before}
      and not exists (select from fulfilment.exceptions e
        where e.parcel_id = p.id and e.kind = 'no-pick-up' and e.tracking_no = p.tracking_no)
    order by coalesce(p.corrected_at, p.shipped_at), p.id limit ${limit}
    for no key update of p skip locked`.execute(tx)
  return rows.map(({ id }) => id)
}
