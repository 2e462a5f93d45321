import { DAY_MS, plusMs } from '@xietong/domain/kernel/time'
import type { Timer } from '../../runtime/timers'
import { deleteAbandoned } from './store'

export const filesTimers: Timer[] = [
  {
    name: 'files.sweepReservations',
    dailyAt: '03:40',
    run: (deps) => deleteAbandoned(deps.db, plusMs(deps.now(), -DAY_MS)),
  },
]
