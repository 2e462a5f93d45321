import { ok, refuse } from '@xietong/domain/kernel/result'
import { sourcesOf } from '@xietong/domain/kernel/state-machine'
import * as op from '@xietong/domain/tasks/contract'
import { nodeMachine, type TaskState, taskMachine } from '@xietong/domain/tasks/states'
import { perform } from '../../runtime/context'
import { activateNode } from './activate-node'
import { currentNode } from './current-node'
import { moveNode } from './node-store'
import { insertHistory } from './people-store'
import { moveTask } from './task-store'

/** The next node's handler is told; after the last node the task is done. */
export const completeNode = perform(op.completeNode, async (ctx, { taskId, note }) => {
  const found = await currentNode(ctx, taskId)
  if (!found.ok) {
    return found
  }
  const { task, node, next } = found.value
  const sources = sourcesOf(nodeMachine, 'done')
  if (!(await moveNode(ctx.tx, node.id, { to: 'done', sources, now: ctx.now }))) {
    return refuse('STATE_CONFLICT')
  }
  const entry = { id: ctx.newId(), taskId, at: ctx.now, byName: ctx.actor.name }
  await insertHistory(ctx.tx, { ...entry, text: `完成“${node.name}”：${note}` })
  const state: TaskState = next ? 'running' : 'done'
  if (next) {
    await activateNode(ctx, task, next)
  } else {
    const move = { to: state, sources: sourcesOf(taskMachine, state), now: ctx.now }
    await moveTask(ctx.tx, taskId, move)
  }
  ctx.audit({
    objectKind: 'task',
    objectId: taskId,
    objectNo: task.title,
    before: { node: node.name, state: task.state },
    after: { state, note },
  })
  return ok({ state })
})
