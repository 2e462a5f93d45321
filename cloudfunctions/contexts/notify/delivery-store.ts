import type { Channel, DeliveryState } from '@xietong/domain/notify/delivery'
import type { MessageApp } from '@xietong/domain/notify/templates'
import { type RawBuilder, sql } from 'kysely'
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
  /** Number of the record, by which people search. */
  readonly recordNo: string | null
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
       state, next_at, created_at, sent_at, merged_into, record_no)
    select part.id, part.event_id, part.code, part.app, part.subject, part.person, part.recipient,
      part.phone, part.channel, part.template,
      case when part.merged_into is not null then 'merged'
           when part.channel = 'in-app' then 'sent' else 'waiting' end,
      case when part.channel = 'in-app' or part.merged_into is not null then null
           else coalesce(part.due_at, ${now}::timestamptz) end, ${now},
      case when part.channel = 'in-app' and part.merged_into is null then ${now}::timestamptz end,
      part.merged_into, left(part.record_no, 64)
    from unnest(
      ${column((one) => one.id)}::uuid[], ${column((one) => one.eventId)}::uuid[],
      ${column((one) => one.eventCode)}::text[], ${column((one) => one.app)}::text[],
      ${column((one) => one.subjectId)}::uuid[], ${column((one) => one.personId)}::uuid[],
      ${column((one) => one.recipient)}::text[], ${column((one) => one.phone)}::text[],
      ${column((one) => one.channel)}::text[], ${column((one) => one.template)}::text[],
      ${column((one) => one.dueAt ?? null)}::timestamptz[],
      ${column((one) => one.mergedInto ?? null)}::uuid[],
      ${column((one) => one.recordNo)}::text[]
    ) as part (id, event_id, code, app, subject, person, recipient, phone, channel, template,
      due_at, merged_into, record_no)
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
  record_no: string | null
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
      d.phone, d.channel, d.template, d.attempts, d.consent_taken, d.record_no,
      due.state as before`.execute(db)
  return rows
}

export interface DeliveryOutcome {
  readonly state: DeliveryState
  readonly reason: string
  readonly nextAt: Date | null
  readonly serialNo: string | null
}

export async function setConsentTaken(db: Db, id: string): Promise<void> {
  await sql`update notify.delivery set consent_taken = true where id = ${id}`.execute(db)
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
  record_no: string | null
  template: string
}
export const deliveryColumns = sql`id, event_code, channel, recipient, state, reason, attempts,
  created_at, sent_at, record_no, template`

interface DeliveryList {
  readonly filter: {
    channel?: Channel | undefined
    state?: DeliveryState | undefined
    eventCode?: string | undefined
    recipient?: string | undefined
    template?: string | undefined
    recordNo?: string | undefined
    from?: string | undefined
    to?: string | undefined
  }
  readonly sort: string
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

/** By the phone of a person, or by the beginning of the name. */
function recipientIs(asked: string | undefined): RawBuilder<unknown> | null {
  if (asked === undefined) {
    return null
  }
  return /^1\d{10}$/.test(asked)
    ? sql`phone = ${asked}`
    : sql`recipient like ${`${asked.replace(/[\\%_]/g, '\\$&')}%`}`
}

export function listDeliveryRows(reader: Reader, list: DeliveryList) {
  const { channel, state, eventCode, template, recordNo, from, to } = list.filter
  return listRows<DeliveryRow>(reader, {
    select: deliveryColumns,
    from: sql`notify.delivery`,
    where: [
      channel === undefined ? null : sql`channel = ${channel}`,
      state === undefined ? null : sql`state = ${state}`,
      eventCode === undefined ? null : sql`event_code = ${eventCode}`,
      template === undefined ? null : sql`template = ${template}`,
      recordNo === undefined ? null : sql`record_no = ${recordNo}`,
      recipientIs(list.filter.recipient),
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
