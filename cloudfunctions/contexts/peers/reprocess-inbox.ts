import type { Deps } from '../../runtime/context'
import { findUnfinished } from './inbox-store'
import { processCallback } from './receive-callback'

/** Long enough that the request which stored the callback has ended one way or the other. */
const LEFT_ALONE_MS = 20_000
const BATCH = 100

/** IN-004: what was stored and never finished, because the process died or failed, is done now. */
export async function reprocessInbox(deps: Deps, deadline: Date): Promise<number> {
  const before = new Date(deps.now().getTime() - LEFT_ALONE_MS)
  let handled = 0
  for (const callback of await findUnfinished(deps.db, before, BATCH)) {
    if (deps.now() >= deadline) {
      break
    }
    await processCallback(deps, callback)
    handled += 1
  }
  return handled
}
