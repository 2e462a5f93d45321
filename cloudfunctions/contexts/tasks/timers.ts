import type { Timer } from '../../runtime/timers'
import { deliverDueTasks } from './deliver-tasks'
import { remindHandlers } from './remind'

export const tasksTimers: Timer[] = [
  { name: 'tasks.deliver', everySeconds: 30, run: (deps) => deliverDueTasks(deps) },
  { name: 'tasks.remind', everySeconds: 30, run: (deps) => remindHandlers(deps) },
]
