import { DAY_MS, plusMs } from '@xietong/domain/kernel/time'
import type { Deps } from '../../runtime/context'
import type { Timer } from '../../runtime/timers'
import { askUnanswered } from './picture-check'
import { deleteReserved, selectAbandoned } from './store'

export const filesTimers: Timer[] = [
  { name: 'files.sweepReservations', hourlyAtMinute: 40, run: (deps) => sweep(deps) },
  { name: 'files.askUnanswered', everySeconds: 300, run: (deps) => askUnanswered(deps) },
]

/** IN-118: bytes first, so that a stop between both leaves a row that is swept again. */
async function sweep(deps: Deps): Promise<void> {
  const ids = await selectAbandoned(deps.db, plusMs(deps.now(), -DAY_MS))
  for (const id of ids) {
    await deps.ports.files.remove(id)
  }
  await deleteReserved(deps.db, ids)
}
