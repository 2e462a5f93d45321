import type { Timer } from '../../runtime/timers'

export const identityTimers: Timer[] = []
