import * as op from '@xietong/domain/bulk/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { deletePieces } from './piece-store'
import { changeState, selectTask } from './task-store'

/** Rows that an import has taken stay; the task stops before the next batch. */
export const cancelTask = perform(op.cancelTask, async (ctx, { taskId }) => {
  const task = await selectTask(ctx.tx, taskId)
  if (task?.account_id !== ctx.actor.accountId) {
    return refuse('NOT_FOUND')
  }
  const from = ['waiting', 'running', 'checked'] as const
  const change = { from, state: 'cancelled', now: ctx.now, isEnd: true } as const
  if (!(await changeState(ctx.tx, taskId, change))) {
    return refuse('STATE_CONFLICT')
  }
  await deletePieces(ctx.tx, taskId)
  ctx.audit({ objectKind: task.kind, objectId: taskId, after: { state: 'cancelled' } })
  return ok({})
})
