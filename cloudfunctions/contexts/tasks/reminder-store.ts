import type { Escalation, ReminderKind } from '@xietong/domain/tasks/reminders'
import { sql } from 'kysely'
import type { Tx } from '../../runtime/database'

export interface NodeToRemind {
  readonly id: string
  readonly name: string
  readonly handlerAccountId: string
  readonly taskId: string
  readonly title: string
  readonly activatedAt: Date
  readonly dueAt: Date
  readonly escalation: Escalation | null
}

/**
 * Current, unfinished nodes about which something may have to be said. The task is locked with its
 * node, so that a node that is being completed is not reminded of, and of two workers one gets it.
 */
export async function lockNodesToRemind(tx: Tx, now: Date, limit: number): Promise<NodeToRemind[]> {
  const { rows } = await sql<NodeToRemind>`
    select n.id, n.name, n.handler_account_id as "handlerAccountId", t.id as "taskId", t.title,
      n.activated_at as "activatedAt", n.due_at as "dueAt", t.escalation
    from tasks.node n join tasks.task t on t.id = n.task_id
    where n.next_remind_at <= ${now} and n.state in ('to-do', 'doing')
      and t.state = 'running' and n.position = t.current_node
      and n.due_at is not null and n.activated_at is not null
    order by n.next_remind_at, n.id limit ${limit}
    for update of t, n skip locked`.execute(tx)
  return rows
}

export async function setNextReminder(tx: Tx, nodeId: string, at: Date | null): Promise<void> {
  await sql`update tasks.node set next_remind_at = ${at} where id = ${nodeId}`.execute(tx)
}

/** False when it was said before. */
export async function insertReminder(
  tx: Tx,
  one: { nodeId: string; dueAt: Date; kind: ReminderKind; number: number; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into tasks.reminder (node_id, due_at, kind, number, at)
    values (${one.nodeId}, ${one.dueAt}, ${one.kind}, ${one.number}, ${one.now})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}
