import type { App } from '../kernel/operation'
import { DAY_MS, HOUR_MS } from '../kernel/time'

export interface SessionLimits {
  /** Dead after so long without use. */
  readonly idleMs: number
  /** Dead so long after sign-in, used or not. */
  readonly absoluteMs: number
}

/** AD-003 for the console (2 hours idle); seven days idle for the mini-programs. */
export function sessionLimits(app: App): SessionLimits {
  return app === 'console'
    ? { idleMs: 2 * HOUR_MS, absoluteMs: 12 * HOUR_MS }
    : { idleMs: 7 * DAY_MS, absoluteMs: 30 * DAY_MS }
}
