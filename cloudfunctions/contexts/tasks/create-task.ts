import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/tasks/contract'
import { perform } from '../../runtime/context'
import { deliverTask } from './deliver-tasks'
import { flowOf } from './flow-nodes'
import { insertNodes } from './node-store'
import { insertHistory, insertParticipants } from './people-store'
import { lockProject } from './project-store'
import { insertTask, lockTask } from './task-store'

/** A published task reaches its first handler at once; the built-in project takes none (CO-056). */
export const createTask = perform(op.createTask, async (ctx, input) => {
  const { projectId, title, matter, priority, template } = input
  const project = await lockProject(ctx.tx, projectId)
  if (!project) {
    return refuse('NOT_FOUND')
  }
  if (project.builtIn) {
    return refuse('BUILT_IN_PROJECT')
  }
  const flow = await flowOf(ctx.tx, input)
  if (!flow.ok) {
    return flow
  }
  const { templateName, nodes } = flow.value
  const id = ctx.newId()
  // A flow ends when its nodes do; only a simple task is given a time.
  const dueAt = template === 'simple' && input.dueAt !== null ? new Date(input.dueAt) : null
  await insertTask(ctx.tx, {
    id,
    projectId,
    title,
    matter,
    priority,
    scene: null,
    template: { kind: template, name: templateName },
    deliverAt: ctx.now,
    dueAt,
    now: ctx.now,
  })
  await insertNodes(
    ctx.tx,
    id,
    nodes.map((node) => ({ ...node, id: ctx.newId() })),
  )
  await insertParticipants(ctx.tx, id, [
    ...nodes.map(({ handlerAccountId: accountId }) => ({
      accountId,
      handles: true,
      follows: false,
    })),
    { accountId: ctx.actor.accountId, handles: false, follows: false },
  ])
  const created = { id: ctx.newId(), taskId: id, at: ctx.now, byName: ctx.actor.name }
  await insertHistory(ctx.tx, { ...created, text: `创建任务（${templateName}）` })
  const task = await lockTask(ctx.tx, id)
  if (task) {
    await deliverTask(ctx, task, ctx.actor.name)
  }
  const handlers = nodes.map((node) => node.handlerAccountId)
  ctx.audit({ objectKind: 'task', objectId: id, objectNo: title, after: { template, handlers } })
  return ok({ taskId: id })
})
