import { createDealer } from '../../../tests/rig/cast'
import { giveMoney, moneyOf } from '../../../tests/rig/dealer-money'
import { signInAdmin } from '../../../tests/rig/people'
import { createPrintedCards } from '../../../tests/rig/printed-cards'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop } from '../../../tests/rig/shop'

/** A printed card of 888.00; a first tier at 61.50 % pays 546.12, its second tier 70 % = 621.60. */
const TIER_1_FEN = 54_612

let rig: Rig
let admin: string
let cardIds: string[]
let dealerId: string
let childId: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  const shop = await createShop(rig, admin)
  const made = await createPrintedCards(rig, admin, { shop, count: 9 })
  const { rows } = await rig.do(admin, 'cards.listCards', { filter: { name: made.product } })
  cardIds = rows.map(({ id }) => id)
  const dealer = { name: '总店', tier: 1, discount: 6_150 } as const
  dealerId = (await createDealer(rig, admin, dealer)).dealerId
  const child = { name: '分店', tier: 2, discount: 7_000, parentId: dealerId } as const
  childId = (await createDealer(rig, admin, child)).dealerId
  await rig.do(admin, 'cards.allocateCards', {
    cardIds: cardIds.slice(0, 8),
    dealerId,
    reason: '交付',
  })
})
afterAll(() => rig.stop())

const activate = (ids: string[]) =>
  rig.call(admin, 'cards.activateCards', { cardIds: ids, reason: '门店已售' })
const states = async (ids: string[]) => {
  const { rows } = await rig.db.query<{ state: string }>(
    'select state from cards.card where id = any($1) order by id',
    [ids],
  )
  return rows.map(({ state }) => state)
}

test('AD-146 a dealer’s price is retail × its discount, and the tier-1 price is what activation charges', async () => {
  const ladder = await rig.do(admin, 'channel.getPriceLadder', {
    dealerId: childId,
    retailFen: 88_800,
  })
  expect(ladder.rows.map(({ priceFen }) => priceFen)).toEqual([TIER_1_FEN, 62_160])
  await giveMoney(rig, dealerId, { storedFen: 3 * TIER_1_FEN - 10_000, creditFen: 10_000 })
  expect(await activate(cardIds.slice(0, 2))).toMatchObject({ ok: true })
  expect(await moneyOf(rig, dealerId)).toEqual({ storedFen: TIER_1_FEN - 10_000, creditFen: 0 })
  // Stored value first, then credit.
  expect(await activate(cardIds.slice(2, 3))).toMatchObject({ ok: true })
  expect(await moneyOf(rig, dealerId)).toEqual({ storedFen: 0, creditFen: -10_000 })
  const short = await activate(cardIds.slice(3, 5))
  expect(short).toMatchObject({
    code: 'INSUFFICIENT_BALANCE',
    detail: { charge: '1092.24', short: '1092.24' },
  })
  expect(await states(cardIds.slice(3, 5))).toEqual(['inactive', 'inactive'])
  expect(await moneyOf(rig, dealerId)).toEqual({ storedFen: 0, creditFen: -10_000 })
  // The platform's own card costs nobody anything.
  expect(await activate(cardIds.slice(8))).toMatchObject({ ok: true })
  expect(await moneyOf(rig, dealerId)).toEqual({ storedFen: 0, creditFen: -10_000 })
})

test('activations at the same moment never overdraw together', async () => {
  await giveMoney(rig, dealerId, { storedFen: 2 * TIER_1_FEN, creditFen: 10_000 })
  const told = await Promise.all(cardIds.slice(3, 8).map((id) => activate([id])))
  const codes = told.map((answer) => (answer.ok ? 'ok' : answer.code)).sort()
  expect(codes).toEqual([...Array(3).fill('INSUFFICIENT_BALANCE'), 'ok', 'ok'])
  expect(await moneyOf(rig, dealerId)).toEqual({ storedFen: 0, creditFen: -10_000 })
})
