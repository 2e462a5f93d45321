import { DAY_MS, plusMs } from '@xietong/domain/kernel/time'
import type { Deps } from '../../runtime/context'
import type { Timer } from '../../runtime/timers'
import { forgetDeliveries } from './delivery-log-store'
import { giveUpUnknown } from './delivery-store'
import { forgetTold } from './told-store'

/** A report that has not come within a day will not come: the message counts as failed. */
async function giveUp(deps: Deps): Promise<void> {
  const now = deps.now()
  await giveUpUnknown(deps.db, new Date(now.getTime() - DAY_MS))
  await forgetTold(deps.db, new Date(now.getTime() - DAY_MS))
}

const SWEEP = 200
/** Twelve months, whichever they are. */
const KEPT_DAYS = 366

/** NT-011: the log is kept 12 months; what still waits is not touched. */
async function forgetOld(deps: Deps): Promise<void> {
  const before = plusMs(deps.now(), -KEPT_DAYS * DAY_MS)
  for (let gone = SWEEP; gone === SWEEP; ) {
    gone = await forgetDeliveries(deps.db, before, SWEEP)
  }
}

export const notifyTimers: Timer[] = [
  { name: 'notify.give-up-unknown', hourlyAtMinute: 20, run: giveUp },
  { name: 'notify.forget-old', dailyAt: '03:40', run: forgetOld },
]
