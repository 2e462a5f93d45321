import { HOUR_MS } from '@xietong/domain/kernel/time'
import { buyCards, placeCards, placePackage } from '../../../tests/rig/buy'
import { createAccount } from '../../../tests/rig/cast'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, pay, type Shop, SUZHOU } from '../../../tests/rig/shop'
import { download, readWorkbook } from '../../../tests/rig/workbooks'
import { runCommand } from '../../runtime/run-command'
import { requestRefund } from '../payments'
import { orderSummary, ordersLongInState, recordStatus } from '.'

let rig: Rig
let admin: string
let shop: Shop
let token: string
let unpaid: string
let paid: string
let cards: string
let pickUp: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  token = (await signInMember(rig)).token
  unpaid = (await placePackage(rig, token, shop, 5)).orderId
  paid = (await placePackage(rig, token, shop, 2)).orderId
  await pay(rig, token, paid)
  const cardIds = await buyCards(rig, token, shop, 1)
  cards =
    (await rig.do(token, 'orders.listMyOrders', { filter: { type: 'e-card' } })).rows[0]?.id ?? ''
  const redeemed = await rig.do(token, 'orders.redeemCards', {
    cardIds,
    packageId: shop.packageId,
    pickUpOn: '2026-10-20',
    address: { ...SUZHOU, name: '周望舒', phone: '13912340009' },
    remark: '',
  })
  pickUp = redeemed.orderId
})
afterAll(() => rig.stop())

const list = (
  filter: object,
  sort: '-createdAt' | 'createdAt' | '-total' | 'total' | 'wantedOn' = '-createdAt',
) => rig.do(admin, 'orders.listOrders', { filter, sort })
const ids = async (filter: object, sort?: Parameters<typeof list>[1]) =>
  (await list(filter, sort)).rows.map((row) => row.id)
const detail = (orderId: string) => rig.do(admin, 'orders.getOrder', { orderId })

test('AD-239 all types in one list, each with its kind; the type filters', async () => {
  expect((await ids({})).sort()).toEqual([unpaid, paid, cards, pickUp].sort())
  expect(await ids({ type: 'pick-up' })).toEqual([pickUp])
  expect((await ids({ type: 'package' })).sort()).toEqual([unpaid, paid].sort())
  const rows = new Map((await list({})).rows.map((row) => [row.id, row]))
  expect(rows.get(pickUp)).toMatchObject({ type: 'pick-up', cardKind: 'electronic' })
  expect(rows.get(cards)).toMatchObject({ type: 'e-card', cardKind: 'electronic' })
  expect(rows.get(paid)).toMatchObject({ type: 'package', cardKind: null })
})

test('AD-252 every state has a count that equals its list; 待派单 is a part of 待发货', async () => {
  const counts = await rig.do(admin, 'orders.countOrders', {})
  expect(counts).toMatchObject({
    all: 4,
    toDispatch: 2,
    byState: { unpaid: 1, 'to-ship': 2, completed: 1, shipped: 0, closed: 0, 'part-shipped': 0 },
  })
  for (const state of [
    'unpaid',
    'to-ship',
    'part-shipped',
    'shipped',
    'completed',
    'closed',
  ] as const) {
    expect((await list({ state })).total).toBe(counts.byState[state])
  }
  expect((await ids({ state: 'to-ship', dispatch: 'to-dispatch' })).sort()).toEqual(
    [paid, pickUp].sort(),
  )
  const ofType = await rig.do(admin, 'orders.countOrders', { filter: { type: 'pick-up' } })
  expect(ofType).toMatchObject({ all: 1, toDispatch: 1, byState: { 'to-ship': 1, unpaid: 0 } })
})

test('AD-253 number, goods, price, buyer, state, shipper, recipient, wanted date', async () => {
  const [row] = (await list({ type: 'pick-up' })).rows
  expect(row).toMatchObject({
    totalFen: 0,
    quantity: 1,
    state: 'to-ship',
    dispatch: 'to-dispatch',
    recipient: '周望舒',
    region: '江苏省 苏州市 姑苏区',
    wantedOn: '2026-10-20',
    shipper: null,
    vip: false,
  })
  expect(row?.orderNo).toMatch(/^\d{16}$/)
  expect(row?.itemSummary).toMatch(/ ×1$/)
  expect(row?.buyer).toBeTruthy()
  await rig.do(admin, 'fulfilment.dispatchOrders', { orderIds: [pickUp], to: { kind: 'platform' } })
  expect((await list({ type: 'pick-up' })).rows[0]).toMatchObject({ dispatch: 'dispatched' })
  expect((await list({ type: 'pick-up' })).rows[0]?.shipper).toBeTruthy()
})

test('every declared filter and sort finds what it says', async () => {
  const order = await detail(paid)
  const buyerRow = await rig.db.query<{ member_id: string }>(
    'select member_id from orders.sales_order where id = $1',
    [paid],
  )
  const all = [unpaid, paid, cards, pickUp]
  const hour = (by: number) => new Date(rig.now().getTime() + by * HOUR_MS).toISOString()
  expect(await ids({ keyword: order.orderNo })).toEqual([paid])
  expect((await ids({ keyword: order.orderNo.slice(0, 6) })).length).toBe(4)
  expect(await ids({ keyword: '13912340009' })).toEqual([pickUp])
  expect(await ids({ keyword: '周望' })).toEqual([pickUp])
  expect(await ids({ keyword: '100%' })).toEqual([])
  expect((await ids({ keyword: order.buyer.slice(0, 2) })).length).toBe(4)
  expect((await ids({ buyerId: buyerRow.rows[0]?.member_id })).length).toBe(4)
  expect(await ids({ wantedOn: '2026-10-20' })).toEqual([pickUp])
  expect((await ids({ createdFrom: hour(-1), createdTo: hour(1) })).length).toBe(4)
  expect(await ids({ createdFrom: hour(1) })).toEqual([])
  expect((await ids({ paidFrom: hour(-1), paidTo: hour(1) })).sort()).toEqual([paid, cards].sort())
  expect((await ids({}, 'createdAt')).length).toBe(all.length)
  expect((await ids({}, '-total'))[0]).toBe(unpaid)
  expect((await ids({}, 'total'))[0]).toBe(pickUp)
  expect((await ids({}, 'wantedOn'))[0]).toBe(pickUp)
})

test('AD-254 the detail gathers lines, money, cards, address, dispatch, log', async () => {
  const goods = await detail(paid)
  expect(goods).toMatchObject({
    items: [{ quantity: 2, unitFen: 58_800, amountFen: 117_600 }],
    goodsFen: 117_600,
    refundedFen: 0,
    address: { ...SUZHOU, phone: '138****0001' },
    refunds: [],
  })
  expect(goods.paidFen).toBe(goods.totalFen)
  expect(goods.payments).toMatchObject([{ state: 'paid', amountFen: goods.totalFen }])
  const shares = await rig.do(admin, 'channel.listOrderEarnings', { orderId: paid })
  expect(shares.rows).toEqual([])
  const delivered = await detail(pickUp)
  expect(delivered.cards).toMatchObject([{ state: 'used' }])
  expect(delivered.dispatches.length).toBeGreaterThan(0)
  expect(delivered.notes).toMatchObject([{ state: '待发货' }])
  expect(delivered.timeline.map((row) => row.text)).toEqual(['提货申请已提交', '商家备货中'])
  const unknown = await rig.call(admin, 'orders.getOrder', { orderId: shop.packageId })
  expect(unknown).toMatchObject({ status: 404, code: 'NOT_FOUND' })
})

test('AD-009 personal data is masked in lists, details and exports; the right shows one record, and each look is logged', async () => {
  const clerk = await createAccount(rig, admin, 'clerk-of-orders', ['订单/仓配'])
  const auditor = await createAccount(rig, admin, 'auditor-of-orders', ['审计只读'])
  const { rows: members } = await rig.do(admin, 'members.listMembers', { size: 100 })
  const [member] = members
  expect(members.every(({ phone }) => phone === null || /^1\d\d\*{4}\d{4}$/.test(phone))).toBe(true)
  for (const { token } of [clerk, auditor]) {
    const masked = await rig.do(token, 'orders.getOrder', { orderId: paid })
    expect(masked.address?.phone).toBe('138****0001')
  }
  // Exports take what the list shows; the workbook is proven in bulk/export.test.ts.
  const started = await rig.do(admin, 'bulk.startExport', {
    list: 'members.listMembers',
    query: '{}',
    words: '',
  })
  await rig.tick()
  const { resultFileId } = await rig.do(admin, 'bulk.getTask', started)
  const [, ...cells] = await readWorkbook(await download(rig, admin, resultFileId as string))
  expect(cells.map((row) => row[1])).toEqual(members.map(({ phone }) => phone ?? ''))

  const looks = async () =>
    (
      await rig.do(admin, 'identity.listAuditEntries', {
        filter: { operation: 'orders.revealContact', outcome: 'done' },
      })
    ).rows
  const shown = await rig.do(clerk.token, 'orders.revealContact', { orderId: paid })
  expect(shown).toEqual({ name: SUZHOU.name, phone: SUZHOU.phone })
  expect(await looks()).toMatchObject([{ actorName: '订单/仓配', objectId: paid }])
  expect(JSON.stringify(await looks())).not.toContain(SUZHOU.phone)
  await rig.do(clerk.token, 'orders.revealContact', { orderId: paid })
  expect(await looks()).toHaveLength(2)
  const refused = await rig.call(auditor.token, 'orders.revealContact', { orderId: paid })
  expect(refused).toMatchObject({ code: 'FORBIDDEN' })
  const memberId = member?.id as string
  const whole = await rig.do(admin, 'members.revealPhone', { memberId })
  expect(whole.phone).toMatch(/^1\d{10}$/)
  // The right alone is not enough: who may not see members sees no phone of one.
  for (const { token } of [clerk, auditor]) {
    const answer = await rig.call(token, 'members.revealPhone', { memberId })
    expect(answer).toMatchObject({ code: 'FORBIDDEN' })
  }
})

test('other contexts ask for summaries, live states and orders long in a state', async () => {
  const [summary] = await orderSummary(rig.deps.db, [paid])
  expect(summary).toMatchObject({
    id: paid,
    state: 'to-ship',
    type: 'package',
    recipient: SUZHOU.name,
  })
  const words = await recordStatus(rig.deps.db, [
    { kind: 'order', id: paid },
    { kind: 'task', id: unpaid },
  ])
  expect([...words]).toEqual([[paid, { status: '待发货', link: `/orders/${paid}` }]])
  const olderThan = (hours: number) => new Date(rig.now().getTime() - hours * HOUR_MS)
  const long = (hours: number, type?: 'pick-up') =>
    ordersLongInState(rig.deps.db, { state: 'to-ship', olderThan: olderThan(hours), type })
  expect(await long(1)).toEqual([])
  expect((await long(-1)).map((order) => order.id)).toEqual([paid, pickUp])
  expect((await long(-1, 'pick-up')).map((order) => order.id)).toEqual([pickUp])
})

test('a full refund closes an order, voids its cards and expires its earnings', async () => {
  const { orderId } = await placeCards(rig, token, shop, 2)
  await pay(rig, token, orderId)
  const { rows } = await rig.db.query<{ payment_id: string; total_fen: string }>(
    'select payment_id, total_fen from orders.sales_order where id = $1',
    [orderId],
  )
  await runCommand(rig.deps, 'test.refund', (ctx) =>
    requestRefund(ctx, {
      paymentId: rows[0]?.payment_id ?? '',
      amountFen: Number(rows[0]?.total_fen),
      reason: '协商退款',
      key: `test/${orderId}`,
    }),
  )
  await rig.tick()
  await rig.advance(60_000)
  await rig.tick()
  const closed = await detail(orderId)
  expect(closed).toMatchObject({ state: 'closed', refundedFen: 117_600 })
  expect(closed.cards.map((card) => card.state)).toEqual(['void', 'void'])
  expect(closed.timeline.map((row) => row.text)).toEqual(
    expect.arrayContaining(['退款 ¥1,176.00 已原路退回', '全额退款，订单关闭']),
  )
})
