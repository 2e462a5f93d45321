import {
  dispatch,
  KUNSHAN,
  openStore,
  paidOrder,
  redeemed,
  type Store,
} from '../../../tests/rig/delivery'
import { signInAdmin } from '../../../tests/rig/people'
import { explaining } from '../../../tests/rig/plans'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { fillOrders, SOME_ITEM, SOME_STORE } from '../../../tests/rig/season'
import { createShop, type Shop, SUZHOU } from '../../../tests/rig/shop'
import { listOfConsole } from './list-store'

let rig: Rig
let admin: string
let shop: Shop
let other: Shop
let store: Store
beforeAll(async () => {
  // The bulk of the last test is rows without a story.
  rig = await startRig({ wrongOnPurpose: true })
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  other = await createShop(rig, admin)
  store = await openStore(rig, admin, { name: '昆山前进路店', at: KUNSHAN, stock: 400, shop })
})
afterAll(() => rig.stop())

const list = (filter: object) => rig.do(admin, 'orders.listOrders', { filter })
const ids = async (filter: object) => (await list(filter)).rows.map(({ id }) => id).sort()

test('AD-251 number, goods, type, shipper, recipient, phone, dates and VIP, alone and combined', async () => {
  const guest = { ...SUZHOU, name: '欧阳望舒', phone: '13912348765' }
  const plain = await paidOrder(rig, shop, { address: guest })
  const byStore = await paidOrder(rig, shop)
  const byPlatform = await paidOrder(rig, shop)
  const elsewhere = await paidOrder(rig, other)
  const vip = await redeemed(rig, shop, { vip: true, pickUpOn: '2026-10-08' })
  await dispatch(rig, admin, byStore.orderId, store)
  await dispatch(rig, admin, byPlatform.orderId, null)
  const card = (await ids({ type: 'e-card' }))[0] ?? ''
  const all = [plain, byStore, byPlatform, elsewhere, vip].map(({ orderId }) => orderId)
  const except = (...gone: { orderId: string }[]) =>
    all.filter((one) => !gone.some(({ orderId }) => orderId === one)).sort()

  const { orderNo } = await rig.do(admin, 'orders.getOrder', { orderId: plain.orderId })
  expect(await ids({ keyword: orderNo })).toEqual([plain.orderId])
  expect(await ids({ keyword: '欧阳' })).toEqual([plain.orderId])
  expect(await ids({ keyword: guest.phone })).toEqual([plain.orderId])
  expect(await ids({ keyword: '8765' })).toEqual([plain.orderId])
  expect(await ids({ itemId: other.packageId })).toEqual([elsewhere.orderId])
  expect(await ids({ itemId: shop.packageId })).toEqual(except(elsewhere))
  expect(await ids({ itemId: shop.packageId, type: 'pick-up' })).toEqual([vip.orderId])
  expect(await ids({ shipper: store.dealerId })).toEqual([byStore.orderId])
  expect(await ids({ shipper: 'platform' })).toEqual([byPlatform.orderId])
  expect(await ids({ vip: true })).toEqual([vip.orderId])
  expect(await ids({ vip: false })).toEqual([...except(vip), card].sort())
  expect(await ids({ vip: true, wantedOn: '2026-10-08', itemId: shop.packageId })).toEqual([
    vip.orderId,
  ])
  expect(await ids({ vip: true, shipper: 'platform' })).toEqual([])
  const hour = (by: number) => new Date(rig.now().getTime() + by * 3_600_000).toISOString()
  const now = { createdFrom: hour(-1), createdTo: hour(1) }
  expect(await ids({ ...now, itemId: other.packageId })).toEqual([elsewhere.orderId])
  expect(await ids({ createdFrom: hour(1), itemId: other.packageId })).toEqual([])

  const found = await rig.do(admin, 'orders.countOrders', { filter: { itemId: shop.packageId } })
  expect(found).toMatchObject({ all: 4, toDispatch: 2, byState: { 'to-ship': 4, unpaid: 0 } })
  const { rows } = await rig.do(admin, 'orders.listSoldItems', {})
  expect(rows.map(({ id }) => id)).toEqual(
    expect.arrayContaining([shop.packageId, other.packageId]),
  )
  const [first] = rows
  const named = await rig.do(admin, 'orders.listSoldItems', { keyword: first?.name.slice(1) })
  expect(named.rows).toContainEqual(first)
  expect((await rig.do(admin, 'orders.listSoldItems', { keyword: '100%' })).rows).toEqual([])
})

test('who ships follows the dispatch: recalled and sent elsewhere, the filter moves along', async () => {
  const { orderId } = await paidOrder(rig, shop)
  const { noteId } = await dispatch(rig, admin, orderId, store)
  expect(await ids({ shipper: store.dealerId })).toContain(orderId)
  await rig.do(admin, 'fulfilment.recallDispatch', { noteId, reason: '改由总仓发' })
  expect(await ids({ shipper: store.dealerId })).not.toContain(orderId)
  expect(await ids({ shipper: 'platform' })).not.toContain(orderId)
  await dispatch(rig, admin, orderId, null)
  expect(await ids({ shipper: 'platform' })).toContain(orderId)
})

test('every filter in every order is served by an index, none by a walk through all orders', async () => {
  await fillOrders({ owner: rig.db }, 20_000)
  const filters = [
    {},
    { state: 'to-ship' },
    { type: 'pick-up' },
    { dispatch: 'to-dispatch' },
    { keyword: '9000000000000123' },
    { keyword: '90000000000001' },
    { keyword: '13800012345' },
    { keyword: '2345' },
    { keyword: '收件人123' },
    { itemId: SOME_ITEM },
    { itemId: SOME_ITEM, state: 'shipped' },
    { shipper: 'platform' },
    { shipper: SOME_STORE },
    { vip: true },
    { vip: true, state: 'completed' },
    { buyerId: '00000000-0000-7000-8000-000000000007' },
    { wantedOn: '2026-10-08' },
    { createdFrom: '2026-09-20T16:00:00.000Z', createdTo: '2026-09-21T16:00:00.000Z' },
    { paidFrom: '2026-09-20T16:00:00.000Z', paidTo: '2026-09-21T16:00:00.000Z' },
  ] as const
  const walks: string[] = []
  for (const filter of filters) {
    for (const sort of ['-createdAt', 'createdAt', '-total', 'total', 'wantedOn'] as const) {
      const { db, plans } = explaining(rig)
      await listOfConsole(db, { filter, sort, page: 1, size: 20 }, null)
      // The first statement counts up to the cap, the second finds the page.
      const [, page = ''] = plans
      expect(page).toMatch(/Scan/)
      const throughAll = 'itemId' in filter && /using order_(total|wanted)/.test(page)
      if (throughAll || /Seq Scan on (sales_order|order_line)/.test(page)) {
        walks.push(`${JSON.stringify(filter)} ${sort}\n${page}`)
      }
    }
  }
  expect(walks).toEqual([])
})
