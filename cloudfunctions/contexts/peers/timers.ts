import { DAY_MS, MINUTE_MS } from '@xietong/domain/kernel/time'
import type { Deps } from '../../runtime/context'
import type { Timer } from '../../runtime/timers'
import { deleteOldCalls } from './call-store'
import { deleteOldCallbacks, findUnfinished } from './inbox-store'
import { countStuck } from './outbox-store'
import { raiseAlarm } from './raise-alarm'
import { processCallback } from './receive-callback'

/** Long enough that the request which stored the callback has ended one way or the other. */
const LEFT_ALONE_MS = 20_000
const BATCH = 100

/** IN-004: what was stored and never finished is processed again. */
export async function processStored(deps: Deps): Promise<void> {
  const before = new Date(deps.now().getTime() - LEFT_ALONE_MS)
  for (const callback of await findUnfinished(deps.db, before, BATCH)) {
    await processCallback(deps, callback)
  }
}

/** IN-006: an outcome that stays unknown reaches a person. */
async function reportStuck(deps: Deps): Promise<void> {
  const before = new Date(deps.now().getTime() - 15 * MINUTE_MS)
  for (const { peer, stuck } of await countStuck(deps.db, before)) {
    await raiseAlarm(deps, { kind: 'outcome-unknown', peer, text: `${stuck} 条外发消息超过 15 分钟结果未知` })
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
  { name: 'peers.process-stored', everySeconds: 15, run: processStored },
  { name: 'peers.report-stuck', everySeconds: 300, run: reportStuck },
  { name: 'peers.forget-old', dailyAt: '03:40', run: forgetOld },
]
