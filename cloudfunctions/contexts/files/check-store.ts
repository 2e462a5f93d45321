import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'
import type { Program, Suggestion } from '../peers/port'

/** A picture that waits for its check. */
export interface Waiting {
  readonly id: string
  readonly program: Program
  readonly personId: string
  readonly asked: number
}
const waiting = sql`id, program, person_id as "personId", asked`

/** An upload of a person in one of the three programs: unseen until its check is answered. */
export async function markChecking(
  tx: Tx,
  file: { id: string; etag: string; program: Program; personId: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update files.files set state = 'checking', etag = ${file.etag}, token_hash = null,
      program = ${file.program}, person_id = ${file.personId}
    where id = ${file.id} and state = 'reserved'`.execute(tx)
  return numAffectedRows === 1n
}

/** Counts a question to WeChat; null when it was answered meanwhile. */
export async function markAsked(tx: Tx, id: string, now: Date): Promise<Waiting | null> {
  const { rows } = await sql<Waiting>`
    update files.files set asked = asked + 1, asked_at = ${now}
    where id = ${id} and state = 'checking' and verdict is null
    returning ${waiting}`.execute(tx)
  return rows[0] ?? null
}

/** Nobody can be asked about it yet: it waits for its next turn, which counts as no question. */
export async function putOff(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`
    update files.files set asked_at = ${now}
    where id = ${id} and state = 'checking' and verdict is null`.execute(tx)
}

export async function selectWaiting(reader: Reader, id: string): Promise<Waiting | null> {
  const { rows } = await sql<Waiting>`
    select ${waiting} from files.files
    where id = ${id} and state = 'checking' and verdict is null`.execute(reader)
  return rows[0] ?? null
}

/** Pictures whose answer is late or that were never asked about; the longest waiting first. */
export async function selectUnanswered(
  reader: Reader,
  { before, most }: { before: Date; most: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from files.files
    where state = 'checking' and verdict is null and person_id is not null and asked < ${most}
      and (asked_at is null or asked_at < ${before})
    order by asked_at nulls first limit 100`.execute(reader)
  return rows.map(({ id }) => id)
}

/** Asked about often enough, the last time before `before`: WeChat will not answer any more. */
export async function selectGivenUp(
  reader: Reader,
  { before, after }: { before: Date; after: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from files.files
    where state = 'checking' and verdict is null and asked >= ${after} and asked_at < ${before}
    order by asked_at limit 100`.execute(reader)
  return rows.map(({ id }) => id)
}

/** The number under which WeChat will answer; the newest question counts. */
export async function saveCheckNo(reader: Reader, id: string, checkNo: string): Promise<void> {
  await sql`
    update files.files set check_no = ${checkNo}
    where id = ${id} and state = 'checking' and verdict is null`.execute(reader)
}

export interface Judged {
  readonly id: string
  readonly state: 'checking' | 'stored' | 'refused'
}

/**
 * Writes WeChat's answer once: shown, kept for a person to look at, or hidden with the reason. What
 * only staff may open is theirs to judge, so that a doubt does not hide it from them.
 */
export async function judgePicture(
  tx: Tx,
  which: { checkNo: string } | { id: string },
  { verdict, now }: { verdict: Suggestion; now: Date },
): Promise<Judged | null> {
  const next = sql`case
    when ${verdict} = 'risky' then 'refused'
    when ${verdict} = 'pass' or access = 'private' then 'stored'
    else 'checking' end`
  const { rows } = await sql<Judged>`
    update files.files set verdict = ${verdict}, state = ${next},
      reason = case when ${verdict} = 'risky' then '图片没有通过内容安全检查，请换一张' else '' end,
      stored_at = case when ${next} = 'stored' then ${now}::timestamptz end
    where ${'id' in which ? sql`id = ${which.id}` : sql`check_no = ${which.checkNo}`}
      and state = 'checking' and verdict is null
    returning id, state`.execute(tx)
  return rows[0] ?? null
}

export async function isKnownCheck(reader: Reader, checkNo: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from files.files where check_no = ${checkNo}`.execute(reader)
  return rows.length > 0
}

/** A person looked at them: what waited is shown. What was refused stays hidden. */
export async function releaseFiles(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await sql`
    update files.files set state = 'stored', stored_at = ${now}
    where id = any(${ids}::uuid[]) and state = 'checking'`.execute(tx)
}

export interface FileStanding {
  readonly id: string
  readonly type: string
  readonly owner: string
  readonly state: 'reserved' | 'checking' | 'stored' | 'refused'
  readonly reason: string
  /** The check left it to a person. */
  readonly doubtful: boolean
}

const standing = sql`id, type, owner, state, reason,
  state = 'checking' and verdict is not null as doubtful`

/** How uploads stand: which may be shown, and why others may not. */
export async function selectStanding(
  reader: Reader,
  ids: readonly string[],
): Promise<FileStanding[]> {
  const { rows } = await sql<FileStanding>`
    select ${standing} from files.files where id = any(${ids}::uuid[])`.execute(reader)
  return rows
}

/**
 * The same for whoever writes down what a file belongs to: an answer of its check waits until that
 * is committed, so that whoever follows the answer finds it.
 */
export async function lockStanding(tx: Tx, ids: readonly string[]): Promise<FileStanding[]> {
  const { rows } = await sql<FileStanding>`
    select ${standing} from files.files where id = any(${ids}::uuid[])
    order by id for share`.execute(tx)
  return rows
}
