import type { Escalation } from '@xietong/domain/tasks/reminders'
import type { NodeState, TaskState } from '@xietong/domain/tasks/states'
import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export type Priority = 'low' | 'medium' | 'high' | 'urgent'
export interface TaskRow {
  readonly id: string
  readonly title: string
  readonly matter: string
  readonly projectName: string
  readonly priority: Priority
  readonly state: TaskState
  readonly nodeState: NodeState
  readonly handlerAccountId: string
  readonly recordCount: number
  readonly dueAt: Date | null
  readonly createdAt: Date
  readonly sceneName: string | null
  readonly templateName: string | null
}
export const taskColumns = sql`t.id, t.title, t.matter, p.name as "projectName", t.priority,
  t.state, n.state as "nodeState", n.handler_account_id as "handlerAccountId",
  (select count(*)::int from tasks.record r where r.task_id = t.id) as "recordCount",
  t.due_at as "dueAt", t.created_at as "createdAt", t.scene_name as "sceneName",
  t.template_name as "templateName"`
export const taskFrom = sql`tasks.task t
  join tasks.project p on p.id = t.project_id
  join tasks.node n on n.task_id = t.id and n.position = t.current_node`

/** A task that the account may see; every other id does not exist for it. */
export async function selectVisibleTask(
  reader: Reader,
  id: string,
  accountId: string,
): Promise<TaskRow | null> {
  const { rows } = await sql<TaskRow>`
    select ${taskColumns} from ${taskFrom}
    where t.id = ${id} and exists (select 1 from tasks.participant who
      where who.account_id = ${accountId} and who.task_id = t.id)`.execute(reader)
  return rows[0] ?? null
}

export interface NewTask {
  readonly id: string
  readonly projectId: string
  readonly title: string
  readonly matter: string
  readonly priority: Priority
  readonly scene: { readonly id: string; readonly name: string } | null
  /** What it was published by; absent where a scene made it. */
  readonly template?: { readonly kind: 'simple' | 'empty' | 'defined'; readonly name: string }
  readonly deliverAt: Date
  readonly dueAt: Date | null
  readonly escalation?: Escalation | null
  readonly now: Date
}

export async function insertTask(tx: Tx, task: NewTask): Promise<void> {
  await sql`
    insert into tasks.task (id, project_id, title, matter, priority, state, scene_id, scene_name,
      current_node, deliver_at, due_at, escalation, template_kind, template_name, created_at)
    values (${task.id}, ${task.projectId}, ${task.title}, ${task.matter}, ${task.priority},
      'to-notify', ${task.scene?.id ?? null}, ${task.scene?.name ?? null}, 1, ${task.deliverAt},
      ${task.dueAt}, ${task.escalation ? JSON.stringify(task.escalation) : null}::jsonb,
      ${task.template?.kind ?? null}, ${task.template?.name ?? null}, ${task.now})`.execute(tx)
}

export interface LockedTask {
  readonly id: string
  readonly title: string
  readonly priority: Priority
  readonly state: TaskState
  readonly currentNode: number
  readonly dueAt: Date | null
}

export async function lockTask(tx: Tx, id: string): Promise<LockedTask | null> {
  const { rows } = await sql<LockedTask>`
    select id, title, priority, state, current_node as "currentNode", due_at as "dueAt"
    from tasks.task where id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

/** Tasks whose time of delivery has come, taken by one worker each. */
export async function lockDueTasks(tx: Tx, now: Date, limit: number): Promise<LockedTask[]> {
  const { rows } = await sql<LockedTask>`
    select id, title, priority, state, current_node as "currentNode", due_at as "dueAt"
    from tasks.task where state = 'to-notify' and deliver_at <= ${now}
    order by deliver_at, id limit ${limit} for update skip locked`.execute(tx)
  return rows
}

/** Moves a task along its table; false when it is in none of the sources any more. */
export async function moveTask(
  tx: Tx,
  id: string,
  move: { to: TaskState; sources: readonly TaskState[]; now: Date },
): Promise<boolean> {
  const ended = move.to === 'done' || move.to === 'ended' ? move.now : null
  const { numAffectedRows } = await sql`
    update tasks.task set state = ${move.to}, ended_at = ${ended}
    where id = ${id} and state = any(${move.sources}::text[])`.execute(tx)
  return numAffectedRows === 1n
}

export async function setCurrentNode(
  tx: Tx,
  id: string,
  { position, dueAt }: { position: number; dueAt: Date | null },
): Promise<void> {
  await sql`
    update tasks.task set current_node = ${position}, due_at = ${dueAt}
    where id = ${id}`.execute(tx)
}

export interface SceneTaskState {
  readonly id: string
  readonly open: boolean
  readonly endedAt: Date | null
}

export async function selectTaskStates(
  reader: Reader,
  ids: readonly string[],
): Promise<SceneTaskState[]> {
  const { rows } = await sql<SceneTaskState>`
    select id, state in ('to-notify', 'running') as open, ended_at as "endedAt"
    from tasks.task where id = any(${ids}::uuid[])`.execute(reader)
  return rows
}

export async function countOpen(
  reader: Reader,
  sceneIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; open: number }>`
    select scene_id as id, count(*)::int as open from tasks.task
    where scene_id = any(${sceneIds}::uuid[]) and state in ('to-notify', 'running')
    group by scene_id`.execute(reader)
  return new Map(rows.map((row) => [row.id, row.open]))
}
