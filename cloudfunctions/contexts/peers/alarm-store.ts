import { sql } from 'kysely'
import type { Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'

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
