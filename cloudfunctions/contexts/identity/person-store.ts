import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'
import type { Program } from '../peers/port'

export interface Person {
  readonly id: string
  readonly phone: string | null
  readonly name: string
}
export interface WechatKey {
  readonly program: Program
  readonly openId: string
  readonly unionId: string | null
}

export async function selectPersons(reader: Reader, ids: readonly string[]): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select id, phone, name from identity.person where id = any(${ids}::uuid[])`.execute(reader)
  return rows
}

export async function selectPersonByPhone(reader: Reader, phone: string): Promise<Person | null> {
  const { rows } = await sql<Person>`
    select id, phone, name from identity.person where phone = ${phone}`.execute(reader)
  return rows[0] ?? null
}

export async function selectIdsByPhonePrefix(
  reader: Reader,
  prefix: string,
  max: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from identity.person
    where phone >= ${prefix} and phone <= ${`${prefix}:`} limit ${max}`.execute(reader)
  return rows.map((row) => row.id)
}

export async function insertPerson(
  tx: Tx,
  person: { id: string; phone: string | null; name: string; now: Date },
): Promise<void> {
  await sql`
    insert into identity.person (id, phone, name, created_at)
    values (${person.id}, ${person.phone}, ${person.name}, ${person.now})`.execute(tx)
}

/** Under the lock of the phone; false when it belongs to somebody already. */
export async function updatePhone(tx: Tx, personId: string, phone: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update identity.person set phone = ${phone}
    where id = ${personId} and phone is null and merged_into is null
      and not exists (select 1 from identity.person where phone = ${phone})`.execute(tx)
  return numAffectedRows === 1n
}

/** Under the lock of the phone; false when it belongs to somebody already. */
export async function exchangePhone(tx: Tx, personId: string, phone: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update identity.person set phone = ${phone}
    where id = ${personId} and merged_into is null
      and not exists (select 1 from identity.person where phone = ${phone})`.execute(tx)
  return numAffectedRows === 1n
}

/** Locks persons in the order of their ids, so that two mergers never wait for each other. */
export async function lockPersons(tx: Tx, ids: readonly string[]): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select id, phone, name from identity.person
    where id = any(${ids}::uuid[]) and merged_into is null order by id for update`.execute(tx)
  return rows
}

export async function moveEverything(tx: Tx, from: string, into: string): Promise<void> {
  await sql`
    update identity.wechat_binding set person_id = ${into} where person_id = ${from}`.execute(tx)
  await sql`
    insert into identity.wechat_visit (person_id, program, open_id, visited_at)
    select ${into}::uuid, program, open_id, visited_at from identity.wechat_visit
    where person_id = ${from}
    on conflict (person_id, program) do update
      set open_id = excluded.open_id, visited_at = excluded.visited_at`.execute(tx)
  await sql`delete from identity.wechat_visit where person_id = ${from}`.execute(tx)
  await sql`delete from identity.session where person_id = ${from}`.execute(tx)
  await sql`
    update identity.person set merged_into = ${into}, phone = null where id = ${from}`.execute(tx)
}

/** The person of an openid, or, on a first visit in a program, the person with the same unionid. */
export async function selectPersonByWechat(
  reader: Reader,
  { program, openId, unionId }: WechatKey,
): Promise<Person | null> {
  const { rows } = await sql<Person>`
    select p.id, p.phone, p.name
    from identity.wechat_binding b join identity.person p on p.id = b.person_id
    where (b.program = ${program} and b.open_id = ${openId}) or b.union_id = ${unionId}
    order by (b.program = ${program} and b.open_id = ${openId}) desc, b.last_used_at desc
    limit 1`.execute(reader)
  return rows[0] ?? null
}

/**
 * Binds a new openid; answers the person to whom it is bound now, also when another call was
 * first.
 */
export async function insertBinding(
  tx: Tx,
  key: WechatKey,
  personId: string,
  now: Date,
): Promise<string> {
  const { rows } = await sql<{ person_id: string }>`
    insert into identity.wechat_binding as b
      (program, open_id, union_id, person_id, bound_at, last_used_at)
    values (${key.program}, ${key.openId}, ${key.unionId}, ${personId}, ${now}, ${now})
    on conflict (program, open_id) do update
      set last_used_at = excluded.last_used_at, union_id = coalesce(excluded.union_id, b.union_id)
    returning person_id`.execute(tx)
  return rows[0]?.person_id ?? personId
}

export async function rebind(tx: Tx, key: WechatKey, personId: string, now: Date): Promise<void> {
  await sql`
    update identity.wechat_binding set person_id = ${personId}, bound_at = ${now}
    where program = ${key.program} and open_id = ${key.openId}`.execute(tx)
}

export async function upsertVisit(
  tx: Tx,
  { program, openId }: WechatKey,
  personId: string,
  now: Date,
): Promise<void> {
  await sql`
    insert into identity.wechat_visit (person_id, program, open_id, visited_at)
    values (${personId}, ${program}, ${openId}, ${now})
    on conflict (person_id, program) do update
      set open_id = excluded.open_id, visited_at = excluded.visited_at`.execute(tx)
}

export async function selectOpenId(
  reader: Reader,
  personId: string,
  program: Program,
): Promise<string | null> {
  const { rows } = await sql<{ open_id: string }>`
    select open_id from identity.wechat_visit
    where person_id = ${personId} and program = ${program}`.execute(reader)
  return rows[0]?.open_id ?? null
}
