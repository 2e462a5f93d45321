import { sourcesOf } from '@xietong/domain/kernel/state-machine'
import { shanghaiDay, shanghaiTime } from '@xietong/domain/kernel/time'
import { nodeMachine } from '@xietong/domain/tasks/states'
import { nodeDueAt } from '@xietong/domain/tasks/timing'
import type { Ctx } from '../../runtime/context'
import { moveNode, type NodeRow } from './node-store'
import { readersOf } from './readers'
import { type LockedTask, setCurrentNode } from './task-store'

/**
 * Gives a node to its handler: its clock starts, and they are told unless they did it themselves.
 */
export async function activateNode(ctx: Ctx, task: LockedTask, node: NodeRow): Promise<void> {
  const dueAt = node.durationHours ? nodeDueAt(ctx.now, node.durationHours) : task.dueAt
  const moved = await moveNode(ctx.tx, node.id, {
    to: 'to-do',
    sources: sourcesOf(nodeMachine, 'to-do'),
    now: ctx.now,
    dueAt,
    // The first look finds out when it is soon due.
    remindAt: dueAt ? ctx.now : null,
  })
  if (!moved) {
    throw new Error(`node ${node.id} cannot be activated`)
  }
  await setCurrentNode(ctx.tx, task.id, { position: node.position, dueAt })
  const { actor } = ctx
  if (actor.app === 'console' && actor.accountId === node.handlerAccountId) {
    return
  }
  ctx.emit({
    code: 'co.task.new',
    subject: { kind: 'task', id: task.id },
    variables: {
      title: task.title,
      due: dueAt ? `${shanghaiDay(dueAt)} ${shanghaiTime(dueAt)}` : '-',
    },
    to: await readersOf(ctx.tx, node.handlerAccountId),
  })
}
