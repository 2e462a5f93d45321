import { DAY_MS, plusMs } from '@xietong/domain/kernel/time'
import type { Timer } from '../../runtime/timers'
import { deleteOldTries } from './credential-store'
import { deleteOldPictures } from './picture-store'
import { deleteOldBrowsers } from './second-factor-store'
import { deleteExpired } from './session-store'
import { deleteOldCodes } from './sms-store'

/** Codes count for the limits of their day; a lock ends after 15 minutes. */
const KEEP_DAYS = 3

export const identityTimers: Timer[] = [
  {
    name: 'identity.sweep',
    dailyAt: '03:10',
    run: async (deps) => {
      const old = plusMs(deps.now(), -KEEP_DAYS * DAY_MS)
      await deleteExpired(deps.db, deps.now())
      await deleteOldCodes(deps.db, old)
      await deleteOldTries(deps.db, old)
      await deleteOldPictures(deps.db, old)
      await deleteOldBrowsers(deps.db, deps.now())
    },
  },
]
