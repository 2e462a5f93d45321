import { sql } from 'kysely'
import type { Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'

export interface NewAlarm {
  readonly id: string
  readonly kind: string
  readonly peer: string
  readonly minute: Date
  readonly at: Date
  readonly text: string
  readonly threshold: number
}

/** One row per kind, peer and minute; more of the same are counted on it. */
export async function upsertAlarm(reader: Reader, alarm: NewAlarm): Promise<void> {
  await sql`
    insert into peers.alarm as old (id, kind, peer, minute, at, text, occurrences, threshold)
    values (${alarm.id}, ${alarm.kind}, ${alarm.peer}, ${alarm.minute}, ${alarm.at},
      ${alarm.text}, 1, ${alarm.threshold})
    on conflict (kind, peer, minute) do update
    set occurrences = old.occurrences + 1, at = excluded.at, text = excluded.text,
        threshold = least(old.threshold, excluded.threshold)`.execute(reader)
}

export interface UntoldAlarm {
  id: string
  at: Date
  kind: string
  peer: string
  text: string
}

/**
 * Marks alarms as told and answers those of a kind and peer that nobody was told of lately. An
 * alarm below its threshold stays, because more of the same may follow within its minute.
 */
export async function takeUntoldAlarms(
  reader: Reader,
  past: { now: Date; quietSince: Date },
): Promise<UntoldAlarm[]> {
  const { rows } = await sql<UntoldAlarm & { quiet: boolean }>`
    with taken as (
      update peers.alarm set told_at = ${past.now}
      where told_at is null and occurrences >= threshold
      returning id, at, kind, peer, text
    )
    select distinct on (kind, peer) taken.id, taken.at, taken.kind, taken.peer, taken.text,
      exists (
        select 1 from peers.alarm as earlier
        where earlier.kind = taken.kind and earlier.peer = taken.peer
          and earlier.told_at > ${past.quietSince}
      ) as quiet
    from taken order by kind, peer, at desc`.execute(reader)
  return rows.filter((row) => !row.quiet)
}

export interface AlarmRow {
  id: string
  at: Date
  kind: string
  peer: string
  text: string
  occurrences: number
}

interface AlarmList {
  readonly filter: { kind?: string | undefined }
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

export function listAlarmRows(reader: Reader, list: AlarmList) {
  const { kind } = list.filter
  return listRows<AlarmRow>(reader, {
    select: sql`id, at, kind, peer, text, occurrences`,
    from: sql`peers.alarm`,
    where: [sql`occurrences >= threshold`, kind === undefined ? null : sql`kind = ${kind}`],
    sorts: { '-at': { by: sql`at`, direction: 'desc', type: 'timestamptz' } },
    sort: '-at',
    key: sql`id`,
    page: list.page,
    size: list.size,
    after: list.after,
  })
}
