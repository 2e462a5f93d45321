import type { Timer } from '../../runtime/timers'

export const catalogTimers: Timer[] = []
