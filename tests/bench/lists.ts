import { signInAdmin } from '../rig/people'
import { fillNotes, fillOrders, SOME_ITEM, SOME_STORE } from '../rig/season'
import { percentile } from './measure'
import type { World } from './world'

const SORTS = ['-createdAt', 'createdAt', '-total', 'total', 'wantedOn'] as const
const FILTERS = [
  {},
  { state: 'to-ship' },
  { state: 'unpaid' },
  { state: 'completed' },
  { type: 'package' },
  { type: 'pick-up', state: 'shipped' },
  { dispatch: 'to-dispatch' },
  { keyword: '收件人123' },
  { keyword: '13800012345' },
  { createdFrom: '2026-09-20T16:00:00.000Z' },
  { keyword: '2345' },
  { itemId: SOME_ITEM },
  { itemId: SOME_ITEM, state: 'shipped' },
  { shipper: 'platform' },
  { shipper: SOME_STORE },
  { vip: true },
  { vip: true, type: 'package', state: 'completed' },
] as const

const NOTE_FILTERS = [
  {},
  { state: 'shipped' },
  { state: 'to-ship' },
  { orderType: 'pick-up' },
  { shipper: 'platform' },
  { shipper: SOME_STORE },
  { carrierCode: 'SF' },
  { carrierCode: 'ZTO', shipper: SOME_STORE },
  { keyword: '收件人123' },
  { keyword: 'SF9000000000012348' },
  { createdFrom: '2026-09-20T16:00:00.000Z' },
  { shippedFrom: '2026-09-20T16:00:00.000Z', shipper: 'platform' },
] as const

/** The shipping notes of the same orders, both ways round. */
async function noteTimes(world: World, admin: string) {
  await fillNotes(world)
  const took: { ms: number; what: string }[] = []
  for (const filter of NOTE_FILTERS) {
    for (const sort of ['-createdAt', 'createdAt'] as const) {
      for (const page of [1, 100, 1]) {
        const began = performance.now()
        await world.rig.do(admin, 'fulfilment.listNotes', { filter, sort, page, size: 20 })
        const what = `notes ${JSON.stringify(filter)} ${sort} page ${page}`
        took.push({ ms: performance.now() - began, what })
      }
    }
  }
  return took
}

/** Each filter with each sort, the first and the hundredth page, three times. */
export async function listTimes(world: World, rows: number) {
  const { rig } = world
  const admin = await signInAdmin(rig)
  await fillOrders(world, rows)
  const took: { ms: number; what: string }[] = []
  for (const filter of FILTERS) {
    for (const sort of SORTS) {
      for (const page of [1, 100, 1]) {
        const began = performance.now()
        await rig.do(admin, 'orders.listOrders', { filter: { ...filter }, sort, page, size: 20 })
        took.push({
          ms: performance.now() - began,
          what: `${JSON.stringify(filter)} ${sort} page ${page}`,
        })
      }
    }
  }
  took.push(...(await noteTimes(world, admin)))
  const slowest = took.reduce((worst, one) => (one.ms > worst.ms ? one : worst))
  const began = performance.now()
  await rig.do(admin, 'orders.getDashboard', { refresh: true })
  const dashboardMs = performance.now() - began
  const p95Ms = percentile(
    took.map(({ ms }) => ms),
    0.95,
  )
  return { rows, p95Ms, slowest: `${slowest.ms.toFixed(0)} ms for ${slowest.what}`, dashboardMs }
}
