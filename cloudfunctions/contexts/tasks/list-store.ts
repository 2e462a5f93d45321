import type { Page } from '@xietong/domain/kernel/paging'
import { sql } from 'kysely'
import type { Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'
import { type TaskRow, taskColumns, taskFrom } from './task-store'

export interface TaskListInput {
  readonly filter: {
    readonly projectId?: string | undefined
    readonly state?: string | undefined
    readonly mine?: boolean | undefined
    readonly overdue?: boolean | undefined
  }
  readonly sort: string
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

/** A task that waits for its delivery has not arrived: it shows only to who asks for that state. */
export function listTaskRows(
  reader: Reader,
  { accountId, now }: { accountId: string; now: Date },
  { filter, sort, page, size, after }: TaskListInput,
): Promise<Page<TaskRow>> {
  return listRows<TaskRow>(reader, {
    select: taskColumns,
    from: taskFrom,
    where: [
      sql`exists (select 1 from tasks.participant who
        where who.account_id = ${accountId} and who.task_id = t.id)`,
      filter.projectId ? sql`t.project_id = ${filter.projectId}` : null,
      filter.state ? sql`t.state = ${filter.state}` : sql`t.state <> 'to-notify'`,
      filter.mine ? sql`n.handler_account_id = ${accountId}` : null,
      filter.overdue ? sql`(t.state = 'running' and t.due_at < ${now})` : null,
    ],
    sorts: {
      '-createdAt': { by: sql`t.created_at`, direction: 'desc', type: 'timestamptz' },
      dueAt: {
        by: sql`coalesce(t.due_at, 'infinity'::timestamptz)`,
        direction: 'asc',
        type: 'timestamptz',
      },
    },
    sort,
    key: sql`t.id`,
    page,
    size,
    after,
  })
}
