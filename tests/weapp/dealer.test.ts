import { createDealer } from '../rig/cast'
import {
  dispatch,
  KUNSHAN,
  newTrackingNo,
  openStore,
  paidOrder,
  redeemed,
  type Store,
  ship,
} from '../rig/delivery'
import { lastSmsCode, signInAdmin } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { createShop, type Shop, SUZHOU } from '../rig/shop'
import { openDealerApp, signInDealerApp } from './dealer-app'
import type { MiniProgram } from './mini-program'

let rig: Rig
let admin: string
let shop: Shop
let store: Store

beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin, { stock: 40 })
  store = await openStore(rig, admin, { name: '昆山湖滨专卖店', at: KUNSHAN, stock: 100, shop })
})
afterAll(() => rig?.stop())

/** What can be read, with plain blanks between numbers and words. */
const read = (app: MiniProgram) => app.text().replace(/\s+/g, ' ')

test('a store signs in, finds the order that was sent to it and ships it', async () => {
  const { orderId, orderNo } = await paidOrder(rig, shop, { quantity: 2 })
  const { noteId } = await dispatch(rig, admin, orderId, store)
  const app = await openDealerApp(rig, store.phone)
  await signInDealerApp(app)
  await app.until('to-dos are shown', () => app.text().includes('配送订单待发货'))
  expect(app.text()).toContain('昆山湖滨专卖店')
  expect(app.text()).toContain('可用于激活')
  await app.tap('#tab-box')
  expect(app.text()).toContain(orderNo)
  await app.tap(`#ship-${noteId}`)
  expect(app.text()).toContain('确认发货 2')

  await app.type('#tracking-no', '123')
  await app.tap('#ship')
  expect(app.text()).toContain('这不是顺丰速运的运单号')
  await app.type('#tracking-no', newTrackingNo())
  await app.tap('#ship')
  await app.until('shipped', () => app.page() === 'fulfilment/note/index')
  expect(app.text()).toContain('发货完成')
  expect(app.text()).toContain('本店已发货')
  const order = await rig.do(admin, 'orders.getOrder', { orderId })
  expect(order.state).toBe('shipped')
  expect(app.machine.errors).toEqual([])
})

test('a lost network keeps the form, says so, and ships once', async () => {
  const { orderId } = await redeemed(rig, shop, { pickUpOn: '2026-09-26' })
  const { noteId } = await dispatch(rig, admin, orderId, store)
  const app = await openDealerApp(rig, store.phone)
  await signInDealerApp(app)
  await app.tap('#tab-box')
  await app.tap(`#ship-${noteId}`)
  await app.type('#tracking-no', newTrackingNo())
  app.wishes.online = false
  await app.tap('#ship')
  await app.until('told', () => app.text().includes('请勿重复操作'))
  app.wishes.online = true
  await app.tap('#ship')
  await app.until('shipped', () => app.page() === 'fulfilment/note/index')
  const note = await rig.do(admin, 'fulfilment.getNote', { noteId })
  expect(note.parcels).toHaveLength(1)
}, 60_000)

test('DL-110 DL-111 shipments in their tabs, with what each sends and what it is of', async () => {
  const wish = { pickUpOn: '2026-09-27', cards: 2 }
  const { orderId } = await redeemed(rig, shop, wish)
  const { noteId, noteNo } = await dispatch(rig, admin, orderId, store)
  await rig.do(admin, 'fulfilment.printNote', { noteId })
  const { itemSummary } = await rig.do(admin, 'fulfilment.getNote', { noteId })
  const app = await openDealerApp(rig, store.phone)
  await signInDealerApp(app)
  await app.tap('#tab-box')
  await app.until('listed', () => app.text().includes(noteNo))
  for (const words of ['全部', '发货完成', itemSummary, '订单待发货', '本次发货 2 件']) {
    expect(read(app)).toContain(words)
  }
  await app.tap('#status-shipped')
  await app.until('other tab', () => !app.text().includes(noteNo))
  await app.tap('#status-all')
  await app.until('all', () => app.text().includes(noteNo))
  await app.tap(`#open-${noteId}`)
  await app.until('opened', () => app.text().includes('订单状态'))
  for (const words of [SUZHOU.name, '下单 2 件', '已发 0 件', '本次 × 2', '送达', '1 次']) {
    expect(read(app)).toContain(words)
  }
  const trackingNo = newTrackingNo()
  await ship(rig, admin, noteId, trackingNo)
  const later = await openDealerApp(rig, store.phone)
  await signInDealerApp(later)
  await later.tap('#tab-box')
  await later.tap('#status-shipped')
  await later.until('shipped', () => later.text().includes(noteNo))
  expect(read(later)).toContain('订单待收货')
  await later.tap(`#open-${noteId}`)
  await later.until('courier', () => later.text().includes('顺丰速运'))
  expect(later.text().replaceAll(' ', '')).toContain(trackingNo)
  expect(read(later)).toContain('查询最新物流')
  expect(later.machine.errors).toEqual([])
}, 60_000)

test('orders of the store in the tab of their state, found by number, goods and type together', async () => {
  const { orderId, orderNo } = await paidOrder(rig, shop)
  await dispatch(rig, admin, orderId, store)
  const { buyer, totalFen } = await rig.do(admin, 'orders.getOrder', { orderId })
  const app = await openDealerApp(rig, store.phone)
  await signInDealerApp(app)
  await app.tap('#tab-box')
  await app.tap('#segment-orders')
  await app.until('listed', () => app.text().includes(orderNo))
  for (const words of [
    '全部订单',
    '待付款',
    '部分发货',
    '待收货',
    '已完成/关闭',
    `下单人 ${buyer}`,
  ]) {
    expect(read(app)).toContain(words)
  }
  expect(app.text().replace(/[¥,\s]/g, '')).toContain((totalFen / 100).toFixed(2))
  await app.tap('#status-ended')
  await app.until('other tab', () => !app.text().includes(orderNo))
  await app.tap('#status-to-ship')
  await app.until('its tab', () => app.text().includes(orderNo))
  expect(app.machine.errors).toEqual([])
}, 60_000)

test('a phone that works for no dealer is told so, with the way to apply', async () => {
  const app = await openDealerApp(rig, '13700001234')
  await app.tap(/^登录$/)
  await app.givePhone('#sign-in-wechat')
  await app.until('refused', () => app.text().includes('您还不是渠道商'))
  expect(app.text()).toContain('申请合作')
  await app.tap(/^换一个手机号$/)
  expect(app.text()).toContain('登录蟹同渠道')
})

test('a third-tier dealer sees neither money header nor deliveries', async () => {
  const second = await createDealer(rig, admin, {
    name: '苏州二级',
    tier: 2,
    parentId: store.dealerId,
    discount: 7_000,
  })
  const third = await createDealer(rig, admin, {
    name: '平江路吴记面馆',
    tier: 3,
    parentId: second.dealerId,
    discount: 7_500,
  })
  const app = await openDealerApp(rig, third.phone)
  await app.tap(/^登录$/)
  await app.tap('#segment-sms')
  await app.type('#phone', third.phone)
  await app.tap('#send-code')
  await app.type('#sms-code', await lastSmsCode(rig, third.phone))
  await app.tap('#sign-in-sms')
  await app.until('signed in', () => app.text().includes('平江路吴记面馆'))
  expect(app.text()).not.toContain('可用于激活')
  expect(app.text()).not.toContain('配送订单')
  expect(app.all('#tab-box')).toHaveLength(0)
  await app.tap('#tab-coins')
  expect(app.text()).toContain('还没有收益')
  await app.tap('#tab-home')
  await app.tap('#act-invite-members')
  const [code] = app.all('#invite-code')
  expect(String(code?.attrs.src)).toMatch(/\/files\/[0-9a-f-]{36}$/)
  expect(app.machine.errors).toEqual([])
})
