import { sourcesOf } from '@xietong/domain/kernel/state-machine'
import { taskMachine } from '@xietong/domain/tasks/states'
import type { Ctx, Deps } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import { activateNode } from './activate-node'
import { selectNodes } from './node-store'
import { insertHistory } from './people-store'
import { type LockedTask, lockDueTasks, moveTask } from './task-store'

const BATCH = 50

/** 待通知 → 进行中: the task arrives, its first node is its handler's to do (CO-065, CO-104). */
export async function deliverTask(ctx: Ctx, task: LockedTask, byName: string): Promise<void> {
  await moveTask(ctx.tx, task.id, {
    to: 'running',
    sources: sourcesOf(taskMachine, 'running'),
    now: ctx.now,
  })
  const [first] = await selectNodes(ctx.tx, task.id)
  if (!first) {
    throw new Error(`task without nodes: ${task.id}`)
  }
  await activateNode(ctx, task, first)
  const id = ctx.newId()
  await insertHistory(ctx.tx, { id, taskId: task.id, at: ctx.now, byName, text: '通知处理人' })
}

/** Delivers everything whose time has come; two workers at once share the work. */
export async function deliverDueTasks(deps: Deps): Promise<void> {
  for (let delivered = BATCH; delivered === BATCH; ) {
    delivered = await runCommand(deps, 'tasks.deliver', async (ctx) => {
      const due = await lockDueTasks(ctx.tx, ctx.now, BATCH)
      for (const task of due) {
        await deliverTask(ctx, task, '系统')
      }
      return due.length
    })
  }
}
