import type { Timer } from '../../runtime/timers'

export const notifyTimers: Timer[] = []
