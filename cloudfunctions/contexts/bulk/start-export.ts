import * as op from '@xietong/domain/bulk/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { exportable } from './exportable'
import { countOpen, insertTask } from './task-store'

export const OPEN_MAX = 10

/** Whoever may not see the list is told that it does not exist, as everywhere. */
export const startExport = perform(op.startExport, async (ctx, { list, query, words }) => {
  const found = exportable(list, query)
  if (!found) {
    return refuse('NOT_FOUND')
  }
  const { operation, spec, input } = found
  if (!mayExport(ctx.actor, operation.may.console, spec.right)) {
    return refuse('FORBIDDEN')
  }
  const { accountId, personId, name } = ctx.actor
  const count = await countOpen(ctx.tx, accountId)
  if (count >= OPEN_MAX) {
    return refuse('TOO_MANY_TASKS', { count })
  }
  const taskId = ctx.newId()
  await insertTask(ctx.tx, {
    id: taskId,
    kind: 'export',
    name: list,
    title: `导出${operation.title.replace(/列表$/, '')}`,
    accountId,
    personId,
    accountName: name,
    parameters: { input, words },
    phase: 'collect',
    sourceFileId: null,
    sourceName: null,
    now: ctx.now,
  })
  ctx.audit({ objectKind: 'export', objectId: taskId, after: { list, ...input } })
  return ok({ taskId })
})

function mayExport(
  actor: { readonly permissions: ReadonlySet<string> },
  list: string | undefined,
  right: string,
): boolean {
  const seesList = list === 'signed-in' || (list !== undefined && actor.permissions.has(list))
  return seesList && actor.permissions.has(right)
}
