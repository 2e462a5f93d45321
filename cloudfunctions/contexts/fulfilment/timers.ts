import { HOUR_MS, MINUTE_MS, plusMs } from '@xietong/domain/kernel/time'
import type { Deps } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import type { Timer } from '../../runtime/timers'
import { listToDispatch } from '../orders'
import { raiseAlarm } from '../peers'
import { forgetPlaces, knownPlace, mayLocate } from './ask-map'
import { dispatchAssigned } from './assign-store'
import { locateOrder } from './locate-order'
import { type Location, selectLocations } from './location-store'
import { lockSilentParcels, type Parcel, renewSubscription } from './parcel-store'
import { restockWaiting } from './restock-waiting'
import { tellTracker } from './tell-tracker'
import { watchPickUps } from './watch-parcels'

const POOL_MAX = 100
const LOCATED_AT_ONCE = 20
const TRIES = 3
const RETRY_MS = 10 * MINUTE_MS
const SILENT_MS = 24 * HOUR_MS
const SILENT_BATCH = 100
const SILENT_HINT = '超过 24 小时没有新的物流信息，已重新向物流公司查询'

const isDue = (location: Location | undefined, now: Date): boolean =>
  location === undefined ||
  (location.state === 'unlocated' &&
    location.confirmedBy === null &&
    location.tries < TRIES &&
    plusMs(location.triedAt, RETRY_MS) <= now)

/** Asks the map for the orders that are dispatched next; one that fails is tried twice more. */
async function locateWaiting(deps: Deps): Promise<void> {
  const page = await listToDispatch(deps.db, {
    dealerIds: null,
    filter: {},
    page: 1,
    size: POOL_MAX,
  })
  const locations = await selectLocations(
    deps.db,
    page.rows.map(({ id }) => id),
  )
  const due = page.rows.filter(({ id }) => isDue(locations.get(id), deps.now()))
  for (const order of due.slice(0, LOCATED_AT_ONCE)) {
    // With the day's quota used up only known addresses are worth a try; the others keep theirs.
    const known = order.address && (await knownPlace(deps, order.address))
    if (!known && !(await mayLocate(deps))) {
      continue
    }
    const { state } = await locateOrder(deps, order)
    // A map that is down would take five seconds an order from the other timers of this tick.
    if (state === 'unlocated') {
      break
    }
  }
}

/** A number that was corrected to and fro begins to count again with each correction. */
const roundOf = ({ subscriptions, version }: Parcel) =>
  version === 1 ? String(subscriptions + 1) : `${version}-${subscriptions + 1}`

/** IN-085: a parcel without a sign for 24 hours is subscribed again, and a person is told. */
async function renewSilent(deps: Deps): Promise<void> {
  const numbers = await runCommand(deps, 'fulfilment.renewSilent', async (ctx) => {
    const silent = await lockSilentParcels(ctx.tx, plusMs(ctx.now, -SILENT_MS), SILENT_BATCH)
    for (const parcel of silent) {
      await renewSubscription(ctx.tx, { id: parcel.id, at: ctx.now, hint: SILENT_HINT })
      tellTracker(ctx, parcel, roundOf(parcel))
    }
    return silent.map(({ trackingNo }) => trackingNo)
  })
  if (numbers.length > 0) {
    const shown = numbers.slice(0, 5).join('、')
    await raiseAlarm(deps, {
      kind: 'track-silent',
      peer: 'kuaidi100',
      text: `${numbers.length} 个包裹超过 24 小时没有物流信息，已重新订阅：${shown}`,
    })
  }
}

export const fulfilmentTimers: Timer[] = [
  { name: 'fulfilment.locate', everySeconds: 15, run: locateWaiting },
  { name: 'fulfilment.dispatchAssigned', everySeconds: 15, run: dispatchAssigned },
  { name: 'fulfilment.restock', everySeconds: 30, run: restockWaiting },
  { name: 'fulfilment.watchPickUps', everySeconds: 600, run: watchPickUps },
  { name: 'fulfilment.renewSilent', hourlyAtMinute: 20, run: renewSilent },
  { name: 'fulfilment.forgetPlaces', hourlyAtMinute: 40, run: forgetPlaces },
]
