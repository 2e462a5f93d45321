import * as op from '@xietong/domain/bulk/contract'
import { importKinds } from '@xietong/domain/imports'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { changeState, selectTask } from './task-store'

export const takeGoodRows = perform(op.takeGoodRows, async (ctx, { taskId }) => {
  const task = await selectTask(ctx.tx, taskId)
  if (task?.account_id !== ctx.actor.accountId) {
    return refuse('NOT_FOUND')
  }
  const kind = importKinds.get(task.name)
  if (!kind || !ctx.actor.permissions.has(kind.right)) {
    return refuse('FORBIDDEN')
  }
  const change = { from: ['checked'], state: 'waiting', now: ctx.now, isEnd: false } as const
  if (task.succeeded === 0 || !(await changeState(ctx.tx, taskId, change))) {
    return refuse('STATE_CONFLICT')
  }
  ctx.audit({
    objectKind: 'import',
    objectId: taskId,
    after: { kind: task.name, rows: task.succeeded },
  })
  return ok({})
})
