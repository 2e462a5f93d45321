import type { Timer } from '../../runtime/timers'
import { deliverDueTasks } from './deliver-tasks'

export const tasksTimers: Timer[] = [
  { name: 'tasks.deliver', everySeconds: 30, run: (deps) => deliverDueTasks(deps) },
]
