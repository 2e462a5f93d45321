import { sourcesOf } from '@xietong/domain/kernel/state-machine'
import { shanghaiDay, shanghaiTime } from '@xietong/domain/kernel/time'
import { nodeMachine } from '@xietong/domain/tasks/states'
import { nodeDueAt } from '@xietong/domain/tasks/timing'
import type { Ctx, EventRecipient } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import { accountsOf } from '../identity'
import { employeeOfPerson } from '../organisation'
import { moveNode, type NodeRow } from './node-store'
import { type LockedTask, setCurrentNode } from './task-store'

/** An account, and the same person in the sales program when they are an employee (CO-104). */
async function readersOf(reader: Reader, accountId: string): Promise<EventRecipient[]> {
  const account = (await accountsOf(reader, [accountId])).get(accountId)
  const employee = account ? await employeeOfPerson(reader, account.personId) : null
  return [
    { kind: 'account', id: accountId },
    ...(employee ? [{ kind: 'employee', id: employee.employeeId } as const] : []),
  ]
}

/**
 * Gives a node to its handler: its clock starts, and they are told unless they did it themselves.
 */
export async function activateNode(ctx: Ctx, task: LockedTask, node: NodeRow): Promise<void> {
  const dueAt = node.durationHours ? nodeDueAt(ctx.now, node.durationHours) : task.dueAt
  const moved = await moveNode(ctx.tx, node.id, {
    to: 'to-do',
    sources: sourcesOf(nodeMachine, 'to-do'),
    now: ctx.now,
    dueAt,
  })
  if (!moved) {
    throw new Error(`node ${node.id} cannot be activated`)
  }
  await setCurrentNode(ctx.tx, task.id, { position: node.position, dueAt })
  const { actor } = ctx
  if (actor.app === 'console' && actor.accountId === node.handlerAccountId) {
    return
  }
  ctx.emit({
    code: 'co.task.new',
    subject: { kind: 'task', id: task.id },
    variables: {
      title: task.title,
      due: dueAt ? `${shanghaiDay(dueAt)} ${shanghaiTime(dueAt)}` : '-',
    },
    to: await readersOf(ctx.tx, node.handlerAccountId),
  })
}
