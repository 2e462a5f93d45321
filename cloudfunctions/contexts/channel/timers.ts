import type { Timer } from '../../runtime/timers'
import { releaseDue } from './release-earnings'

/** Due lines reach the balance within five minutes; the promise is an hour (DL-077). */
export const channelTimers: Timer[] = [
  { name: 'channel.release-earnings', everySeconds: 300, run: releaseDue },
]
