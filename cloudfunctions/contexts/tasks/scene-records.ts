import { sourcesOf } from '@xietong/domain/kernel/state-machine'
import { taskMachine } from '@xietong/domain/tasks/states'
import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import { insertHistory } from './people-store'
import { hasOpenRecord, refreshRecords, resolveRecords, type TaskRecord } from './record-store'
import { countOpen, lockTask, moveTask, type SceneTaskState, selectTaskStates } from './task-store'

/** Whether tasks are open and, if not, since when: what the repetition rule needs to know. */
export async function taskStatesOf(
  reader: Reader,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, SceneTaskState>> {
  const rows = taskIds.length > 0 ? await selectTaskStates(reader, taskIds) : []
  return new Map(rows.map((row) => [row.id, row]))
}

export const countOpenTasks = countOpen

/** Findings that are listed in open tasks and were found again. */
export async function refreshSceneRecords(
  ctx: Ctx,
  taskIds: readonly string[],
  records: readonly TaskRecord[],
): Promise<void> {
  if (records.length > 0) {
    await refreshRecords(ctx.tx, taskIds, records)
  }
}

/**
 * Findings whose condition no longer holds are marked 条件已解除. A task that has not been delivered and
 * has nothing left is dropped; a delivered one stays for its handler to close (80 "Deduplication").
 */
export async function resolveSceneRecords(
  ctx: Ctx,
  taskIds: readonly string[],
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) {
    return
  }
  for (const taskId of await resolveRecords(ctx.tx, taskIds, keys)) {
    const task = await lockTask(ctx.tx, taskId)
    if (task?.state !== 'to-notify' || (await hasOpenRecord(ctx.tx, taskId))) {
      continue
    }
    await moveTask(ctx.tx, taskId, {
      to: 'ended',
      sources: sourcesOf(taskMachine, 'ended'),
      now: ctx.now,
    })
    await insertHistory(ctx.tx, {
      id: ctx.newId(),
      taskId,
      at: ctx.now,
      byName: '系统',
      text: '通知前条件已全部解除，任务取消',
    })
  }
}
