import type { Timer } from '../../runtime/timers'

export const cardsTimers: Timer[] = []
