import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/tasks/contract'
import { answer, type ReadCtx } from '../../runtime/context'
import { accountsOf } from '../identity'
import { type NodeRow, selectNodes } from './node-store'
import { selectFollowers, selectHistory } from './people-store'
import { selectRecords } from './record-store'
import { selectVisibleTask } from './task-store'
import { taskView } from './task-view'

/** CO-057: the state of a listed record is read now, not copied when the scene ran. */
export const getTask = answer(op.getTask, async (ctx, { taskId }) => {
  const { accountId } = ctx.actor
  const task = await selectVisibleTask(ctx.db, taskId, accountId)
  if (!task) {
    return refuse('NOT_FOUND')
  }
  const [nodes, followers, history, records] = await Promise.all([
    selectNodes(ctx.db, taskId),
    selectFollowers(ctx.db, taskId),
    selectHistory(ctx.db, taskId),
    liveRecords(ctx, taskId),
  ])
  const people = [...new Set([...nodes.map((node) => node.handlerAccountId), ...followers])]
  const names = await accountsOf(ctx.db, people)
  const nameOf = (id: string) => names.get(id)?.name ?? '—'
  const mine = task.state === 'running' && task.handlerAccountId === accountId
  return ok({
    ...taskView(task, names, ctx.now),
    sceneName: task.sceneName,
    templateName: task.templateName,
    matter: task.matter,
    records,
    nodes: nodes.map((node) => nodeView(node, nameOf)),
    followers: followers.map(nameOf),
    history: history.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
    mayBegin: mine && task.nodeState === 'to-do',
    mayComplete: mine && task.nodeState === 'doing',
  })
})

function nodeView(node: NodeRow, nameOf: (id: string) => string) {
  return {
    id: node.id,
    order: node.position,
    name: node.name,
    matter: node.matter,
    handlerName: nameOf(node.handlerAccountId),
    state: node.state,
    begunAt: node.begunAt?.toISOString() ?? null,
    doneAt: node.doneAt?.toISOString() ?? null,
    dueAt: node.dueAt?.toISOString() ?? null,
  }
}

async function liveRecords(ctx: ReadCtx, taskId: string) {
  const records = await selectRecords(ctx.db, taskId)
  const asked = records.map(({ kind, recordId }) => ({ kind, id: recordId }))
  const live = await ctx.deps.questions.recordStatus(ctx.db, asked)
  return records.map(({ key: _key, ...record }) => ({
    ...record,
    liveStatus: live.get(record.recordId)?.status ?? '—',
    link: live.get(record.recordId)?.link ?? '/',
  }))
}
