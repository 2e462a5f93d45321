import type { Timer } from '../../runtime/timers'

export const paymentsTimers: Timer[] = []
