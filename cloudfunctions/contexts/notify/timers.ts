import { DAY_MS } from '@xietong/domain/kernel/time'
import type { Deps } from '../../runtime/context'
import type { Timer } from '../../runtime/timers'
import { giveUpUnknown } from './delivery-store'
import { forgetTold } from './told-store'

/** A report that has not come within a day will not come: the message counts as failed. */
async function giveUp(deps: Deps): Promise<void> {
  const now = deps.now()
  await giveUpUnknown(deps.db, new Date(now.getTime() - DAY_MS))
  await forgetTold(deps.db, new Date(now.getTime() - DAY_MS))
}

export const notifyTimers: Timer[] = [
  { name: 'notify.give-up-unknown', hourlyAtMinute: 20, run: giveUp },
]
