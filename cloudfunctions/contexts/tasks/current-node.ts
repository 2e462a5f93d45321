import { type Result, refuse } from '@xietong/domain/kernel/result'
import type { ActorOf } from '../../runtime/actor'
import type { Ctx } from '../../runtime/context'
import { type NodeRow, selectNodes } from './node-store'
import { type LockedTask, lockTask, selectVisibleTask } from './task-store'

interface Current {
  readonly task: LockedTask
  readonly node: NodeRow
  readonly next: NodeRow | undefined
}

/** The node that is to be worked on now, locked with its task; only its handler gets it. */
export async function currentNode(
  ctx: Ctx<ActorOf<'console'>>,
  taskId: string,
): Promise<Result<Current, 'NOT_FOUND' | 'FORBIDDEN' | 'STATE_CONFLICT'>> {
  const { accountId } = ctx.actor
  const visible = await selectVisibleTask(ctx.tx, taskId, accountId)
  const task = visible && (await lockTask(ctx.tx, taskId))
  if (!task) {
    return refuse('NOT_FOUND')
  }
  const nodes = await selectNodes(ctx.tx, taskId)
  const node = nodes.find((one) => one.position === task.currentNode)
  if (!node || node.handlerAccountId !== accountId) {
    return refuse('FORBIDDEN')
  }
  if (task.state !== 'running') {
    return refuse('STATE_CONFLICT')
  }
  const next = nodes.find((one) => one.position === task.currentNode + 1)
  return { ok: true, value: { task, node, next } }
}
