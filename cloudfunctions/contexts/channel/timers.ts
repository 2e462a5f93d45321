import type { Timer } from '../../runtime/timers'

export const channelTimers: Timer[] = []
