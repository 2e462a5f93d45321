import type { Timer } from '../../runtime/timers'

export const salesTimers: Timer[] = []
