import { ok, refuse } from '@xietong/domain/kernel/result'
import { sourcesOf } from '@xietong/domain/kernel/state-machine'
import * as op from '@xietong/domain/tasks/contract'
import { nodeMachine } from '@xietong/domain/tasks/states'
import { perform } from '../../runtime/context'
import { currentNode } from './current-node'
import { moveNode } from './node-store'
import { insertHistory } from './people-store'

export const beginNode = perform(op.beginNode, async (ctx, { taskId }) => {
  const found = await currentNode(ctx, taskId)
  if (!found.ok) {
    return found
  }
  const { task, node } = found.value
  const sources = sourcesOf(nodeMachine, 'doing').filter((state) => state !== 'done')
  if (!(await moveNode(ctx.tx, node.id, { to: 'doing', sources, now: ctx.now }))) {
    return refuse('STATE_CONFLICT')
  }
  const entry = { id: ctx.newId(), taskId, at: ctx.now, byName: ctx.actor.name }
  await insertHistory(ctx.tx, { ...entry, text: `开始处理“${node.name}”` })
  ctx.audit({
    objectKind: 'task',
    objectId: taskId,
    objectNo: task.title,
    before: { node: node.state },
    after: { node: 'doing' },
  })
  return ok({})
})
