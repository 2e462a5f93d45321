import type { Timer } from '../../runtime/timers'

export const membersTimers: Timer[] = []
