import { settleAfterALook } from '../mutants/settle-after-a-look'
import { crowdOfMembers } from '../rig/crowd'
import { signInAdmin } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { type SecondProcess, startSecondProcess } from '../rig/second-process'
import { changeSettings } from '../rig/settings'
import { createShop, type Shop } from '../rig/shop'
import {
  askAll,
  type CrowdBuyer,
  gathering,
  payWithoutNotice,
  placeAll,
  priceOf,
  refundsAsked,
  settleAll,
  statesOf,
  untilSettled,
} from './paying-scenario'

const BUYERS = 500
const UNITS = 10
const BOX = 4
/** As many as have a connection each, so that all can have looked before one takes. */
const FEW = 12

let rig: Rig
let second: SecondProcess
let admin: string
let buyers: CrowdBuyer[]
beforeAll(async () => {
  rig = await startRig({ poolMax: 20, wrongOnPurpose: true })
  admin = await signInAdmin(rig)
  buyers = await crowdOfMembers(rig, BUYERS)
  second = await startSecondProcess(rig)
})
afterAll(async () => {
  second.stop()
  await rig.stop()
})

const both = () => [rig.call, second.call]

/** The second process reads the settings anew at the latest five seconds after a change. */
async function method(stockDeduction: 'at-order' | 'at-payment'): Promise<void> {
  await changeSettings(rig, admin, { stockDeduction, noStockAtPayment: 'refund' })
}

async function reserved(shop: Shop): Promise<number> {
  const { rows } = await rig.db.query<{ n: number }>(
    'select reserved as n from stock.balances where sku_id = $1 and warehouse_id = $2',
    [shop.maleSku, shop.warehouseId],
  )
  return rows[0]?.n ?? 0
}

describe('A3 the last boxes with 支付减库存', () => {
  test('500 buyers pay for ten boxes at once: ten have one, 490 have all their money back', async () => {
    await method('at-payment')
    const shop = await createShop(rig, admin, { stock: UNITS * BOX })
    const sale = { buyers, packageId: shop.packageId }
    const totalFen = await priceOf(rig, sale)
    const orders = await placeAll(rig, [rig.call], { ...sale, totalFen })
    expect(orders).toHaveLength(BUYERS)
    expect(await reserved(shop)).toBe(0)
    await payWithoutNotice(rig, orders)
    await askAll(both(), orders)
    await untilSettled(rig, orders)
    expect(await statesOf(rig, orders)).toEqual({ 'to-ship': UNITS, closed: BUYERS - UNITS })
    expect(await reserved(shop)).toBe(UNITS * BOX)
    expect(await refundsAsked(rig, orders)).toEqual({ orders: BUYERS - UNITS, whole: true })
  }, 240_000)

  test('the method is switched in the middle: no box is sold twice in either', async () => {
    const shop = await createShop(rig, admin, { stock: UNITS * BOX })
    const { packageId } = shop
    const totalFen = await priceOf(rig, { buyers, packageId })
    const sale = (from: number, to: number) => ({
      buyers: buyers.slice(from, to),
      packageId,
      totalFen,
    })
    await method('at-payment')
    const paying = await placeAll(rig, [rig.call], sale(0, 40))
    await payWithoutNotice(rig, paying)
    await method('at-order')
    const early = await placeAll(rig, [rig.call], sale(40, 44))
    // While the first crowd's money is settled the second one holds boxes by ordering them.
    const [, ordering] = await Promise.all([
      askAll(both(), paying),
      placeAll(rig, [rig.call], sale(44, 84)),
    ])
    await untilSettled(rig, paying)
    const states = await statesOf(rig, paying)
    const holding = [...early, ...ordering]
    expect((states['to-ship'] ?? 0) + holding.length).toBe(UNITS)
    expect((states['to-ship'] ?? 0) + (states.closed ?? 0)).toBe(paying.length)
    expect(await reserved(shop)).toBe(UNITS * BOX)
    await payWithoutNotice(rig, holding)
    await askAll(both(), holding)
    await untilSettled(rig, holding)
    expect(await statesOf(rig, holding)).toEqual({ 'to-ship': holding.length })
    expect(await reserved(shop)).toBe(UNITS * BOX)
  }, 120_000)

  test('a planted bug is caught: taking after a look leaves buyers who paid and have nothing', async () => {
    await method('at-payment')
    const shop = await createShop(rig, admin, { stock: 4 * BOX })
    const sale = { buyers: buyers.slice(0, FEW), packageId: shop.packageId }
    const orders = await placeAll(rig, [rig.call], { ...sale, totalFen: await priceOf(rig, sale) })
    await payWithoutNotice(rig, orders)
    const shelf = { skuId: shop.maleSku, perBox: BOX, warehouseId: shop.warehouseId }
    const wrong = settleAfterALook(shelf, gathering(FEW))
    const reactions = { ...rig.deps.reactions, 'payment.settled': [wrong] }
    const errors = await settleAll({ ...rig.deps, reactions }, orders)
    const states = await statesOf(rig, orders)
    expect({ errors, states }).toEqual({
      errors: FEW - 4,
      states: { 'to-ship': 4, unpaid: FEW - 4 },
    })
    // The right product ends the same situation as it should.
    await settleAll(rig.deps, orders)
    expect(await statesOf(rig, orders)).toEqual({ 'to-ship': 4, closed: FEW - 4 })
  }, 120_000)
})
