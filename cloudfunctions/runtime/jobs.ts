import { workOnTask } from '../contexts/bulk'
import { drainNotify } from '../contexts/notify'
import { drainOutbox, reprocessInbox } from '../contexts/peers'
import { allTimers } from './all-timers'
import type { Deps } from './context'
import { collectHandlers } from './handlers'
import { importWork } from './import-work'
import { runDueTimers } from './timers'

/**
 * One tick of the `jobs` function: timers, notifications, outgoing messages, stored callbacks.
 * Several
 * instances may tick at once; each piece of work is claimed by a row.
 */
export async function runJobs(deps: Deps, deadline: Date): Promise<{ timers: string[] }> {
  const timers = await runDueTimers(deps, allTimers)
  let isBusy = true
  while (isBusy) {
    await guarded(deps, 'inbox', () => reprocessInbox(deps, deadline))
    await guarded(deps, 'notify', () => drainNotify(deps, deadline))
    await guarded(deps, 'outbox', () => drainOutbox(deps, deadline))
    // A long import gives way to messages every few seconds and goes on while there is time.
    isBusy = (await workOnTasks(deps)) && deps.now() < deadline
  }
  return { timers }
}

async function workOnTasks(deps: Deps): Promise<boolean> {
  let worked = false
  await guarded(deps, 'bulk', async () => {
    worked = await workOnTask(deps, { handlers: collectHandlers(), imports: importWork })
  })
  return worked
}

/** A failing part must not stop the others of the tick. */
async function guarded(deps: Deps, part: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    deps.log.error({ part, err: error }, 'tick part failed')
  }
}
