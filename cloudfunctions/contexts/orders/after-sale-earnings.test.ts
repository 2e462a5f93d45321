import { DAY_MS, HOUR_MS } from '@xietong/domain/kernel/time'
import { openRefundScene, type RefundScene } from '../../../tests/callbacks/refund-scene'
import { brokenBooks } from '../../../tests/callbacks/truth'
import { signInDealer } from '../../../tests/rig/cast'
import { dispatch, KUNSHAN, newTrackingNo, openStore } from '../../../tests/rig/delivery'
import { buy, createNetwork, joinedMember, type Network } from '../../../tests/rig/network'
import { signInAdmin } from '../../../tests/rig/people'
import { changeSettings } from '../../../tests/rig/settings'

/** Worked example B of 20-dealer: R 588.00, level 0.97, chain 0.62 / 0.715 / 0.833. */
const LADDER = { first: 6_200, second: 7_150, third: 8_330 }
const UNIT = 57_036

let scene: RefundScene
let network: Network
beforeEach(async () => {
  dealers.clear()
  scene = await openRefundScene()
  network = await createNetwork(scene.rig, scene.admin, LADDER)
})
afterEach(() => scene.stop())

/** A member of the third tier at level 0.97. */
async function member(): Promise<string> {
  const { rig, admin } = scene
  const token = await joinedMember(rig, network.phones.third)
  const { levelId } = await rig.do(admin, 'members.createLevel', {
    name: '金卡',
    rank: 7,
    discount: 9_700,
    combine: 'any',
    spendFen: null,
    orderCount: null,
    inviteCount: null,
  })
  const { rows } = await rig.db.query('select id from members.member where dealer_id = $1', [
    network.ids.third,
  ])
  await rig.do(admin, 'members.setMemberLevel', { memberId: rows[0].id, levelId, reason: '老客户' })
  return token
}
const bought = (token: string, kind: 'package' | 'e-card', quantity: number) => {
  const itemId = kind === 'package' ? scene.shop.packageId : scene.shop.cardProductId
  return buy(scene.rig, token, { kind, itemId, quantity })
}

/** Claims, approves and pays back; the notice has been heard when this returns. */
async function refund(token: string, orderId: string, wish: { pieces: number; amountFen: number }) {
  const { rig } = scene
  const { lines, orderNo } = await rig.do(token, 'orders.quoteAfterSale', { orderId })
  const { caseId } = await rig.do(token, 'orders.applyAfterSale', {
    orderId,
    type: 'refund',
    reason: '死蟹或变质',
    description: '',
    pictures: [],
    lines: [{ lineId: lines[0]?.lineId ?? '', quantity: wish.pieces, amountFen: wish.amountFen }],
    freightFen: 0,
  })
  const approved = await scene.approve(caseId)
  if (!approved.ok) throw new Error(approved.code)
  const before = { orderNo } as Parameters<RefundScene['refundsOf']>[0]
  const refunds = await scene.refundsOf(before)
  const last = refunds.at(-1)
  await rig.advance(62_000)
  await scene.drain()
  await scene.told(last?.outRefundNo ?? '', 'SUCCESS')
  return orderNo
}
type Place = 'first' | 'second' | 'third'
/** Who is signed in already: codes by SMS are few. */
const dealers = new Map<Place, string>()
async function lineOf(place: Place, orderNo: string) {
  const token = dealers.get(place) ?? (await signInDealer(scene.rig, network.phones[place]))
  dealers.set(place, token)
  const { rows } = await scene.rig.do(token, 'channel.listMyEarnings', { filter: { orderNo } })
  const [row] = rows
  if (!row) throw new Error('the dealer has no share')
  return row
}
const amounts = async (orderNo: string) => {
  const rows = [
    await lineOf('first', orderNo),
    await lineOf('second', orderNo),
    await lineOf('third', orderNo),
  ]
  return rows.map(({ state, amountFen }) => [state, amountFen])
}

test('DL-079 a part refund lowers the line at once by the rule, a refund of the whole line makes it 已失效; original and change stay', async () => {
  const token = await member()
  const pieces = await bought(token, 'package', 3)
  const orderNo = await refund(token, pieces, { pieces: 1, amountFen: UNIT })
  // First −55.86, second −69.38, third −80.56 of 167.58, 208.14 and 241.68.
  expect(await amounts(orderNo)).toEqual([
    ['pending', 11_172],
    ['pending', 13_876],
    ['pending', 16_112],
  ])
  const lowered = await lineOf('third', orderNo)
  expect(lowered).toMatchObject({
    originalFen: 24_168,
    amountFen: 16_112,
    settledAt: null,
    changes: [{ pieces: 1, refundedFen: 0, beforeFen: 24_168, afterFen: 16_112 }],
  })
  expect(Date.parse(lowered.changes[0]?.at ?? '')).toBeGreaterThan(Date.parse(lowered.createdAt))

  // The rest of the same line: exactly nothing is left, in every tier.
  await refund(token, pieces, { pieces: 2, amountFen: UNIT * 2 })
  expect(await amounts(orderNo)).toEqual([
    ['expired', 0],
    ['expired', 0],
    ['expired', 0],
  ])
  expect(await lineOf('first', orderNo)).toMatchObject({
    originalFen: 16_758,
    changes: [
      { beforeFen: 16_758, afterFen: 11_172 },
      { pieces: 2, beforeFen: 11_172, afterFen: 0 },
    ],
  })

  // Money without pieces: 100.00 of 1,711.08 leaves 157.79, 195.98 and 227.56.
  const money = await bought(token, 'package', 3)
  const compensated = await refund(token, money, { pieces: 1, amountFen: 10_000 })
  expect(await amounts(compensated)).toEqual([
    ['pending', 15_779],
    ['pending', 19_598],
    ['pending', 22_756],
  ])
  expect(await lineOf('third', compensated)).toMatchObject({
    originalFen: 24_168,
    changes: [{ pieces: 0, refundedFen: 10_000, beforeFen: 24_168, afterFen: 22_756 }],
  })
  expect(await brokenBooks(scene.rig)).toEqual([])
}, 120_000)

test('AD-335 for the days that are set after receipt, or issue of a card, after-sale is possible, earnings stay 未入账 and the store’s note is not settleable', async () => {
  const { rig, shop } = scene
  const store = await openStore(rig, scene.admin, { name: '昆山店', at: KUNSHAN, stock: 400, shop })
  await changeSettings(rig, scene.admin, { afterSaleDays: 3 })
  await rig.advance(6_000)
  const token = await member()
  const goods = await bought(token, 'package', 1)
  const { noteId } = await dispatch(rig, scene.admin, goods, store)
  const { lines } = await rig.do(scene.admin, 'fulfilment.getNote', { noteId })
  await rig.do(scene.admin, 'fulfilment.shipNote', {
    noteId,
    carrierCode: 'SF',
    trackingNo: newTrackingNo(),
    lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
  })
  const noteOf = async () => {
    const clerk = await signInAdmin(rig)
    return rig.do(clerk, 'fulfilment.getNote', { noteId })
  }
  expect(await noteOf()).toMatchObject({ settlement: 'open', settleableAt: null })
  await rig.advance(HOUR_MS)
  const card = await bought(token, 'e-card', 1)
  await rig.do(token, 'orders.confirmReceipt', { orderId: goods })
  const began = rig.now().getTime()
  const open = async (orderId: string) => {
    const answer = await rig.call(token, 'orders.quoteAfterSale', { orderId })
    return answer.ok ? 'open' : answer.code
  }
  const states = async () => {
    await rig.tick()
    const { rows } = await rig.db.query(
      `select distinct order_type, state from channel.earning where order_id = any($1::uuid[])
      order by order_type`,
      [[goods, card]],
    )
    return rows.map(({ state }) => state)
  }
  const { settleableAt } = await noteOf()
  const due = Date.parse(settleableAt ?? '')
  expect(Math.abs(due - began - 3 * DAY_MS)).toBeLessThan(HOUR_MS)

  await rig.advance(3 * DAY_MS - HOUR_MS / 2)
  expect([await open(goods), await open(card)]).toEqual(['open', 'open'])
  expect(await states()).toEqual(['pending', 'pending'])
  expect(due).toBeGreaterThan(rig.now().getTime())

  await rig.advance(HOUR_MS)
  expect([await open(goods), await open(card)]).toEqual(['AFTERSALE_OVER', 'AFTERSALE_OVER'])
  expect(await states()).toEqual(['due', 'due'])
  expect(due).toBeLessThan(rig.now().getTime())
}, 120_000)
