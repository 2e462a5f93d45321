import type { DeliveryState } from '@xietong/domain/notify/delivery'
import { sql } from 'kysely'
import type { Db, Reader } from '../../runtime/database'
import {
  type Delivery,
  type DeliveryOutcome,
  type DeliveryRow,
  deliveryColumns,
} from './delivery-store'

/**
 * Records what came of a claim, and the try itself; a worker whose lease was taken over records
 * nothing.
 */
export async function recordDelivery(
  db: Db,
  delivery: Delivery,
  outcome: DeliveryOutcome,
  { id, now, rendered }: { id: string; now: Date; rendered: string | null },
): Promise<boolean> {
  const { state, reason, serialNo } = outcome
  const said = reason || (state === 'sent' ? '对方已接收' : '')
  const { numAffectedRows } = await sql`
    with recorded as (
      update notify.delivery
      set state = ${state}, reason = ${reason.slice(0, 200)}, next_at = ${outcome.nextAt},
          serial_no = coalesce(${serialNo}, serial_no),
          rendered = coalesce(rendered, ${rendered}),
          sent_at = case when ${state} = 'sent' then ${now}::timestamptz else sent_at end
      where id = ${delivery.id} and state = 'sending' and attempts = ${delivery.attempts}
      returning id
    )
    insert into notify.delivery_attempt (id, delivery_id, kind, at, state, answer)
    select ${id}::uuid, recorded.id, 'try', ${now}::timestamptz, ${state}, ${said.slice(0, 300)}
    from recorded`.execute(db)
  return Number(numAffectedRows ?? 0) === 1
}

/** A delivery report of the SMS provider, by its serial number or by our message key. */
export async function reportDelivery(
  db: Db,
  report: { serialNo: string; deliveryId: string | null; delivered: boolean; reason: string },
  { id, now }: { id: string; now: Date },
): Promise<number> {
  const state = report.delivered ? 'delivered' : 'failed'
  const reason = report.reason.slice(0, 200)
  const { numAffectedRows } = await sql`
    with reported as (
      update notify.delivery
      set state = ${state}, reason = ${reason}, serial_no = ${report.serialNo}, next_at = null
      where channel = 'sms' and state in ('sent', 'unknown', 'sending')
        and (serial_no = ${report.serialNo}
          or (serial_no is null and id = ${report.deliveryId}::uuid))
      returning id
    )
    insert into notify.delivery_attempt (id, delivery_id, kind, at, state, answer)
    select ${id}::uuid, reported.id, 'receipt', ${now}::timestamptz, ${state},
      ${reason || '已送达'}
    from reported limit 1`.execute(db)
  return Number(numAffectedRows ?? 0)
}

export interface LoggedDelivery extends DeliveryRow {
  event_id: string
  app: Delivery['app']
  phone: string | null
  serial_no: string | null
  rendered: string | null
}

export async function findDelivery(reader: Reader, id: string): Promise<LoggedDelivery | null> {
  const { rows } = await sql<LoggedDelivery>`
    select ${deliveryColumns}, event_id, app, phone, serial_no, rendered
    from notify.delivery where id = ${id}`.execute(reader)
  return rows[0] ?? null
}

export interface AttemptRow {
  kind: 'try' | 'receipt'
  at: Date
  state: DeliveryState
  answer: string
}

export async function attemptsOf(reader: Reader, deliveryId: string): Promise<AttemptRow[]> {
  const { rows } = await sql<AttemptRow>`
    select kind, at, state, answer from notify.delivery_attempt
    where delivery_id = ${deliveryId} order by at, id limit 50`.execute(reader)
  return rows
}

/** Removes ended deliveries of before; their tries go with them. Answers how many. */
export async function forgetDeliveries(db: Db, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from notify.delivery where id in (
      select id from notify.delivery where created_at < ${before} and next_at is null
      order by created_at, id limit ${limit})`.execute(db)
  return Number(numAffectedRows ?? 0)
}
