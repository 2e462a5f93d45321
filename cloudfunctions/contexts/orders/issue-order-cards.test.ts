import { buyCards, placeCards } from '../../../tests/rig/buy'
import { createAccount, createDealer, signInDealer } from '../../../tests/rig/cast'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, pay, type Shop } from '../../../tests/rig/shop'
import { runDueTimers } from '../../runtime/timers'
import { ordersTimers } from './timers'

let rig: Rig
let admin: string
let shop: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
})
afterAll(() => rig.stop())

const orderOf = (token: string, orderId: string) => rig.do(token, 'orders.getMyOrder', { orderId })
const wallet = (token: string) =>
  rig.do(token, 'cards.listMyCards', { filter: { state: 'active' } })

async function review(on: boolean) {
  const { settings, version } = await rig.do(admin, 'settings.getSettings', {})
  await rig.do(admin, 'settings.updateSettings', {
    settings: { ...settings, eCardReview: on },
    version,
  })
}

test('MB-047 e-cards need no address and no freight; above stock is refused', async () => {
  const few = await createShop(rig, admin, { quota: 3 })
  const { token } = await signInMember(rig)
  const lines = [{ kind: 'e-card' as const, itemId: few.cardProductId, quantity: 3 }]
  const quote = await rig.do(token, 'orders.quoteOrder', { lines, addressId: null })
  expect(quote).toMatchObject({ needsAddress: false, freightFen: 0, totalFen: 3 * 58_800 })
  const more = [{ kind: 'e-card' as const, itemId: few.cardProductId, quantity: 4 }]
  const above = await rig.call(token, 'orders.quoteOrder', { lines: more, addressId: null })
  expect(above).toMatchObject({ code: 'QUANTITY_OUT_OF_RANGE', detail: { available: 3 } })
  const order = {
    lines: more,
    addressId: null,
    expectedTotalFen: 4 * 58_800,
    fromCart: false,
    remark: '',
  }
  expect(await rig.call(token, 'orders.placeOrder', order)).toMatchObject({
    code: 'QUANTITY_OUT_OF_RANGE',
  })
  const { orderId } = await placeCards(rig, token, few, 3)
  await pay(rig, token, orderId)
  expect(await orderOf(token, orderId)).toMatchObject({ state: 'completed', address: null })
})

describe('MB-048 AD-217 numbers right after payment', () => {
  test('MB-048 one active card per unit, with a message; never more than paid', async () => {
    const { token } = await signInMember(rig)
    const { orderId } = await placeCards(rig, token, shop, 3)
    await pay(rig, token, orderId)
    await rig.do(token, 'orders.checkPayment', { orderId })
    await rig.tick()
    const order = await orderOf(token, orderId)
    expect(order).toMatchObject({ state: 'completed', buttons: ['cards', 'after-sale', 'review'] })
    const { rows } = await wallet(token)
    expect(rows).toHaveLength(3)
    expect(rows.map((card) => card.id).sort()).toEqual(
      order.cards.map((card) => card.cardId).sort(),
    )
    expect(rows.every((card) => /^\d{4}\*{4}\d{4}$/.test(card.maskedNumber))).toBe(true)
    const told = await rig.db.query(
      `select code from notify.event where subject_id = $1 and code = 'ecard.delivered'`,
      [orderId],
    )
    expect(told.rows).toHaveLength(1)
    const report = await rig.db.query(
      `select state from peers.outbox where call = 'report-virtual' and business_key = $1`,
      [`${order.orderNo}/cards`],
    )
    expect(report.rows).toEqual([{ state: 'confirmed' }])

    await review(true)
    const reviewed = await placeCards(rig, token, shop, 2)
    await pay(rig, token, reviewed.orderId)
    expect((await orderOf(token, reviewed.orderId)).state).toBe('in-review')
    expect((await wallet(token)).total).toBe(3)
    const listed = await rig.do(admin, 'orders.listOrders', { filter: { state: 'in-review' } })
    expect(listed.rows.map((row) => row.id)).toEqual([reviewed.orderId])
    const approve = { orderId: reviewed.orderId, approve: true, reason: '已核对' }
    expect(await rig.do(admin, 'orders.reviewCardOrder', approve)).toEqual({ state: 'completed' })
    expect((await wallet(token)).total).toBe(5)
    const twice = await rig.call(admin, 'orders.reviewCardOrder', approve)
    expect(twice).toMatchObject({ code: 'STATE_CONFLICT' })
    expect((await wallet(token)).total).toBe(5)

    const refused = await placeCards(rig, token, shop, 1)
    await pay(rig, token, refused.orderId)
    const reject = { orderId: refused.orderId, approve: false, reason: '疑似异常下单' }
    expect(await rig.do(admin, 'orders.reviewCardOrder', reject)).toEqual({ state: 'closed' })
    await review(false)
    await rig.tick()
    await rig.advance(60_000)
    await rig.tick()
    const seen = await rig.do(admin, 'orders.getOrder', { orderId: refused.orderId })
    expect(seen).toMatchObject({ state: 'closed', refundedFen: 58_800 })
    expect(seen.refunds).toMatchObject([{ state: 'done', amountFen: 58_800 }])
    expect((await wallet(token)).total).toBe(5)
  })

  test('AD-217 reviewed by itself or by a clerk, then cards are active at once', async () => {
    const { token } = await signInMember(rig)
    expect(await buyCards(rig, token, shop, 1)).toHaveLength(1)
    await review(true)
    const { orderId } = await placeCards(rig, token, shop, 1)
    await pay(rig, token, orderId)
    const clerk = await createAccount(rig, admin, 'reader-of-orders', ['审计只读'])
    const call = (by: string) =>
      rig.call(by, 'orders.reviewCardOrder', { orderId, approve: true, reason: '通过' })
    expect(await call(clerk.token)).toMatchObject({ status: 403, code: 'FORBIDDEN' })
    expect(await call(admin)).toMatchObject({ ok: true, value: { state: 'completed' } })
    const cards = (await wallet(token)).rows
    expect(cards.map((card) => card.state)).toEqual(['active', 'active'])
    await review(false)
    const audit = await rig.db.query(
      `select count(*)::int as n from identity.audit_entry
       where operation = 'orders.reviewCardOrder' and object_id = $1 and outcome = 'done'`,
      [orderId],
    )
    expect(audit.rows).toEqual([{ n: 1 }])
  })
})

describe('AD-223 reliable issuing', () => {
  const issue = () =>
    runDueTimers(
      rig.deps,
      ordersTimers.filter(({ name }) => name === 'orders.issue-cards'),
    )

  test('AD-223 interrupted after 3 of 10 it goes on to exactly 10, never more', async () => {
    const { token } = await signInMember(rig)
    const { orderId } = await placeCards(rig, token, shop, 10)
    await pay(rig, token, orderId)
    // What an interruption leaves: three numbers, the order 部分发卡号.
    await rig.db.query(
      `delete from cards.card_event where card_id in
      (select id from cards.card where order_id = $1 and ordinal > 3)`,
      [orderId],
    )
    await rig.db.query('delete from cards.card where order_id = $1 and ordinal > 3', [orderId])
    await rig.db.query(`update orders.sales_order set state = 'part-issued' where id = $1`, [
      orderId,
    ])
    await rig.advance(60_000)
    await issue()
    expect(await orderOf(token, orderId)).toMatchObject({ state: 'completed' })
    const { rows } = await rig.db.query<{ number: string; ordinal: number }>(
      'select number, ordinal from cards.card where order_id = $1 order by ordinal',
      [orderId],
    )
    expect(rows.map((row) => row.ordinal)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(new Set(rows.map((row) => row.number)).size).toBe(10)
    await rig.advance(60_000)
    await issue()
    expect((await wallet(token)).total).toBe(10)
  })

  test('a large order is issued in batches by the timer, exactly its quantity', async () => {
    const { token } = await signInMember(rig)
    const { orderId } = await placeCards(rig, token, shop, 250)
    await pay(rig, token, orderId)
    expect((await orderOf(token, orderId)).state).toBe('issuing')
    await rig.advance(60_000)
    await Promise.all([issue(), issue()])
    const order = await orderOf(token, orderId)
    expect(order.state).toBe('completed')
    expect(order.timeline.map((row) => row.text)).toEqual([
      '提交订单',
      '支付成功',
      '已发放 100 张卡号，其余继续发放',
      '卡号已发放',
    ])
    const { rows } = await rig.db.query<{ n: number; events: number }>(
      `select count(*)::int as n, (select count(*)::int from cards.card_event e join cards.card k
         on k.id = e.card_id where k.order_id = $1) as events from cards.card where order_id = $1`,
      [orderId],
    )
    expect(rows).toEqual([{ n: 250, events: 250 }])
  })
})

test('secrets are kept as keyed hashes; earnings fall due after the period', async () => {
  const dealer = await createDealer(rig, admin, { name: '平江路店', tier: 1, discount: 6_000 })
  const owner = await signInDealer(rig, dealer.phone)
  const invite = await rig.do(owner, 'channel.getInviteCode', {})
  const { token } = await signInMember(rig, undefined, invite.token)
  const [cardId] = await buyCards(rig, token, shop, 1)
  const { rows } = await rig.db.query('select * from cards.card where id = $1', [cardId])
  expect(rows[0].secret_hash).toHaveLength(32)
  expect(
    JSON.stringify(await rig.do(token, 'cards.getMyCard', { cardId: cardId ?? '' })),
  ).not.toContain('secret')
  const due = await rig.db.query<{ days: number }>(
    `select extract(day from e.due_at - o.completed_at)::int as days from channel.earning e
     join orders.sales_order o on o.id = e.order_id where e.order_id = $1`,
    [rows[0].order_id],
  )
  expect(due.rows).toEqual([{ days: 7 }])
})
