import { sql } from 'kysely'
import type { Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'
import { type TaskRow, taskColumns, taskFrom } from './task-store'

export type TodoGroup = 'overdue' | 'new'

/** Running tasks whose current node lies with one of these accounts. */
const waiting = (accountIds: readonly string[]) =>
  sql`(n.handler_account_id = any(${accountIds}::uuid[]) and n.state in ('to-do', 'doing')
    and t.state = 'running')`

interface TodoList {
  readonly accountIds: readonly string[]
  readonly group?: TodoGroup | undefined
  readonly now: Date
  readonly sort: string
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

export function listTodoRows(reader: Reader, { accountIds, group, now, ...page }: TodoList) {
  const late = sql`coalesce(t.due_at < ${now}, false)`
  return listRows<TaskRow>(reader, {
    select: taskColumns,
    from: taskFrom,
    where: [
      waiting(accountIds),
      group === 'overdue' ? late : null,
      group === 'new' ? sql`not ${late}` : null,
    ],
    sorts: {
      dueAt: {
        by: sql`coalesce(t.due_at, 'infinity'::timestamptz)`,
        direction: 'asc',
        type: 'timestamptz',
      },
      '-createdAt': { by: sql`t.created_at`, direction: 'desc', type: 'timestamptz' },
    },
    key: sql`t.id`,
    ...page,
  })
}

export async function countTodos(
  reader: Reader,
  accountIds: readonly string[],
  now: Date,
): Promise<{ overdue: number; fresh: number }> {
  const { rows } = await sql<{ overdue: number; fresh: number }>`
    select count(*) filter (where t.due_at < ${now})::int as overdue,
      count(*) filter (where t.due_at is null or t.due_at >= ${now})::int as fresh
    from ${taskFrom} where ${waiting(accountIds)}`.execute(reader)
  return rows[0] ?? { overdue: 0, fresh: 0 }
}
