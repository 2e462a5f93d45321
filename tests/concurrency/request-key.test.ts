import { randomUUID } from 'node:crypto'
import { canonicalJson } from '../../cloudfunctions/runtime/request-hash'
import { callWithLateKey } from '../mutants/request-key'
import { crowdOfMembers } from '../rig/crowd'
import { patiently } from '../rig/patient'
import { signInAdmin } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { type SecondProcess, startSecondProcess } from '../rig/second-process'
import { createShop, type Shop } from '../rig/shop'

const CALLERS = 50
const ROUNDS = 50
/** Rounds that place an order; the rest fill the cart, which has no limit per minute. */
const ORDERS = 10

let rig: Rig
let second: SecondProcess
let shop: Shop
let buyers: { token: string; addressId: string }[]
beforeAll(async () => {
  rig = await startRig({ poolMax: 20 })
  shop = await createShop(rig, await signInAdmin(rig), { stock: 40_000 })
  buyers = await crowdOfMembers(rig, ROUNDS + 1)
  second = await startSecondProcess(rig)
})
afterAll(async () => {
  second.stop()
  await rig.stop()
})

const both = (index: number) => patiently(index % 2 === 0 ? rig.call : second.call)

type Buyer = (typeof buyers)[number]

/** The same request from many at once, half of them at the other process; the distinct answers. */
async function sameRequest(ask: (index: number) => Promise<unknown>): Promise<Set<string>> {
  const answers = await Promise.all(Array.from({ length: CALLERS }, (_, index) => ask(index)))
  return new Set(answers.map(canonicalJson))
}

function putInCart(buyer: Buyer, callOf: (index: number) => Rig['call']) {
  const input = { packageId: shop.packageId, quantity: 2, requestId: randomUUID() }
  return sameRequest((index) => callOf(index)(buyer.token, 'orders.addToCart', input))
}

function placeOrder(buyer: Buyer, expectedTotalFen: number) {
  const input = {
    lines: [{ kind: 'package' as const, itemId: shop.packageId, quantity: 1 }],
    addressId: buyer.addressId,
    expectedTotalFen,
    fromCart: false,
    remark: '',
    requestId: randomUUID(),
  }
  return sameRequest((index) => both(index)(buyer.token, 'orders.placeOrder', input))
}

const badge = async (buyer: Buyer) => (await rig.do(buyer.token, 'orders.getCart', {})).badge
const ordersOf = async (buyer: Buyer) =>
  (await rig.do(buyer.token, 'orders.listMyOrders', { filter: {} })).total

describe('A6 the same request from 50 callers at once, on two processes', () => {
  test('fifty rounds: one effect, fifty equal answers', async () => {
    const first = buyers[0] as Buyer
    const { totalFen } = await rig.do(first.token, 'orders.quoteOrder', {
      lines: [{ kind: 'package', itemId: shop.packageId, quantity: 1 }],
      addressId: first.addressId,
    })
    for (const [round, buyer] of buyers.slice(0, ROUNDS).entries()) {
      if (round < ORDERS) {
        expect((await placeOrder(buyer, totalFen)).size).toBe(1)
        expect(await ordersOf(buyer)).toBe(1)
      } else {
        expect((await putInCart(buyer, both)).size).toBe(1)
        expect(await badge(buyer)).toBe(2)
      }
    }
    const { rows } = await rig.db.query<{ reserved: number }>(
      'select reserved from stock.balances where sku_id = $1',
      [shop.maleSku],
    )
    expect(rows).toEqual([{ reserved: ORDERS * 4 }])
  })

  test('a planted bug is caught: the key is written after the handler ran', async () => {
    const buyer = buyers[ROUNDS] as Buyer
    const late = callWithLateKey(rig.call)
    const answers = await putInCart(buyer, () => late)
    expect(answers.size).toBeGreaterThan(1)
    expect(await badge(buyer)).toBeGreaterThan(2)
  })
})
