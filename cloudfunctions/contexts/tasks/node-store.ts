import type { NodeState } from '@xietong/domain/tasks/states'
import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export interface NodeRow {
  readonly id: string
  readonly position: number
  readonly name: string
  readonly matter: string
  readonly handlerAccountId: string
  readonly durationHours: number | null
  readonly state: NodeState
  readonly begunAt: Date | null
  readonly doneAt: Date | null
  readonly dueAt: Date | null
}
const columns = sql`id, position, name, matter, handler_account_id as "handlerAccountId",
  duration_hours as "durationHours", state, begun_at as "begunAt", done_at as "doneAt",
  due_at as "dueAt"`

export interface NewNode {
  readonly name: string
  /** What is to be done at this node; empty where the task says it all. */
  readonly matter: string
  readonly handlerAccountId: string
  /** Null for a task whose end was given as a time. */
  readonly durationHours: number | null
}

export async function insertNodes(
  tx: Tx,
  taskId: string,
  nodes: readonly (NewNode & { id: string })[],
): Promise<void> {
  const values = nodes.map(
    (node, index) => sql`(${node.id}, ${taskId}, ${index + 1}, ${node.name},
      ${node.matter}, ${node.handlerAccountId}, ${node.durationHours}, 'not-started')`,
  )
  await sql`
    insert into tasks.node
      (id, task_id, position, name, matter, handler_account_id, duration_hours, state)
    values ${sql.join(values)}`.execute(tx)
}

export async function selectNodes(reader: Reader, taskId: string): Promise<NodeRow[]> {
  const { rows } = await sql<NodeRow>`
    select ${columns} from tasks.node where task_id = ${taskId} order by position`.execute(reader)
  return rows
}

/** Moves a node along its table; false when it is in none of the sources any more. */
export async function moveNode(
  tx: Tx,
  id: string,
  move: {
    to: NodeState
    sources: readonly NodeState[]
    now: Date
    dueAt?: Date | null
    remindAt?: Date | null
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update tasks.node set state = ${move.to},
      begun_at = case when ${move.to === 'doing'} then ${move.now} else begun_at end,
      done_at = case when ${move.to === 'done'} then ${move.now}::timestamptz end,
      due_at = case when ${move.dueAt !== undefined} then ${move.dueAt ?? null} else due_at end,
      activated_at = case
        when ${move.to === 'to-do'} then ${move.now}::timestamptz else activated_at end,
      next_remind_at = case
        when ${move.remindAt !== undefined} then ${move.remindAt ?? null}::timestamptz
        when ${move.to === 'done' || move.to === 'sent-back'} then null
        else next_remind_at end
    where id = ${id} and state = any(${move.sources}::text[])`.execute(tx)
  return numAffectedRows === 1n
}
