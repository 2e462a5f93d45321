import * as op from '@xietong/domain/bulk/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { selectTask } from './task-store'
import { taskView } from './task-view'

export const getTask = answer(op.getTask, async (ctx, { taskId }) => {
  const { accountId, permissions } = ctx.actor
  const task = await selectTask(ctx.db, taskId)
  const isVisible = task?.account_id === accountId || permissions.has('tasks.readAll')
  return task && isVisible ? ok(taskView(task, { accountId, now: ctx.now })) : refuse('NOT_FOUND')
})
