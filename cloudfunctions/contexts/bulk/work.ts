import { plusMs } from '@xietong/domain/kernel/time'
import type { Deps } from '../../runtime/context'
import { collect, write } from './export-work'
import { check, read, take } from './import-work'
import { claimTask, releaseTask, type TaskRow } from './task-store'
import { advance, ended, LEASE_MS, LeaseLost } from './task-work'
import type { BulkTools } from './work-types'

/** How long one task may keep the worker before others have their turn. */
const SLICE_MS = 3_000
const ATTEMPTS_MAX = 3
const PAUSE_MS = 5_000

/**
 * Works on one task for a few seconds; false when there is none. Any number of processes may call
 * it: a task belongs to one of them by a lease, and one that died is taken over when it ends.
 */
export async function workOnTask(deps: Deps, tools: BulkTools): Promise<boolean> {
  const now = deps.now()
  const lease = { id: deps.newId(), now, until: plusMs(now, LEASE_MS) }
  const claimed = await claimTask(deps.db, lease)
  if (!claimed) {
    return false
  }
  if (claimed.attempts > ATTEMPTS_MAX) {
    await advance(deps, claimed, ended(deps, 'failed', '系统没有完成这个任务，请重新发起'))
    return true
  }
  try {
    const left = await slice(deps, tools, claimed)
    await releaseTask(deps.db, left, { now: deps.now(), pauseUntil: null })
  } catch (error) {
    if (!(error instanceof LeaseLost)) {
      deps.log.error({ task: claimed.id, kind: claimed.name, err: error }, 'task stumbled')
      const pauseUntil = plusMs(deps.now(), PAUSE_MS * claimed.attempts)
      await releaseTask(deps.db, claimed, { now: deps.now(), pauseUntil })
    }
  }
  return true
}

async function slice(deps: Deps, tools: BulkTools, claimed: TaskRow): Promise<TaskRow> {
  const until = performance.now() + SLICE_MS
  let task = claimed
  while (task.state === 'running' && performance.now() < until) {
    task = await step(deps, tools, task)
  }
  return { ...task, lease_id: claimed.lease_id }
}

function step(deps: Deps, tools: BulkTools, task: TaskRow): Promise<TaskRow> {
  switch (task.phase) {
    case 'collect':
      return collect(deps, tools, task)
    case 'write':
      return write(deps, task)
    case 'read':
      return read(deps, tools, task)
    case 'check':
      return check(deps, tools, task)
    case 'take':
      return take(deps, tools, task)
  }
}
