import { DAY_MS, MINUTE_MS } from '@xietong/domain/kernel/time'
import type { Deps } from '../../runtime/context'
import type { Timer } from '../../runtime/timers'
import { deleteOldCalls } from './call-store'
import { deleteOldCallbacks } from './inbox-store'
import { countStuck } from './outbox-store'
import { raiseAlarm } from './raise-alarm'

/** IN-006: an outcome that stays unknown reaches a person. */
async function reportStuck(deps: Deps): Promise<void> {
  const before = new Date(deps.now().getTime() - 15 * MINUTE_MS)
  for (const { peer, stuck } of await countStuck(deps.db, before)) {
    await raiseAlarm(deps, {
      kind: 'outcome-unknown',
      peer,
      text: `${stuck} 条外发消息超过 15 分钟结果未知`,
    })
  }
}

async function forgetOld(deps: Deps): Promise<void> {
  const ago = (days: number) => new Date(deps.now().getTime() - days * DAY_MS)
  while ((await deleteOldCalls(deps.db, ago(30))) > 0) {
    deps.log.debug('old call log lines removed')
  }
  while ((await deleteOldCallbacks(deps.db, ago(7), ago(120))) > 0) {
    deps.log.debug('old callbacks removed')
  }
}

export const peersTimers: Timer[] = [
  { name: 'peers.report-stuck', everySeconds: 300, run: reportStuck },
  { name: 'peers.forget-old', dailyAt: '03:40', run: forgetOld },
]
