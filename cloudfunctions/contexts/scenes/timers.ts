import type { Timer } from '../../runtime/timers'

export const scenesTimers: Timer[] = []
