import type { Timer } from '../../runtime/timers'

export const filesTimers: Timer[] = []
