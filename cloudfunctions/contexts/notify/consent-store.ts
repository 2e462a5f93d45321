import type { Channel } from '@xietong/domain/notify/delivery'
import { sql } from 'kysely'
import type { Db, Reader, Tx } from '../../runtime/database'

export interface ConsentAnswer {
  readonly templateId: string
  readonly answer: 'accept' | 'reject' | 'ban' | 'filter'
}

/** IN-030: each acceptance allows one more message. */
export async function addConsents(
  tx: Tx,
  personId: string,
  answers: readonly ConsentAnswer[],
  now: Date,
): Promise<void> {
  const templates = answers.map((one) => one.templateId)
  const words = answers.map((one) => one.answer)
  await sql`
    insert into notify.consent as old
      (person_id, template_id, left_count, accepted, rejected, banned, banned_times, updated_at)
    select ${personId}, part.template,
      sum(case when part.answer = 'accept' then 1 else 0 end),
      sum(case when part.answer = 'accept' then 1 else 0 end),
      sum(case when part.answer = 'reject' then 1 else 0 end), bool_or(part.answer = 'ban'),
      sum(case when part.answer = 'ban' then 1 else 0 end), ${now}
    from unnest(${templates}::text[], ${words}::text[]) as part (template, answer)
    group by part.template
    on conflict (person_id, template_id) do update
    set left_count = old.left_count + excluded.left_count,
        accepted = old.accepted + excluded.accepted, rejected = old.rejected + excluded.rejected,
        banned = excluded.banned, banned_times = old.banned_times + excluded.banned_times,
        updated_at = excluded.updated_at`.execute(tx)
}

/** Uses one consent; false when none is left (NT-037). */
export async function takeConsent(
  db: Db,
  consent: { personId: string; templateId: string },
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update notify.consent set left_count = left_count - 1, updated_at = ${now}
    where person_id = ${consent.personId} and template_id = ${consent.templateId}
      and left_count > 0`.execute(db)
  return Number(numAffectedRows ?? 0) === 1
}

/** WeChat says that nothing is left (43101): ours was counted wrong. */
export async function clearConsent(
  db: Db,
  consent: { personId: string; templateId: string },
  now: Date,
): Promise<void> {
  await sql`
    update notify.consent set left_count = 0, updated_at = ${now}
    where person_id = ${consent.personId} and template_id = ${consent.templateId}`.execute(db)
}

export async function markTemplateFaulty(
  db: Db,
  fault: { templateId: string; error: string },
  now: Date,
): Promise<void> {
  await sql`
    insert into notify.template_fault (template_id, error, since)
    values (${fault.templateId}, ${fault.error.slice(0, 200)}, ${now})
    on conflict (template_id) do update set error = excluded.error`.execute(db)
}

export async function markBindingInvalid(
  db: Db,
  binding: { personId: string; app: string; openId: string },
  now: Date,
): Promise<void> {
  await sql`
    insert into notify.invalid_binding (person_id, app, open_id, since)
    values (${binding.personId}, ${binding.app}, ${binding.openId}, ${now})
    on conflict (person_id, app) do update
    set open_id = excluded.open_id, since = excluded.since`.execute(db)
}

export async function isBindingInvalid(
  db: Db,
  binding: { personId: string; app: string; openId: string },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from notify.invalid_binding
    where person_id = ${binding.personId} and app = ${binding.app}
      and open_id = ${binding.openId}`.execute(db)
  return rows.length > 0
}

export interface ChannelRow {
  channel: Channel
  is_on: boolean
  reason: string
}

export async function channelRows(reader: Reader): Promise<ChannelRow[]> {
  const { rows } = await sql<ChannelRow>`
    select channel, is_on, reason from notify.channel
    order by array_position(
      array['in-app', 'subscription', 'sms', 'robot', 'wecom', 'email'], channel)
    `.execute(reader)
  return rows
}

export async function setChannel(tx: Tx, row: ChannelRow): Promise<void> {
  await sql`
    update notify.channel set is_on = ${row.is_on}, reason = ${row.reason}
    where channel = ${row.channel}`.execute(tx)
}
