import type { Channel, DeliveryState } from '@xietong/domain/notify/delivery'
import type { MessageApp } from '@xietong/domain/notify/templates'
import { sql } from 'kysely'
import type { Db, Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'

export interface NewDelivery {
  readonly id: string
  readonly eventId: string
  readonly eventCode: string
  readonly app: MessageApp
  readonly subjectId: string
  readonly personId: string
  readonly recipient: string
  readonly phone: string | null
  readonly channel: Channel
  readonly template: string
  /** When it is due, if not at once. */
  readonly dueAt?: Date | undefined
  /** The event that told the same a moment ago: nothing is sent (NT-005). */
  readonly mergedInto?: string | undefined
}

/** One per event, reader, channel and template (NT-003); an in-app message is there at once. */
export async function insertDeliveries(
  reader: Reader,
  deliveries: readonly NewDelivery[],
  now: Date,
): Promise<void> {
  if (deliveries.length === 0) {
    return
  }
  const column = <Value>(read: (delivery: NewDelivery) => Value) => deliveries.map(read)
  await sql`
    insert into notify.delivery
      (id, event_id, event_code, app, subject_id, person_id, recipient, phone, channel, template,
       state, next_at, created_at, sent_at, merged_into)
    select part.id, part.event_id, part.code, part.app, part.subject, part.person, part.recipient,
      part.phone, part.channel, part.template,
      case when part.merged_into is not null then 'merged'
           when part.channel = 'in-app' then 'sent' else 'waiting' end,
      case when part.channel = 'in-app' or part.merged_into is not null then null
           else coalesce(part.due_at, ${now}::timestamptz) end, ${now},
      case when part.channel = 'in-app' and part.merged_into is null then ${now}::timestamptz end,
      part.merged_into
    from unnest(
      ${column((one) => one.id)}::uuid[], ${column((one) => one.eventId)}::uuid[],
      ${column((one) => one.eventCode)}::text[], ${column((one) => one.app)}::text[],
      ${column((one) => one.subjectId)}::uuid[], ${column((one) => one.personId)}::uuid[],
      ${column((one) => one.recipient)}::text[], ${column((one) => one.phone)}::text[],
      ${column((one) => one.channel)}::text[], ${column((one) => one.template)}::text[],
      ${column((one) => one.dueAt ?? null)}::timestamptz[],
      ${column((one) => one.mergedInto ?? null)}::uuid[]
    ) as part (id, event_id, code, app, subject, person, recipient, phone, channel, template,
      due_at, merged_into)
    on conflict (event_id, app, subject_id, channel, template) do nothing`.execute(reader)
}

export interface Delivery {
  id: string
  event_id: string
  event_code: string
  app: MessageApp
  subject_id: string
  person_id: string
  recipient: string
  phone: string | null
  channel: Channel
  template: string
  attempts: number
  consent_taken: boolean
  /** `sending` means that an earlier worker died with it: it may have been sent. */
  before: DeliveryState
}

/** Takes due deliveries; the lease lets another worker find what this one leaves behind. */
export async function claimDeliveries(
  db: Db,
  now: Date,
  claim: { until: Date; limit: number },
): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`
    with due as (
      select id, state from notify.delivery where next_at <= ${now}
      order by next_at limit ${claim.limit} for update skip locked
    )
    update notify.delivery as d
    set state = 'sending', attempts = d.attempts + 1, next_at = ${claim.until}
    from due where d.id = due.id
    returning d.id, d.event_id, d.event_code, d.app, d.subject_id, d.person_id, d.recipient,
      d.phone, d.channel, d.template, d.attempts, d.consent_taken, due.state as before`.execute(db)
  return rows
}

export interface DeliveryOutcome {
  readonly state: DeliveryState
  readonly reason: string
  readonly nextAt: Date | null
  readonly serialNo: string | null
}

/** Records what came of a claim; a worker whose lease was taken over records nothing. */
export async function recordDelivery(
  db: Db,
  delivery: Delivery,
  outcome: DeliveryOutcome,
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update notify.delivery
    set state = ${outcome.state}, reason = ${outcome.reason.slice(0, 200)},
        next_at = ${outcome.nextAt}, serial_no = coalesce(${outcome.serialNo}, serial_no),
        sent_at = case when ${outcome.state} = 'sent' then ${now}::timestamptz else sent_at end
    where id = ${delivery.id} and state = 'sending' and attempts = ${delivery.attempts}`.execute(db)
  return Number(numAffectedRows ?? 0) === 1
}

export async function setConsentTaken(db: Db, id: string): Promise<void> {
  await sql`update notify.delivery set consent_taken = true where id = ${id}`.execute(db)
}

/** A delivery report of the SMS provider, by its serial number or by our message key. */
export async function reportDelivery(
  db: Db,
  report: { serialNo: string; deliveryId: string | null; delivered: boolean; reason: string },
): Promise<number> {
  const state = report.delivered ? 'delivered' : 'failed'
  const { numAffectedRows } = await sql`
    update notify.delivery
    set state = ${state}, reason = ${report.reason.slice(0, 200)}, serial_no = ${report.serialNo},
        next_at = null
    where channel = 'sms' and state in ('sent', 'unknown', 'sending')
      and (serial_no = ${report.serialNo}
        or (serial_no is null and id = ${report.deliveryId}::uuid))`.execute(db)
  return Number(numAffectedRows ?? 0)
}

export async function giveUpUnknown(db: Db, before: Date): Promise<void> {
  await sql`
    update notify.delivery set state = 'failed', reason = '一天内没有收到状态报告'
    where state = 'unknown' and created_at < ${before}`.execute(db)
}

export interface DeliveryRow {
  id: string
  event_code: string
  channel: Channel
  recipient: string
  state: DeliveryState
  reason: string
  attempts: number
  created_at: Date
  sent_at: Date | null
}

interface DeliveryList {
  readonly filter: {
    channel?: Channel | undefined
    state?: DeliveryState | undefined
    eventCode?: string | undefined
    from?: string | undefined
    to?: string | undefined
  }
  readonly sort: string
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

export function listDeliveryRows(reader: Reader, list: DeliveryList) {
  const { channel, state, eventCode, from, to } = list.filter
  return listRows<DeliveryRow>(reader, {
    select: sql`id, event_code, channel, recipient, state, reason, attempts, created_at, sent_at`,
    from: sql`notify.delivery`,
    where: [
      channel === undefined ? null : sql`channel = ${channel}`,
      state === undefined ? null : sql`state = ${state}`,
      eventCode === undefined ? null : sql`event_code = ${eventCode}`,
      from === undefined ? null : sql`created_at >= ${from}::timestamptz`,
      to === undefined ? null : sql`created_at <= ${to}::timestamptz`,
    ],
    sorts: {
      '-createdAt': { by: sql`created_at`, direction: 'desc', type: 'timestamptz' },
      createdAt: { by: sql`created_at`, direction: 'asc', type: 'timestamptz' },
    },
    sort: list.sort,
    key: sql`id`,
    page: list.page,
    size: list.size,
    after: list.after,
  })
}
