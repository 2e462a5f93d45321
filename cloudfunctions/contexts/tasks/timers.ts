import type { Timer } from '../../runtime/timers'

export const tasksTimers: Timer[] = []
