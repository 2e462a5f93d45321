import { drainNotify } from '../contexts/notify'
import { drainOutbox, reprocessInbox } from '../contexts/peers'
import { allTimers } from './all-timers'
import type { Deps } from './context'
import { runDueTimers } from './timers'

/**
 * One tick of the `jobs` function: timers, notifications, outgoing messages, stored callbacks.
 * Several
 * instances may tick at once; each piece of work is claimed by a row.
 */
export async function runJobs(deps: Deps, deadline: Date): Promise<{ timers: string[] }> {
  const timers = await runDueTimers(deps, allTimers)
  await guarded(deps, 'inbox', () => reprocessInbox(deps, deadline))
  await guarded(deps, 'notify', () => drainNotify(deps, deadline))
  await guarded(deps, 'outbox', () => drainOutbox(deps, deadline))
  return { timers }
}

/** A failing part must not stop the others of the tick. */
async function guarded(deps: Deps, part: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    deps.log.error({ part, err: error }, 'tick part failed')
  }
}
