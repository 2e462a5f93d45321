import { addDays, DAY_MS, HOUR_MS, shanghaiDay } from '@xietong/domain/kernel/time'
import { type Cast, createAccount, createCast, signInDealer } from '../rig/cast'
import { signInAdmin, signInMember } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { createShop, pay, type Shop, saveAddress, stockUp } from '../rig/shop'

/** The whole loop through the API, in the order in which a season meets it. */
let rig: Rig
let cast: Cast
let shop: Shop
let store: string
let member: string
let memberPhone: string
let admin: string

beforeAll(async () => {
  rig = await startRig()
  cast = await createCast(rig)
  admin = cast.admin
  shop = await createShop(rig, admin)
  const { rows } = await rig.do(admin, 'stock.listWarehouses', {})
  const storeWarehouse = rows.find(({ dealerId }) => dealerId === cast.storeId)
  await stockUp(rig, admin, {
    warehouseId: storeWarehouse?.id ?? '',
    skuIds: [shop.maleSku, shop.femaleSku],
    quantity: 400,
  })
  const tier3 = await signInDealer(rig, cast.phones.tier3)
  const invite = await rig.do(tier3, 'channel.getInviteCode', {})
  const joined = await signInMember(rig, undefined, invite.token)
  member = joined.token
  memberPhone = joined.phone
  await saveAddress(rig, member)
  store = await signInDealer(rig, cast.phones.store)
})
afterAll(() => rig.stop())

const PRICE = 58_800
/** (4 × 200 g + 4 × 150 g) × 3 = 4.2 kg: first kg 12.00, then ceil(3.2) × 5.00. */
const FREIGHT = 3_200

async function signInAgain(): Promise<void> {
  store = await signInDealer(rig, cast.phones.store)
  member = (await signInMember(rig, memberPhone)).token
  admin = await signInAdmin(rig)
}

async function place(quantity: number): Promise<string> {
  const { rows } = await rig.do(member, 'members.listAddresses', {})
  const quote = await rig.do(member, 'orders.quoteOrder', {
    lines: [{ kind: 'package', itemId: shop.packageId, quantity }],
    addressId: rows[0]?.id ?? null,
  })
  const { orderId } = await rig.do(member, 'orders.placeOrder', {
    lines: [{ kind: 'package', itemId: shop.packageId, quantity }],
    addressId: rows[0]?.id ?? null,
    expectedTotalFen: quote.totalFen,
    fromCart: false,
    remark: '',
  })
  return orderId
}

describe('the main loop', () => {
  test('a member of a tier-3 dealer sees one price, buys three packages and pays by WeChat', async () => {
    const orderId = await place(3)
    await pay(rig, member, orderId)
    const order = await rig.do(member, 'orders.getMyOrder', { orderId })
    expect(order).toMatchObject({
      state: 'to-ship',
      goodsFen: PRICE * 3,
      freightFen: FREIGHT,
      paidFen: PRICE * 3 + FREIGHT,
    })
    const shares = await rig.do(admin, 'channel.listOrderEarnings', { orderId })
    const byTier = Object.fromEntries(shares.rows.map(({ tier, amountFen }) => [tier, amountFen]))
    // P1 352.80, P2 411.60, P3 470.40, M 588.00: differences times three.
    expect(byTier).toEqual({ 1: 17_640, 2: 17_640, 3: 35_280 })
  })

  test('head office dispatches to the nearest store with stock, which ships; track and report follow', async () => {
    const orderId = await place(1)
    await pay(rig, member, orderId)
    const candidates = await rig.do(admin, 'fulfilment.listCandidates', { orderId })
    expect(candidates.stores[0]).toMatchObject({ dealerId: cast.storeId, enough: true })
    const sent = await rig.do(admin, 'fulfilment.dispatchOrders', {
      orderIds: [orderId],
      to: { kind: 'store', dealerId: cast.storeId },
    })
    expect(sent.refused).toEqual([])
    const notes = await rig.do(store, 'fulfilment.listStoreNotes', {})
    const note = notes.rows.find((row) => row.orderId === orderId)
    const detail = await rig.do(store, 'fulfilment.getStoreNote', { noteId: note?.id ?? '' })
    await rig.do(store, 'fulfilment.shipNote', {
      noteId: detail.id,
      carrierCode: 'SF',
      trackingNo: 'SF1534096288120',
      lines: detail.lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
    })
    await rig.tick()
    await rig.tick()
    const shipped = await rig.do(member, 'orders.getMyOrder', { orderId })
    expect(shipped).toMatchObject({ state: 'shipped' })
    expect(shipped.parcels).toHaveLength(1)
    const reports = await rig.db.query(
      `select state from peers.outbox where call = 'report-shipping'`,
    )
    expect(reports.rows).toEqual([{ state: 'confirmed' }])
    await rig.do(member, 'orders.confirmReceipt', { orderId })
    expect((await rig.do(member, 'orders.getMyOrder', { orderId })).state).toBe('completed')
  })

  test('an e-card is in the wallet as soon as it is paid, and redeemed once', async () => {
    const lines = [{ kind: 'e-card' as const, itemId: shop.cardProductId, quantity: 2 }]
    const quote = await rig.do(member, 'orders.quoteOrder', { lines, addressId: null })
    const { orderId } = await rig.do(member, 'orders.placeOrder', {
      lines,
      addressId: null,
      expectedTotalFen: quote.totalFen,
      fromCart: false,
      remark: '',
    })
    await pay(rig, member, orderId)
    const wallet = await rig.do(member, 'cards.listMyCards', { filter: { state: 'active' } })
    expect(wallet.rows).toHaveLength(2)
    const cardIds = wallet.rows.map(({ id }) => id)
    const calendar = await rig.do(member, 'orders.getPickUpCalendar', { cardIds })
    const free = calendar.days.find(({ state }) => state === 'free')
    const { rows } = await rig.do(member, 'members.listAddresses', {})
    const { id: _id, isDefault: _default, ...address } = rows[0] ?? ({} as never)
    const redemption = {
      cardIds,
      packageId: shop.packageId,
      pickUpOn: free?.day ?? '',
      address,
      remark: '',
    }
    const redeemed = await rig.do(member, 'orders.redeemCards', redemption)
    expect(redeemed.orderNo).toBeTruthy()
    const again = await rig.call(member, 'orders.redeemCards', redemption)
    expect(again).toMatchObject({ ok: false, code: 'CARD_USED' })
  })

  test('earnings fall due after the after-sale period and add up to the fen in the books', async () => {
    await rig.advance(8 * DAY_MS)
    await rig.tick()
    // A week without use ends a session: everybody signs in again, as they would.
    await signInAgain()
    const sums = await rig.do(store, 'channel.sumMyEarnings', {})
    expect(sums.withdrawableFen).toBeGreaterThan(0)
    const wrong = await rig.db.query(
      `select transaction_id from ledger.entry group by 1 having sum(amount_fen) <> 0`,
    )
    expect(wrong.rows).toEqual([])
  })

  test('an order too long in a status becomes one task, delivered at 08:00, and is handled', async () => {
    const clerk = await createAccount(rig, admin, 'clerk', ['订单/仓配'])
    await rig.do(admin, 'scenes.createScene', {
      name: '待发货超时',
      baseCode: 'BS-01',
      conditions: { status: '待发货', hours: 24 },
      title: '{date} {status}超时订单 {count} 单',
      matter: '查明原因并推进',
      priority: 'medium',
      durationHours: 24,
      deliverAt: '08:00',
      handlerAccountId: clerk.accountId,
      followerAccountIds: [],
    })
    const orderId = await place(1)
    await pay(rig, member, orderId)
    await rig.advance(25 * HOUR_MS)
    await nextTickAt(1)
    await nextTickAt(8)
    const { token } = await rig.do(null, 'identity.signInConsole', {
      login: clerk.login,
      password: clerk.password,
    })
    const tasks = await rig.do(token, 'tasks.listMyTasks', { filter: { state: 'running' } })
    expect(tasks.rows).toHaveLength(1)
    const taskId = tasks.rows[0]?.id ?? ''
    const task = await rig.do(token, 'tasks.getTask', { taskId })
    expect(task.records.length).toBeGreaterThan(0)
    await rig.do(token, 'tasks.beginNode', { taskId })
    expect(await rig.do(token, 'tasks.completeNode', { taskId, note: '已派单' })).toEqual({
      state: 'done',
    })
    await rig.tick()
    const messages = await rig.do(token, 'notify.listMessages', {})
    expect(messages.rows.some(({ category }) => category === 'task')).toBe(true)
  })

  test('every command that succeeded left exactly one audit entry with its request', async () => {
    const { rows } = await rig.db.query(
      `select k.operation, k.request_id, count(a.id)::int as entries
       from runtime.request_key k left join identity.audit_entry a on a.request_id = k.request_id
       group by 1, 2 having count(a.id) <> 1`,
    )
    expect(rows).toEqual([])
  })
})

/** Moves the clock to the next `hour`:00 in Shanghai and lets the jobs run. */
async function nextTickAt(hour: number): Promise<void> {
  const now = rig.now()
  const today = shanghaiDay(now)
  const at = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + (hour - 8) * HOUR_MS)
  const target = at(today) > now ? at(today) : at(addDays(today, 1))
  await rig.advance(target.getTime() - now.getTime() + 1_000)
  await rig.tick()
  await rig.tick()
}
