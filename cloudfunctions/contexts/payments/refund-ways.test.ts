import {
  openRefundScene,
  type PaidOrder,
  type RefundScene,
} from '../../../tests/callbacks/refund-scene'
import { brokenBooks } from '../../../tests/callbacks/truth'
import { heldUpBy } from '../../../tests/rig/held-up'
import { uploadPicture } from '../../../tests/rig/shop'

let scene: RefundScene
beforeAll(async () => {
  scene = await openRefundScene()
})
afterAll(() => scene.stop())

const CARD = { bank: 'CMB_DEBIT' as const, account: '6225880112345678', holder: '张秋' }
const NO_CARD = { account: '', holder: '' }
type Way = 'user-card' | 'merchant-account'

const send = (refundId: string, way: Way, card: object = NO_CARD) =>
  scene.rig.call(scene.admin, 'payments.sendAbnormalRefund', {
    refundId,
    way,
    ...(card as typeof CARD),
  })
const byHand = async (refundId: string) => {
  const voucherFileId = await uploadPicture(scene.rig, scene.admin)
  const input = { refundId, voucherFileId, note: '招行转账 9 月 22 日' }
  return scene.rig.call(scene.admin, 'payments.payRefundByHand', input)
}
const alarms = async (kind: string, no: string) => {
  const { rows } = await scene.rig.do(scene.admin, 'peers.listAlarms', { filter: { kind } })
  return rows.filter(({ text }) => text.includes(no)).length
}
/** What the platform's accounts say of a refund. */
async function booked(refundId: string): Promise<Record<string, number>> {
  const { rows } = await scene.rig.db.query(
    `select e.platform_kind as kind, sum(e.amount_fen)::int as fen from ledger.entry e
    join ledger.transaction t on t.id = e.transaction_id
    where t.reference_id = $1 group by 1`,
    [refundId],
  )
  return Object.fromEntries(rows.map(({ kind, fen }) => [kind, fen]))
}
const storyOf = async (order: PaidOrder) =>
  JSON.stringify(await scene.rig.do(scene.admin, 'orders.getOrder', { orderId: order.orderId }))

/** A refund that WeChat Pay accepted and could not pay: card or account are closed. */
async function abnormal() {
  const order = await scene.paid()
  const caseId = await scene.claim(order)
  await scene.approve(caseId)
  const [refund] = await scene.refundsOf(order)
  if (!refund) throw new Error('no refund was asked for')
  await scene.told(refund.outRefundNo, 'ABNORMAL')
  return { order, caseId, refundId: refund.id, no: refund.outRefundNo }
}
const stateOf = async ({ order, caseId }: { order: PaidOrder; caseId: string }) =>
  (await scene.caseOf(order, caseId)).state

describe('IN-054 an abnormal refund keeps the case open; the buyer is paid exactly once, one way', () => {
  test('IN-054 to the buyer’s bank card, sealed on the way; paying by hand is refused meanwhile', async () => {
    const one = await abnormal()
    expect(await stateOf(one)).toBe('refunding')
    expect(await alarms('refund-abnormal', one.no)).toBe(1)
    expect(await send(one.refundId, 'user-card', { ...CARD, account: '62258' })).toMatchObject({
      code: 'CARD_DETAILS_MISSING',
    })
    expect(await send(one.refundId, 'user-card', CARD)).toMatchObject({
      value: { state: 'processing' },
    })
    const stored = await scene.rig.db.query(
      `select payload::text as text from peers.outbox where business_key like $1`,
      [`${one.no}/%`],
    )
    expect(stored.rows).toHaveLength(1)
    expect(stored.rows[0].text).not.toContain(CARD.account)
    expect(await byHand(one.refundId)).toMatchObject({ code: 'STATE_CONFLICT' })
    expect(await send(one.refundId, 'user-card', CARD)).toMatchObject({ code: 'STATE_CONFLICT' })
    await scene.told(one.no, 'SUCCESS')
    expect(await stateOf(one)).toBe('done')
    expect(scene.effects('refund-paid', one.no)).toBe(1)
    expect(await byHand(one.refundId)).toMatchObject({ code: 'STATE_CONFLICT' })
    expect(await booked(one.refundId)).toEqual({
      'wechat-receipts': -one.order.unitFen,
      'order-money': one.order.unitFen,
    })
  })

  test('IN-054 to the merchant’s account: the buyer still waits, finance pays by hand with a voucher', async () => {
    const one = await abnormal()
    await send(one.refundId, 'merchant-account')
    await scene.told(one.no, 'SUCCESS')
    // The money is ours again; nothing says that the buyer has it.
    expect(await stateOf(one)).toBe('refunding')
    expect(await storyOf(one.order)).not.toContain('退款 ¥')
    const [seen] = await scene.refundsOf(one.order)
    expect(seen).toMatchObject({
      state: 'abnormal',
      maySendAbnormal: false,
      mayPayByHand: true,
      problem: '款项已退到商户银行账户，请付款给买家并登记凭证',
    })
    // Told again, and asked again: it is not done because of that.
    await scene.told(one.no, 'SUCCESS')
    expect(await stateOf(one)).toBe('refunding')
    expect(await send(one.refundId, 'user-card', CARD)).toMatchObject({ code: 'STATE_CONFLICT' })
    expect(await byHand(one.refundId)).toMatchObject({ value: { state: 'manual' } })
    expect(await byHand(one.refundId)).toMatchObject({ code: 'STATE_CONFLICT' })
    expect(await stateOf(one)).toBe('done')
    expect(scene.effects('refund-paid', one.no)).toBe(0)
    expect(await booked(one.refundId)).toEqual({
      'wechat-receipts': -one.order.unitFen,
      'bank-payments': 0,
      'order-money': one.order.unitFen,
    })
  })

  test('IN-054 by hand with a voucher: no call pays it any more, and nobody says 原路退回', async () => {
    const one = await abnormal()
    expect(await byHand(one.refundId)).toMatchObject({ value: { state: 'manual' } })
    expect(await send(one.refundId, 'user-card', CARD)).toMatchObject({ code: 'STATE_CONFLICT' })
    expect(await send(one.refundId, 'merchant-account')).toMatchObject({ code: 'STATE_CONFLICT' })
    await scene.drain()
    expect(scene.effects('refund-abnormal', one.no)).toBe(0)
    expect(await stateOf(one)).toBe('done')
    const story = await storyOf(one.order)
    expect(story).toContain('已由商家转账退回')
    expect(story).not.toContain('已原路退回')
    await scene.rig.tick()
    const { rows } = await scene.rig.do(one.order.buyer.token, 'notify.listMessages', {
      filter: { category: 'money' },
    })
    expect(rows[0]?.text).toContain('已由商家转账退回')
    expect(await booked(one.refundId)).toEqual({
      'bank-payments': -one.order.unitFen,
      'order-money': one.order.unitFen,
    })
    // Whatever WeChat Pay says later, the buyer was paid once.
    await scene.told(one.no, 'SUCCESS')
    expect((await scene.refundsOf(one.order))[0]).toMatchObject({ state: 'manual' })
  })

  test('IN-054 the two ways pressed at once: one of them wins', async () => {
    for (let round = 0; round < 3; round++) {
      const one = await abnormal()
      const [sent, paid] = await Promise.all([
        send(one.refundId, 'user-card', CARD),
        byHand(one.refundId),
      ])
      expect([sent.ok, paid.ok].filter(Boolean)).toHaveLength(1)
      await scene.drain()
      expect(scene.effects('refund-abnormal', one.no)).toBe(sent.ok ? 1 : 0)
    }
  })

  test('IN-054 an old ABNORMAL that arrives after the new way was taken opens no second way', async () => {
    const one = await abnormal()
    await send(one.refundId, 'user-card', CARD)
    const { rows } = await scene.rig.db.query(
      `select id from peers.inbox where business_key = $1 order by received_at limit 1`,
      [one.no],
    )
    await scene.rig.do(scene.admin, 'peers.replayCallback', { callbackId: rows[0].id })
    expect((await scene.refundsOf(one.order))[0]).toMatchObject({ state: 'processing' })
    expect(await byHand(one.refundId)).toMatchObject({ code: 'STATE_CONFLICT' })
    // A new ABNORMAL is true when a question asked since says so.
    await scene.told(one.no, 'ABNORMAL')
    await scene.rig.advance(1_000)
    await scene.runTimer('payments.check-refunds')
    expect((await scene.refundsOf(one.order))[0]).toMatchObject({ state: 'abnormal' })
    expect(await byHand(one.refundId)).toMatchObject({ ok: true })
  })

  test('IN-054 a card that WeChat Pay refuses gives the choice back, with the reason', async () => {
    const one = await abnormal()
    scene.fault({ kind: 'code', code: 'INVALID_REQUEST', match: 'apply-abnormal-refund' })
    await send(one.refundId, 'user-card', CARD)
    expect((await scene.refundsOf(one.order))[0]).toMatchObject({
      state: 'abnormal',
      maySendAbnormal: true,
      problem: expect.stringContaining('INVALID_REQUEST'),
    })
    await send(one.refundId, 'user-card', CARD)
    await scene.told(one.no, 'SUCCESS')
    expect(await stateOf(one)).toBe('done')
  })

  test('a way that never left for WeChat Pay gives the choice back', async () => {
    const one = await abnormal()
    scene.fault({ kind: 'code', code: 'NO_AUTH', match: one.no })
    await send(one.refundId, 'merchant-account')
    expect(scene.effects('refund-abnormal', one.no)).toBe(0)
    expect((await scene.refundsOf(one.order))[0]).toMatchObject({
      state: 'abnormal',
      mayPayByHand: true,
      problem: expect.stringContaining('NO_AUTH'),
    })
    expect(await byHand(one.refundId)).toMatchObject({ ok: true })
  })

  test('a refund that others moved on and that is abnormal once more waits for finance again', async () => {
    const one = await abnormal()
    // In WeChat Pay's own console somebody sent it meanwhile.
    await scene.act('settle-refund', { outRefundNo: one.no, state: 'PROCESSING' })
    await send(one.refundId, 'user-card', CARD)
    expect((await scene.refundsOf(one.order))[0]).toMatchObject({ state: 'processing' })
    await scene.rig.advance(1_000)
    await scene.told(one.no, 'ABNORMAL')
    await scene.rig.advance(1_000)
    await scene.runTimer('payments.check-refunds')
    expect((await scene.refundsOf(one.order))[0]).toMatchObject({
      state: 'abnormal',
      mayPayByHand: true,
    })
  })

  test('IN-054 NOT_ENOUGH and USER_ACCOUNT_ABNORMAL alarm finance; NOT_ENOUGH goes again with its number', async () => {
    const order = await scene.paid()
    const caseId = await scene.claim(order)
    await scene.act('set', { balanceFen: 1 })
    await scene.approve(caseId)
    const [poor] = await scene.refundsOf(order)
    const no = poor?.outRefundNo ?? ''
    expect(poor).toMatchObject({ state: 'waiting', problem: expect.stringContaining('NOT_ENOUGH') })
    expect(await alarms('refund-refused', no)).toBe(1)
    expect(await byHand(poor?.id ?? '')).toMatchObject({ code: 'STATE_CONFLICT' })
    await scene.act('set', { balanceFen: -1 })
    // Funded: nobody presses anything, the same number goes again within the hour.
    await scene.rig.advance(3_700_000)
    await scene.runTimer('payments.retry-refunds')
    await scene.drain()
    await scene.told(no, 'SUCCESS')
    expect(await scene.refundsOf(order)).toMatchObject([{ outRefundNo: no, state: 'done' }])
    expect(scene.effects('refund-paid', no)).toBe(1)
    expect(await stateOf({ order, caseId })).toBe('done')

    const gone = await scene.paid()
    const waiting = await scene.claim(gone)
    scene.fault({ kind: 'code', code: 'USER_ACCOUNT_ABNORMAL', match: 'domestic/refunds' })
    await scene.approve(waiting)
    const [refund] = await scene.refundsOf(gone)
    expect(refund).toMatchObject({ state: 'abnormal', maySendAbnormal: false, mayPayByHand: true })
    expect(await alarms('refund-refused', refund?.outRefundNo ?? '')).toBe(1)
    expect(await send(refund?.id ?? '', 'user-card', CARD)).toMatchObject({
      code: 'STATE_CONFLICT',
    })
    expect(await byHand(refund?.id ?? '')).toMatchObject({ ok: true })
    expect(await stateOf({ order: gone, caseId: waiting })).toBe('done')
    expect(await brokenBooks(scene.rig)).toEqual([])
  })
})

test('what WeChat Pay closed can be asked anew or paid by hand, never both', async () => {
  const order = await scene.paid()
  const caseId = await scene.claim(order)
  await scene.approve(caseId)
  const [first] = await scene.refundsOf(order)
  await scene.told(first?.outRefundNo ?? '', 'CLOSED')
  const closed = first?.id ?? ''
  const anew = () => scene.rig.call(scene.admin, 'payments.retryRefund', { refundId: closed })
  const both = await Promise.all([anew(), byHand(closed)])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect((await anew()).ok).toBe(false)
  expect((await byHand(closed)).ok).toBe(false)
})

test('a decision about a case waits for its payment before it holds the order', async () => {
  const order = await scene.paid()
  const caseId = await scene.claim(order)
  const clerk = await scene.rig.db.connect()
  try {
    await clerk.query('begin')
    await clerk.query(
      `select from payments.attempt where order_id = $1 and state = 'paid' for update`,
      [order.orderId],
    )
    const approved = scene.approve(caseId)
    await heldUpBy(scene.rig, clerk, approved)
    // Whoever pays a refund of the same payment by hand takes the order next.
    await clerk.query('select from orders.sales_order where id = $1 for no key update nowait', [
      order.orderId,
    ])
    await clerk.query('rollback')
    expect(await approved).toMatchObject({ ok: true })
  } finally {
    clerk.release(true)
  }
})
