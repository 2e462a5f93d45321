import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/tasks/contract'
import { perform } from '../../runtime/context'
import { accountsOf } from '../identity'
import { deliverTask } from './deliver-tasks'
import { insertNodes } from './node-store'
import { insertHistory, insertParticipants } from './people-store'
import { lockProject } from './project-store'
import { insertTask, lockTask } from './task-store'

/** A manual task reaches its handler at once; the built-in project takes none (CO-056). */
export const createTask = perform(op.createTask, async (ctx, input) => {
  const { projectId, title, matter, priority, handlerAccountId } = input
  const project = await lockProject(ctx.tx, projectId)
  const handler = (await accountsOf(ctx.tx, [handlerAccountId])).get(handlerAccountId)
  if (!project || !handler?.active) {
    return refuse('NOT_FOUND')
  }
  if (project.builtIn) {
    return refuse('BUILT_IN_PROJECT')
  }
  const id = ctx.newId()
  const dueAt = input.dueAt === null ? null : new Date(input.dueAt)
  const timing = { deliverAt: ctx.now, dueAt, now: ctx.now }
  await insertTask(ctx.tx, { id, projectId, title, matter, priority, scene: null, ...timing })
  await insertNodes(ctx.tx, id, [
    { id: ctx.newId(), name: '处理', handlerAccountId, durationHours: null },
  ])
  await insertParticipants(ctx.tx, id, [
    { accountId: handlerAccountId, handles: true, follows: false },
    { accountId: ctx.actor.accountId, handles: false, follows: false },
  ])
  const created = { id: ctx.newId(), taskId: id, at: ctx.now, text: '创建任务' }
  await insertHistory(ctx.tx, { ...created, byName: ctx.actor.name })
  const task = await lockTask(ctx.tx, id)
  if (task) {
    await deliverTask(ctx, task, ctx.actor.name)
  }
  ctx.audit({ objectKind: 'task', objectId: id, objectNo: title, after: { handlerAccountId } })
  return ok({ taskId: id })
})
