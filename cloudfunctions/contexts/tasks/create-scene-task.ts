import type { Escalation } from '@xietong/domain/tasks/reminders'
import type { Ctx } from '../../runtime/context'
import { insertNodes, type NewNode } from './node-store'
import { insertHistory, insertParticipants, type NewParticipant } from './people-store'
import { selectBuiltInProject } from './project-store'
import { insertRecords, type TaskRecord } from './record-store'
import { insertTask, type NewTask } from './task-store'

export interface SceneTask {
  readonly scene: { readonly id: string; readonly name: string }
  readonly title: string
  readonly matter: string
  readonly priority: NewTask['priority']
  readonly deliverAt: Date
  readonly nodes: readonly NewNode[]
  readonly followerAccountIds: readonly string[]
  readonly records: readonly TaskRecord[]
  /** Who is told when a node is late (CO-068); null = nobody. */
  readonly escalation: Escalation | null
}

/**
 * The task of what a scene found; it waits as 待通知 and is delivered at its time (CO-056, CO-065).
 */
export async function createSceneTask(ctx: Ctx, task: SceneTask): Promise<string> {
  const project = await selectBuiltInProject(ctx.tx)
  const id = ctx.newId()
  const { title, matter, priority, scene, deliverAt } = task
  await insertTask(ctx.tx, {
    id,
    projectId: project.id,
    title,
    matter,
    priority,
    scene,
    deliverAt,
    dueAt: null,
    escalation: task.escalation,
    now: ctx.now,
  })
  await insertNodes(ctx.tx, id, withIds(ctx, task.nodes))
  await insertRecords(ctx.tx, id, withIds(ctx, task.records))
  await insertParticipants(ctx.tx, id, participantsOf(task))
  await insertHistory(ctx.tx, {
    id: ctx.newId(),
    taskId: id,
    at: ctx.now,
    byName: '系统',
    text: `业务场景“${scene.name}”发现 ${task.records.length} 条记录`,
  })
  return id
}

const withIds = <Row>(ctx: Ctx, rows: readonly Row[]) =>
  rows.map((row) => ({ ...row, id: ctx.newId() }))

function participantsOf(task: SceneTask): NewParticipant[] {
  const handlers = task.nodes.map((node) => node.handlerAccountId)
  return [
    ...handlers.map((accountId) => ({ accountId, handles: true, follows: false })),
    ...task.followerAccountIds.map((accountId) => ({ accountId, handles: false, follows: true })),
  ]
}
