import type { Timer } from '../../runtime/timers'

export const fulfilmentTimers: Timer[] = []
