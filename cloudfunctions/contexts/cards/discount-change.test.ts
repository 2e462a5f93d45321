import { giveMoney, moneyOf } from '../../../tests/rig/dealer-money'
import {
  buy,
  changeDealer,
  createNetwork,
  joinedMember,
  type Network,
  placeFor,
  setPrices,
} from '../../../tests/rig/network'
import { signInAdmin } from '../../../tests/rig/people'
import { createPrintedCards } from '../../../tests/rig/printed-cards'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, pay, type Shop } from '../../../tests/rig/shop'

/** Retail 1,000.00; discounts 0.60 / 0.70 / 0.80, and a third tier right under the first. */
const LADDER = { first: 6_000, second: 7_000, third: 8_000 }
const RETAIL = 100_000
/** A printed card of 888.00 at 60.00 % and at 65.00 %. */
const CHARGE = { before: 53_280, after: 57_720 }
const FUNDS = 200_000

let rig: Rig
let admin: string
let shop: Shop
let network: Network
let member: string
let cards: string[]
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  await setPrices(rig, admin, shop, RETAIL)
  network = await createNetwork(rig, admin, LADDER)
  member = await joinedMember(rig, network.phones.second)
  const { product } = await createPrintedCards(rig, admin, { shop, count: 2 })
  const { rows } = await rig.do(admin, 'cards.listCards', { filter: { name: product } })
  cards = rows.map(({ id }) => id)
  const dealerId = network.ids.first
  await rig.do(admin, 'cards.allocateCards', { cardIds: cards, dealerId, reason: '交付' })
  await giveMoney(rig, dealerId, { storedFen: FUNDS, creditFen: 0 })
})
afterAll(() => rig.stop())

const goods = () => ({ kind: 'package', itemId: shop.packageId, quantity: 1 }) as const
const sharesOf = async (orderId: string) => {
  const { rows } = await rig.do(admin, 'channel.listOrderEarnings', { orderId })
  return Object.fromEntries(rows.map((row) => [row.tier, row.amountFen]))
}
const totalOf = async (orderId: string) =>
  (await rig.do(admin, 'orders.getOrder', { orderId })).totalFen
const activate = (cardId = '') =>
  rig.do(admin, 'cards.activateCards', { cardIds: [cardId], reason: '门店已售' })
const spent = async () => FUNDS - (await moneyOf(rig, network.ids.first)).storedFen

test('AD-026 a raise up to a child is refused and names every such child; an accepted one counts for orders and activations after it, and what exists keeps its prices', async () => {
  const { first } = network.ids
  const paidBefore = await buy(rig, member, goods())
  const placedBefore = await placeFor(rig, member, goods())
  const price = await totalOf(placedBefore)
  const shares = await sharesOf(paidBefore)
  await activate(cards[0])
  expect(await spent()).toBe(CHARGE.before)

  const refused = await changeDealer(rig, admin, first, { discount: LADDER.third })
  expect(refused).toMatchObject({
    code: 'DISCOUNT_OUT_OF_RANGE',
    detail: { reason: expect.stringMatching(/姑苏鲜品 70.00%.*山塘小馆 80.00%/) },
  })
  expect(await changeDealer(rig, admin, first, { discount: LADDER.second })).toMatchObject({
    code: 'DISCOUNT_OUT_OF_RANGE',
    detail: { reason: '下级 姑苏鲜品 70.00%' },
  })
  expect(await changeDealer(rig, admin, first, { discount: 6_500 })).toMatchObject({ ok: true })

  await activate(cards[1])
  expect(await spent()).toBe(CHARGE.before + CHARGE.after)
  const paidAfter = await buy(rig, member, goods())
  expect(await sharesOf(paidAfter)).toMatchObject({ 1: 5_000 })
  // The first tier had a tenth of the retail price as its part, and has it still on that order.
  expect(shares).toMatchObject({ 1: 10_000 })
  expect(await sharesOf(paidBefore)).toEqual(shares)
  expect(await totalOf(placedBefore)).toBe(price)
  await pay(rig, member, placedBefore)
  expect(await totalOf(placedBefore)).toBe(price)
})
