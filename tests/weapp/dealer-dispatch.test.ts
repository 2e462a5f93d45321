import { signInDealer } from '../rig/cast'
import {
  dispatch,
  KUNSHAN,
  newTrackingNo,
  openStore,
  paidOrder,
  type Store,
  ship,
} from '../rig/delivery'
import { signInAdmin } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { changeSettings } from '../rig/settings'
import { createShop, type Shop } from '../rig/shop'
import { openDealerApp, signInDealerApp } from './dealer-app'
import type { MiniProgram } from './mini-program'

let rig: Rig
let admin: string
let shop: Shop
let store: Store
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin, { stock: 100 })
  store = await openStore(rig, admin, { name: '昆山湖滨专卖店', at: KUNSHAN, stock: 100, shop })
})
afterAll(() => rig?.stop())

async function dispatched(quantity = 1) {
  const order = await paidOrder(rig, shop, { quantity })
  return { ...order, ...(await dispatch(rig, admin, order.orderId, store)) }
}
/** The store's program on its list of shipments. */
async function atDeliveries(): Promise<MiniProgram> {
  const app = await openDealerApp(rig, store.phone)
  await signInDealerApp(app)
  await app.tap('#tab-box')
  return app
}
const split = (splitShipping: boolean) => changeSettings(rig, admin, { splitShipping })

test('DL-113 a part is offered only while split shipping is on; the rest is a new shipment', async () => {
  await split(false)
  const { orderId, noteId } = await dispatched(2)
  const [line] = (await rig.do(admin, 'fulfilment.getNote', { noteId })).lines
  const lineId = line?.lineId ?? ''
  const app = await atDeliveries()
  await app.tap(`#ship-${noteId}`)
  expect(app.text()).toContain('未开启拆单发货，一次发完')
  expect(app.all('.x-step-figure')).toEqual([])
  const part = await rig.call(await signInDealer(rig, store.phone), 'fulfilment.shipNote', {
    noteId,
    carrierCode: 'SF',
    trackingNo: newTrackingNo(),
    lines: [{ lineId, quantity: 1 }],
  })
  expect(part).toMatchObject({ code: 'SPLIT_SHIPPING_OFF' })

  await split(true)
  await app.goBack()
  await app.tap(`#ship-${noteId}`)
  await app.emit('.x-step-figure', 'blur', { value: '1' })
  expect(app.text()).toContain('留待下次')
  await app.type('#tracking-no', newTrackingNo())
  await app.tap('#ship')
  await app.until('shipped', () => app.page() === 'fulfilment/note/index')
  const { notes, state } = await rig.do(admin, 'orders.getOrder', { orderId })
  expect(state).toBe('part-shipped')
  expect(notes.map((note) => note.state).sort()).toEqual(['发货完成', '待发货'].sort())
  expect(app.machine.errors).toEqual([])
})

test('a store hands an order back with a reason; after a part was sent it is not offered', async () => {
  const { orderId, noteId } = await dispatched()
  const app = await atDeliveries()
  await app.tap(`#open-${noteId}`)
  await app.tap('#hand-back')
  await app.tap('#back-reason-3')
  expect(app.all('#confirm-back')[0]?.attrs.disabled).toBe(true)
  await app.type('#back-more', '门店装修停业')
  await app.tap('#confirm-back')
  await app.until('back on the list', () => app.page() === 'pages/delivery/index')
  const order = await rig.do(admin, 'orders.getOrder', { orderId })
  expect(order.dispatches.at(-1)).toMatchObject({ state: '门店退回', reason: '门店装修停业' })
  expect(app.all(`#open-${noteId}`)).toEqual([])

  const sent = await dispatched()
  await ship(rig, admin, sent.noteId)
  await app.tap('#status-shipped')
  await app.tap(`#open-${sent.noteId}`)
  expect(app.all('#hand-back')).toEqual([])
  expect(app.machine.errors).toEqual([])
})

test('a wrong number is corrected on the phone; old and new are read together', async () => {
  const { noteId } = await dispatched()
  const wrong = newTrackingNo()
  await ship(rig, admin, noteId, wrong)
  const app = await atDeliveries()
  await app.tap('#status-shipped')
  await app.tap(`#open-${noteId}`)
  await app.tap(/^更正$/)
  await app.type('#tracking-no', '123')
  await app.type('#correct-reason', '录错一位')
  await app.tap('#confirm-correct')
  expect(app.text()).toContain('这不是顺丰速运的运单号')
  const right = newTrackingNo()
  await app.type('#tracking-no', right)
  await app.tap('#confirm-correct')
  await app.until('corrected', () => app.text().includes('录错一位'))
  expect(app.text()).toContain(wrong)
  const [parcel] = (await rig.do(admin, 'fulfilment.getNote', { noteId })).parcels
  expect(parcel).toMatchObject({ trackingNo: right, version: 2 })
  expect(app.machine.errors).toEqual([])
})
