import { HOUR_MS, MINUTE_MS, shanghaiDay, shanghaiTime } from '@xietong/domain/kernel/time'
import { dueReminders, type Reminder } from '@xietong/domain/tasks/reminders'
import type { Ctx, Deps, EventRecipient } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import { accountsOf } from '../identity'
import { readersOf, superiorsOf } from './readers'
import {
  insertReminder,
  lockNodesToRemind,
  type NodeToRemind,
  setNextReminder,
} from './reminder-store'

const BATCH = 50
const EVENTS = {
  soon: 'co.task.soon',
  overdue: 'co.task.overdue',
  escalated: 'co.task.late',
} as const

/** Says what is due about unfinished nodes; two workers at once share the work (CO-105, CO-106). */
export async function remindHandlers(deps: Deps): Promise<void> {
  for (let count = BATCH; count === BATCH; ) {
    count = await runCommand(deps, 'tasks.remind', async (ctx) => {
      const nodes = await lockNodesToRemind(ctx.tx, ctx.now, BATCH)
      for (const node of nodes) {
        await remind(ctx, node)
      }
      return nodes.length
    })
  }
}

async function remind(ctx: Ctx, node: NodeToRemind): Promise<void> {
  const { due, next } = dueReminders(node, ctx.now)
  for (const reminder of due) {
    await say(ctx, node, reminder)
  }
  await setNextReminder(ctx.tx, node.id, next)
}

async function say(ctx: Ctx, node: NodeToRemind, { kind, number }: Reminder): Promise<void> {
  const { id: nodeId, dueAt } = node
  if (!(await insertReminder(ctx.tx, { nodeId, dueAt, kind, number, now: ctx.now }))) {
    return
  }
  const names = await accountsOf(ctx.tx, [node.handlerAccountId])
  ctx.emit({
    code: EVENTS[kind],
    subject: { kind: 'task', id: node.taskId },
    variables: {
      title: node.title,
      node: node.name,
      handler: names.get(node.handlerAccountId)?.name ?? '—',
      due: `${shanghaiDay(dueAt)} ${shanghaiTime(dueAt)}`,
      delay: delayWords(ctx.now.getTime() - dueAt.getTime()),
    },
    to:
      kind === 'escalated'
        ? await toldOf(ctx, node)
        : await readersOf(ctx.tx, node.handlerAccountId),
  })
}

async function toldOf(ctx: Ctx, node: NodeToRemind): Promise<EventRecipient[]> {
  const chosen = node.escalation?.accountIds ?? []
  if (chosen.length === 0) {
    return superiorsOf(ctx.tx, node.handlerAccountId)
  }
  const readers = await Promise.all(chosen.map((id) => readersOf(ctx.tx, id)))
  return readers.flat()
}

/** `3 小时 20 分钟`; below a minute it has only just become due. */
function delayWords(ms: number): string {
  if (ms < MINUTE_MS) {
    return '刚到期'
  }
  const hours = Math.floor(ms / HOUR_MS)
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS)
  return [hours > 0 ? `${hours} 小时` : '', minutes > 0 ? `${minutes} 分钟` : '']
    .filter(Boolean)
    .join(' ')
}
