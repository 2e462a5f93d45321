import type { Timer } from '../../runtime/timers'
import { runScenes } from './run-scenes'

export const scenesTimers: Timer[] = [
  {
    name: 'scenes.daily',
    dailyAt: '01:00',
    run: (deps, plannedAt) => runScenes(deps, 'daily', plannedAt),
  },
  {
    name: 'scenes.hourly',
    hourlyAtMinute: 5,
    run: (deps, plannedAt) => runScenes(deps, 'hourly', plannedAt),
  },
]
