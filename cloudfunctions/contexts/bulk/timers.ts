import { DAY_MS, plusMs } from '@xietong/domain/kernel/time'
import type { Deps } from '../../runtime/context'
import type { Timer } from '../../runtime/timers'
import { removeFile } from '../files'
import {
  cancelForgotten,
  deleteEndedPieces,
  deleteOldTasks,
  forgetFiles,
  selectFilesToRemove,
} from './sweep-store'

const KEPT_MS = 90 * DAY_MS

/** Files after 24 hours, imports that nobody decided on, and what ended tasks left behind. */
async function sweep(deps: Deps): Promise<void> {
  const now = deps.now()
  await cancelForgotten(deps.db, plusMs(now, -DAY_MS), now)
  await deleteEndedPieces(deps.db)
  for (const { id, files } of await selectFilesToRemove(deps.db, now)) {
    for (const file of files) {
      await removeFile(deps, file)
    }
    await forgetFiles(deps.db, id, now)
  }
  await deleteOldTasks(deps.db, plusMs(now, -KEPT_MS))
}

export const bulkTimers: Timer[] = [{ name: 'bulk.sweep', everySeconds: 300, run: sweep }]
