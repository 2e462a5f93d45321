import type { Tier } from '@xietong/domain/channel/commission'
import type { DealerKind } from '@xietong/domain/channel/tree'
import type { DealerModule } from '@xietong/domain/kernel/operation'
import { sql } from 'kysely'
import type { Actor, Session } from '../../runtime/actor'
import type { Reader, Tx } from '../../runtime/database'
import type { ResolvedRecipient } from '../../runtime/questions'

type DealerActor = Extract<Actor, { app: 'dealer' }>
export type DealerRole = DealerActor['role']

interface ActorRow {
  dealerId: string
  tier: Tier
  kind: DealerKind | null
  sellsOffline: boolean
  earnsOnline: boolean
  name: string
  role: DealerRole
  modules: DealerModule[]
}

/**
 * Who a dealer session stands for, fresh on every call: one query. Null when the person no longer
 * works there or the dealer is closed, so that the next call is signed out (DL-007, AD-035).
 */
export async function loadDealerActor(
  reader: Reader,
  session: Session,
): Promise<DealerActor | null> {
  const { rows } = await sql<ActorRow>`
    select d.id as "dealerId", d.tier, d.kind, d.sells_offline as "sellsOffline",
      d.earns_online as "earnsOnline", p.name, p.role, p.modules
    from channel.dealer_person p
    join channel.dealer d on d.id = p.dealer_id
    where p.id = ${session.subjectId} and p.active and d.state <> 'closed'`.execute(reader)
  const [row] = rows
  if (!row) {
    return null
  }
  const { id: sessionId, subjectId: dealerPersonId, personId } = session
  return { app: 'dealer', ...row, dealerPersonId, sessionId, personId }
}

/**
 * Where an active worker of a dealer that is not closed signs in; null for everybody else (DL-001).
 */
export async function findSignIn(
  reader: Reader,
  phone: string,
): Promise<{ dealerPersonId: string; personId: string } | null> {
  const { rows } = await sql<{ dealerPersonId: string; personId: string }>`
    select p.id as "dealerPersonId", p.person_id as "personId"
    from channel.dealer_person p
    join channel.dealer d on d.id = p.dealer_id
    where p.phone = ${phone} and p.active and d.state <> 'closed'`.execute(reader)
  return rows[0] ?? null
}

export interface WorkerRow {
  id: string
  dealerId: string
  personId: string
  phone: string
  name: string
  role: DealerRole
  modules: DealerModule[]
  active: boolean
}

const worker = sql`
  id, dealer_id as "dealerId", person_id as "personId", phone, name, role, modules, active`

export async function selectWorker(reader: Reader, id: string): Promise<WorkerRow | null> {
  const { rows } = await sql<WorkerRow>`
    select ${worker} from channel.dealer_person where id = ${id}`.execute(reader)
  return rows[0] ?? null
}

/** The newest entry of a phone at this dealer, also one that no longer works there. */
export async function lockWorker(
  tx: Tx,
  dealerId: string,
  phone: string,
): Promise<WorkerRow | null> {
  const { rows } = await sql<WorkerRow>`
    select ${worker} from channel.dealer_person
    where dealer_id = ${dealerId} and phone = ${phone}
    order by active desc, created_at desc limit 1 for update`.execute(tx)
  return rows[0] ?? null
}

export async function lockOwner(tx: Tx, dealerId: string): Promise<WorkerRow> {
  const { rows } = await sql<WorkerRow>`
    select ${worker} from channel.dealer_person
    where dealer_id = ${dealerId} and role = 'owner' for update`.execute(tx)
  const [owner] = rows
  if (!owner) {
    throw new Error(`dealer without owner: ${dealerId}`)
  }
  return owner
}

/**
 * False when the phone works for somebody already; the unique index decides between two at once.
 */
export async function insertWorker(
  tx: Tx,
  row: WorkerRow & { inviteToken: string },
  now: Date,
): Promise<boolean> {
  const done = await sql`
    insert into channel.dealer_person
      (id, dealer_id, person_id, phone, name, role, modules, active, invite_token, created_at)
    values (${row.id}, ${row.dealerId}, ${row.personId}, ${row.phone}, ${row.name}, ${row.role},
      ${row.modules}::text[], ${row.active}, ${row.inviteToken}, ${now})
    on conflict (phone) where active do nothing`.execute(tx)
  return done.numAffectedRows === 1n
}

export async function updateWorker(tx: Tx, row: WorkerRow): Promise<void> {
  await sql`
    update channel.dealer_person
    set person_id = ${row.personId}, phone = ${row.phone}, name = ${row.name}, role = ${row.role},
      modules = ${row.modules}::text[], active = ${row.active}
    where id = ${row.id}`.execute(tx)
}

export async function workerIds(reader: Reader, dealerId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from channel.dealer_person where dealer_id = ${dealerId}`.execute(reader)
  return rows.map((row) => row.id)
}

/**
 * Who reads a dealer's messages: its owner, and the operators who have the module that the message
 * is about, all of them where it is about none (DL-145).
 */
export async function personsOfDealer(
  reader: Reader,
  { id, module = null }: { readonly id: string; readonly module?: string | null | undefined },
): Promise<ResolvedRecipient[]> {
  const { rows } = await sql<Omit<ResolvedRecipient, 'app'>>`
    select id as "subjectId", person_id as "personId", name, phone
    from channel.dealer_person
    where dealer_id = ${id} and active and (role = 'owner' or (role = 'operator'
      and (${module}::text is null or ${module} = any(modules))))
    order by role, created_at`.execute(reader)
  return rows.map((row) => ({ ...row, app: 'dealer' }))
}

export interface Invite {
  dealerId: string
  /** The inviting employee or operator; null when the dealer itself invites. */
  employeeId: string | null
  inviterName: string
}

/**
 * Whose invite a token is; null when it is unknown or its owner may not invite any more (MB-002).
 */
export async function resolveInvite(reader: Reader, token: string): Promise<Invite | null> {
  const { rows } = await sql<Invite>`
    select p.dealer_id as "dealerId", case when p.role <> 'owner' then p.id end as "employeeId",
      case when p.role = 'owner' then d.name else p.name end as "inviterName"
    from channel.dealer_person p
    join channel.dealer d on d.id = p.dealer_id
    where p.invite_token = ${token} and p.active and d.state <> 'closed'
      and d.earns_online`.execute(reader)
  return rows[0] ?? null
}

/** A worker's token; it never changes, so that a printed code stays valid. */
export async function inviteTokenOf(reader: Reader, dealerPersonId: string): Promise<string> {
  const { rows } = await sql<{ token: string }>`
    select invite_token as token from channel.dealer_person
    where id = ${dealerPersonId}`.execute(reader)
  return rows[0]?.token ?? ''
}

/** Names of employees and operators by their id, for lists of other contexts. */
export async function dealerPersonNames(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) {
    return new Map()
  }
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from channel.dealer_person where id = any(${ids}::uuid[])`.execute(reader)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Employees and operators by part of their name; those who left too, since members stay theirs. */
export async function selectStaff(
  reader: Reader,
  wanted: {
    readonly keyword?: string | undefined
    readonly dealerId?: string | undefined
    readonly ids: readonly string[] | null
  },
): Promise<{ id: string; name: string; dealerId: string; dealerName: string }[]> {
  const part = `%${(wanted.keyword ?? '').replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<{ id: string; name: string; dealerId: string; dealerName: string }>`
    select p.id, p.name, d.id as "dealerId", d.name as "dealerName"
    from channel.dealer_person p join channel.dealer d on d.id = p.dealer_id
    where p.role <> 'owner' and p.name ilike ${part}
      and (${wanted.dealerId ?? null}::uuid is null or d.id = ${wanted.dealerId ?? null}::uuid)
      and (${wanted.ids}::uuid[] is null or d.id = any(${wanted.ids}::uuid[]))
    order by p.name, p.id limit 50`.execute(reader)
  return rows
}
