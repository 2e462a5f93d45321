import { randomUUID } from 'node:crypto'
import { signInDealer } from '../../../tests/rig/cast'
import {
  clearFaults,
  dispatch,
  fault,
  KUNSHAN,
  newTrackingNo,
  openStore,
  paidOrder,
  redeemed,
  type Store,
  seenBy,
  ship,
} from '../../../tests/rig/delivery'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop, SUZHOU } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
let store: Store
let rival: Store
let owner: string
beforeAll(async () => {
  rig = await startRig({ wrongOnPurpose: true })
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  store = await openStore(rig, admin, { name: '昆山前进路店', at: KUNSHAN, stock: 400, shop })
  rival = await openStore(rig, admin, { name: '昆山人民路店', at: KUNSHAN, stock: 400, shop })
  owner = await signInDealer(rig, store.phone)
})
afterAll(() => rig.stop())

const balance = async (warehouseId: string) =>
  (await rig.do(admin, 'stock.listBalances', { filter: { warehouseId } })).rows.find(
    ({ skuId }) => skuId === shop.maleSku,
  )
const noteOf = (token: string, noteId: string) =>
  rig.do(token, 'fulfilment.getStoreNote', { noteId })
const shipping = async (noteId: string, change: Record<string, unknown> = {}) => {
  const { lines } = await rig.do(admin, 'fulfilment.getNote', { noteId })
  return {
    noteId,
    carrierCode: 'SF',
    trackingNo: newTrackingNo(),
    lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
    ...change,
  }
}
const call = async (token: string, noteId: string, change: Record<string, unknown> = {}) =>
  rig.call(token, 'fulfilment.shipNote', await shipping(noteId, change))
const messages = async (call: string, orderNo: string) =>
  (
    await rig.db.query(
      `select state, attempts from peers.outbox where call = $1
       and (business_key like $2 || '%' or payload->>'parcelId' in
         (select p.id::text from fulfilment.parcels p join fulfilment.notes n on n.id = p.note_id
          where n.order_no = $2)) order by created_at`,
      [call, orderNo],
    )
  ).rows

test('DL-100 a store sees exactly its orders of all three types, each with a message', async () => {
  const mine = [
    await paidOrder(rig, shop),
    await redeemed(rig, shop),
    await redeemed(rig, shop, { physical: true }),
  ]
  const notes = []
  for (const { orderId } of mine) {
    notes.push(await dispatch(rig, admin, orderId, store))
  }
  const foreign = await dispatch(rig, admin, (await paidOrder(rig, shop)).orderId, rival)
  const central = await dispatch(rig, admin, (await paidOrder(rig, shop)).orderId, null)
  const { rows } = await rig.do(owner, 'fulfilment.listStoreNotes', { filter: {} })
  expect(rows.map(({ id }) => id).sort()).toEqual(notes.map(({ noteId }) => noteId).sort())
  expect(rows.map(({ orderType, cardKind }) => `${orderType} ${cardKind}`).sort()).toEqual([
    'package null',
    'pick-up electronic',
    'pick-up physical',
  ])
  for (const { noteId } of [foreign, central]) {
    expect(await rig.call(owner, 'fulfilment.getStoreNote', { noteId })).toMatchObject({
      status: 404,
    })
    expect(await call(owner, noteId)).toMatchObject({ status: 404 })
  }
  const one = notes[0]?.noteNo ?? ''
  const found = await rig.do(owner, 'fulfilment.listStoreNotes', { filter: { keyword: one } })
  expect(found.rows.map(({ noteNo }) => noteNo)).toEqual([one])
  await rig.tick()
  const told = await rig.do(owner, 'notify.listMessages', { filter: {} })
  for (const { noteNo } of notes) {
    expect(told.rows.filter(({ text }) => text.includes(noteNo))).toHaveLength(1)
  }
  expect(told.rows.some(({ text }) => text.includes(foreign.noteNo))).toBe(false)
  await rig.do(admin, 'fulfilment.recallDispatch', {
    noteId: notes[0]?.noteId ?? '',
    reason: '改派',
  })
  const taken = await rig.call(owner, 'fulfilment.getStoreNote', { noteId: notes[0]?.noteId ?? '' })
  expect(taken).toMatchObject({ status: 404 })
})

test('DL-104 items, recipient, wanted date, remark, parcels; the phone masked later', async () => {
  const { orderId, token } = await redeemed(rig, shop, { pickUpOn: '2026-09-27' })
  const { noteId } = await dispatch(rig, admin, orderId, store)
  expect(await noteOf(owner, noteId)).toMatchObject({
    orderType: 'pick-up',
    wantedOn: '2026-09-27',
    remark: '请放门卫',
    address: SUZHOU,
    orderState: 'to-ship',
    lines: [{ quantity: 1, shippedQuantity: 0 }],
    parcels: [],
  })
  const trackingNo = newTrackingNo()
  await ship(rig, admin, noteId, trackingNo)
  await rig.do(token, 'orders.confirmReceipt', { orderId })
  const done = await noteOf(owner, noteId)
  expect(done).toMatchObject({
    orderState: 'completed',
    address: { phone: SUZHOU.phone },
    lines: [{ shippedQuantity: 1 }],
    parcels: [{ carrierName: '顺丰速运', trackingNo }],
  })
  const phoneAfter = async (days: number) => {
    await rig.db.query(
      `update orders.sales_order set completed_at = $2::timestamptz where id = $1`,
      [orderId, new Date(rig.now().getTime() - days * 86_400_000)],
    )
    return (await noteOf(owner, noteId)).address.phone
  }
  expect(await phoneAfter(29.9)).toBe(SUZHOU.phone)
  expect(await phoneAfter(30.1)).toBe('138****0001')
})

test('DL-112 the store ships: order, note, stock and buyer; wrong input is refused', async () => {
  const { orderId, orderNo, token } = await paidOrder(rig, shop, { quantity: 3 })
  const { noteId, noteNo } = await dispatch(rig, admin, orderId, store)
  const before = await balance(store.warehouseId)
  const [line] = (await noteOf(owner, noteId)).lines
  const refusals: [Record<string, unknown>, string][] = [
    [{ trackingNo: '' }, 'VALIDATION_FAILED'],
    [{ trackingNo: 'SF12' }, 'TRACKING_NUMBER_INVALID'],
    [{ carrierCode: 'NOBODY' }, 'CARRIER_UNKNOWN'],
    [{ carrierCode: 'OWN' }, 'CARRIER_UNKNOWN'],
    [{ lines: [{ lineId: line?.lineId, quantity: 4 }] }, 'OVER_SHIPPED'],
    [{ lines: [{ lineId: randomUUID(), quantity: 1 }] }, 'OVER_SHIPPED'],
  ]
  for (const [change, code] of refusals) {
    expect(await call(owner, noteId, change)).toMatchObject({ ok: false, code })
  }
  expect(await balance(store.warehouseId)).toEqual(before)

  const part = await rig.do(owner, 'fulfilment.shipNote', {
    ...(await shipping(noteId)),
    lines: [{ lineId: line?.lineId ?? '', quantity: 1 }],
  })
  expect(part.orderState).toBe('part-shipped')
  expect(await balance(store.warehouseId)).toMatchObject({
    onHand: (before?.onHand ?? 0) - 4,
    reserved: (before?.reserved ?? 0) - 4,
  })
  const { rows } = await rig.do(owner, 'fulfilment.listStoreNotes', {
    filter: { keyword: orderNo },
  })
  const rest = rows.find(({ state }) => state === 'to-ship')
  expect(rows.find(({ id }) => id === noteId)).toMatchObject({ state: 'shipped', noteNo })
  expect(rest?.itemSummary).toMatch(/×2$/)
  expect(await noteOf(owner, noteId)).toMatchObject({
    goodsSettlementFen: 38_400,
    subsidyFen: 2_000,
  })
  const restNote = await noteOf(owner, rest?.id ?? '')
  expect(restNote).toMatchObject({ goodsSettlementFen: 76_800, subsidyFen: 4_000 })

  await rig.do(owner, 'fulfilment.shipNote', await shipping(rest?.id ?? ''))
  const order = await rig.do(token, 'orders.getMyOrder', { orderId })
  expect(order).toMatchObject({ state: 'shipped', items: [{ shippedQuantity: 3 }] })
  expect(order.parcels.map(({ lines }) => lines.map(({ quantity }) => quantity))).toEqual([
    [1],
    [2],
  ])
  expect(await call(owner, noteId)).toMatchObject({ code: 'STATE_CONFLICT' })
  await rig.tick()
  const told = await rig.do(token, 'notify.listMessages', { filter: {} })
  expect(told.rows.filter(({ title }) => title === '已发货')).toHaveLength(2)
  const { rows: moved } = await rig.do(admin, 'stock.listMovements', {
    filter: { documentNo: orderNo, skuId: shop.maleSku },
  })
  expect(moved.map(({ kind, change }) => `${kind} ${change}`).sort()).toEqual([
    '配送出库 -4',
    '配送出库 -8',
  ])
})

test('with split shipping off a part is refused', async () => {
  const { settings, version } = await rig.do(admin, 'settings.getSettings', {})
  const turn = (splitShipping: boolean, at: number) =>
    rig.do(admin, 'settings.updateSettings', {
      settings: { ...settings, splitShipping },
      version: at,
    })
  await turn(false, version)
  const { orderId } = await paidOrder(rig, shop, { quantity: 2 })
  const { noteId } = await dispatch(rig, admin, orderId, store)
  const [line] = (await noteOf(owner, noteId)).lines
  const part = { lines: [{ lineId: line?.lineId, quantity: 1 }] }
  expect(await call(owner, noteId, part)).toMatchObject({ code: 'SPLIT_SHIPPING_OFF' })
  expect(await call(owner, noteId)).toMatchObject({ ok: true })
  await turn(true, version + 1)
})

test('AD-262 shipping moves note and order and tells all; a dead note is refused', async () => {
  const { orderId, orderNo, token } = await paidOrder(rig, shop)
  const { noteId } = await dispatch(rig, admin, orderId, null)
  const trackingNo = newTrackingNo()
  const { orderState } = await ship(rig, admin, noteId, trackingNo)
  expect(orderState).toBe('shipped')
  const { rows } = await rig.do(admin, 'fulfilment.listNotes', { filter: { keyword: orderNo } })
  expect(rows).toMatchObject([{ state: 'shipped', carrierName: '顺丰速运', trackingNo }])
  await rig.tick()
  expect(await messages('report-shipping', orderNo)).toMatchObject([{ state: 'confirmed' }])
  expect(await messages('subscribe-tracking', orderNo)).toMatchObject([{ state: 'confirmed' }])
  const parcels = (await rig.sandbox.act('kuaidi100', 'parcels', {})) as { number: string }[]
  expect(parcels.map(({ number }) => number)).toContain(trackingNo)
  const told = await rig.do(token, 'notify.listMessages', { filter: {} })
  expect(told.rows.find(({ title }) => title === '已发货')?.text).toContain(trackingNo)

  const other = await paidOrder(rig, shop)
  const recalled = await dispatch(rig, admin, other.orderId, null)
  await rig.do(admin, 'fulfilment.recallDispatch', { noteId: recalled.noteId, reason: '地址有误' })
  expect(await call(admin, recalled.noteId)).toMatchObject({
    code: 'NOTE_VOIDED',
    message: '发货单已作废，不能发货',
  })
  const again = await dispatch(rig, admin, other.orderId, null)
  await rig.db.query(
    `update orders.sales_order set state = 'closed', refunded_fen = paid_fen where id = $1`,
    [other.orderId],
  )
  expect(await call(admin, again.noteId)).toMatchObject({ code: 'NOTE_VOIDED' })
})

test('goods that nobody holds for the order are not shipped', async () => {
  const { orderId } = await paidOrder(rig, shop)
  const { noteId } = await dispatch(rig, admin, orderId, null)
  await rig.db.query('delete from stock.reservations where document_id = $1', [orderId])
  expect(await call(admin, noteId)).toMatchObject({ code: 'INSUFFICIENT_STOCK' })
  expect((await rig.do(admin, 'fulfilment.getNote', { noteId })).state).toBe('to-ship')
})

test('two clicks at once ship a note once', async () => {
  const { orderId, orderNo } = await paidOrder(rig, shop)
  const { noteId } = await dispatch(rig, admin, orderId, store)
  const answers = await Promise.all([call(owner, noteId), call(admin, noteId), call(owner, noteId)])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  const { rows } = await rig.db.query(
    `select 1 from fulfilment.parcels p join fulfilment.notes n on n.id = p.note_id
     where n.order_no = $1`,
    [orderNo],
  )
  expect(rows).toHaveLength(1)
})

describe('IN-035 reporting to WeChat', () => {
  /** How often WeChat booked a report of this order; reports of other orders do not count. */
  const reported = async (orderNo: string) => {
    const { rows } = await rig.do(admin, 'payments.listPayments', { filter: { orderNo } })
    const number = rows[0]?.outTradeNo ?? ''
    return (await seenBy(rig, 'wechat/effects'))
      .filter((effect) => /shipping-report/.test(JSON.stringify(effect)))
      .filter((effect) => JSON.stringify(effect).includes(number))
      .reduce((sum, effect) => sum + Number(effect.count), 0)
  }
  const tickUntil = async (orderNo: string, state: string) => {
    for (let tick = 0; tick < 6; tick++) {
      await rig.tick()
      const [message] = await messages('report-shipping', orderNo)
      if (message.state === state) {
        return message
      }
      await rig.advance(60_000)
    }
    return null
  }
  const shipOne = async () => {
    const order = await paidOrder(rig, shop)
    const { noteId } = await dispatch(rig, admin, order.orderId, null)
    await ship(rig, admin, noteId)
    return order
  }

  test('IN-035 every shipped paid order is reported once, whatever WeChat answers', async () => {
    // What earlier tests left to send must not meet the faults of this one.
    await rig.tick()
    await fault(rig, 'wechat', {
      kind: 'code',
      code: '10060001',
      times: 2,
      match: 'upload_shipping',
    })
    const late = await shipOne()
    const repeated = await tickUntil(late.orderNo, 'confirmed')
    expect(repeated?.attempts).toBeGreaterThanOrEqual(2)

    await fault(rig, 'wechat', { kind: 'timeout-done', times: 1, match: 'upload_shipping' })
    const silent = await shipOne()
    expect(await tickUntil(silent.orderNo, 'confirmed')).toBeTruthy()
    expect([await reported(late.orderNo), await reported(silent.orderNo)]).toEqual([1, 1])

    await fault(rig, 'wechat', {
      kind: 'code',
      code: '10060002',
      times: 1,
      match: 'upload_shipping',
    })
    const final = await shipOne()
    expect(await tickUntil(final.orderNo, 'manual')).toMatchObject({ attempts: 1 })
    await clearFaults(rig, 'wechat')

    const gift = await redeemed(rig, shop)
    const { noteId } = await dispatch(rig, admin, gift.orderId, null)
    await ship(rig, admin, noteId)
    await rig.tick()
    expect(await messages('report-shipping', gift.orderNo)).toEqual([])
  })

  test('two parcels of one order are told in turn, the last one as the end', async () => {
    const { orderId, orderNo } = await paidOrder(rig, shop, { quantity: 2 })
    const { noteId } = await dispatch(rig, admin, orderId, null)
    const [line] = (await rig.do(admin, 'fulfilment.getNote', { noteId })).lines
    const one = { lines: [{ lineId: line?.lineId, quantity: 1 }] }
    expect(await call(admin, noteId, one)).toMatchObject({ ok: true })
    const { rows } = await rig.do(admin, 'fulfilment.listNotes', {
      filter: { keyword: orderNo, state: 'to-ship' },
    })
    expect(await call(admin, rows[0]?.id ?? '')).toMatchObject({ ok: true })
    for (let tick = 0; tick < 4; tick++) {
      await rig.advance(20_000)
      await rig.tick()
    }
    expect((await messages('report-shipping', orderNo)).map(({ state }) => state)).toEqual([
      'confirmed',
      'confirmed',
    ])
    const { rows: parcels } = await rig.db.query(
      `select report_at, all_delivered from fulfilment.parcels
       where order_id = $1 order by report_at`,
      [orderId],
    )
    expect(parcels.map(({ all_delivered }) => all_delivered)).toEqual([false, true])
    expect(parcels[1].report_at - parcels[0].report_at).toBeGreaterThanOrEqual(1_000)
  })
})

test('IN-084 every enabled carrier is known to all its uses; others are refused', async () => {
  const { rows } = await rig.do(owner, 'fulfilment.listCarriers', {})
  expect(rows.find(({ code }) => code === 'SF')).toMatchObject({ kuaidi: 'shunfeng', wechat: 'SF' })
  expect(rows.find(({ code }) => code === 'OWN')).toMatchObject({ enabled: false, kuaidi: null })
  expect(
    rows.filter(({ enabled }) => enabled).every(({ kuaidi, wechat }) => kuaidi && wechat),
  ).toBe(true)
  const numbers: Record<string, string> = {
    ZTO: '75312345678901',
    YTO: 'YT1234567890123',
    STO: '773123456789012',
    YD: '4312345678901',
    JTSD: 'JT1234567890123',
    JD: 'JD12345678901234',
    EMS: '1234567890123',
    YZPY: '9876543210123',
    DB: 'DPK123456789012',
    'SF-COLD': newTrackingNo(),
    SF: newTrackingNo(),
  }
  const known = rows.filter(({ enabled }) => enabled).map(({ code }) => code)
  expect(known.sort()).toEqual(Object.keys(numbers).sort())
  for (const carrierCode of known) {
    const order = await paidOrder(rig, shop)
    const { noteId } = await dispatch(rig, admin, order.orderId, null)
    expect(
      await call(admin, noteId, { carrierCode, trackingNo: numbers[carrierCode] }),
    ).toMatchObject({
      ok: true,
    })
    await rig.tick()
    expect(await messages('subscribe-tracking', order.orderNo)).toMatchObject([
      { state: 'confirmed' },
    ])
    expect(await messages('report-shipping', order.orderNo)).toMatchObject([{ state: 'confirmed' }])
  }
})
