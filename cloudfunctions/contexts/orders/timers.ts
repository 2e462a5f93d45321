import type { Timer } from '../../runtime/timers'

export const ordersTimers: Timer[] = []
