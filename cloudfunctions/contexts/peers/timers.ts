import type { Timer } from '../../runtime/timers'

export const peersTimers: Timer[] = []
