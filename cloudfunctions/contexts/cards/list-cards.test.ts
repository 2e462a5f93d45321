import { buyCards } from '../../../tests/rig/buy'
import { createDealer } from '../../../tests/rig/cast'
import { giveMoney } from '../../../tests/rig/dealer-money'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { createPrintedCards, type PrintedCards } from '../../../tests/rig/printed-cards'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop, SUZHOU } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
let made: PrintedCards
let rest: PrintedCards
let dealer: { dealerId: string; name: string }
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  made = await createPrintedCards(rig, admin, { shop, count: 6 })
  rest = await createPrintedCards(rig, admin, { shop, count: 2 })
  const name = '苏州总店'
  const { dealerId } = await createDealer(rig, admin, { name, tier: 1, discount: 6_150 })
  dealer = { dealerId, name }
})
afterAll(() => rig.stop())

type Filter = Parameters<typeof rig.do<'cards.listCards'>>[2]['filter']
const list = async (filter: Filter) =>
  (await rig.do(admin, 'cards.listCards', { filter, sort: 'number' })).rows
const numbers = async (filter: Filter) => (await list(filter)).map(({ number }) => number)
const idsOf = async (cards: readonly { number: string }[]) => {
  const rows = await list({ name: made.product })
  return cards.map(({ number }) => rows.find((row) => row.number === number)?.id ?? '')
}
const sorted = (cards: readonly { number: string }[]) => cards.map(({ number }) => number).sort()

test('AD-159 cards are found by number, range, name, state, holder, owning first tier, batch, VIP mark and enterprise; the list shows each', async () => {
  const all = sorted(made.cards)
  const byNumber = [...made.cards].sort((a, b) => (a.number < b.number ? -1 : 1))
  const [gone, sold, ...free] = byNumber
  expect(await numbers({ name: made.product })).toEqual(all)
  expect(await numbers({ number: all[2] ?? '' })).toEqual([all[2]])
  const range = { name: made.product, numberFrom: all[1] ?? '', numberTo: all[3] ?? '' }
  expect(await numbers(range)).toEqual(all.slice(1, 4))

  const dealt = await idsOf([gone, sold].flatMap((card) => card ?? []))
  await rig.do(admin, 'cards.allocateCards', {
    cardIds: dealt,
    dealerId: dealer.dealerId,
    reason: '当面交付',
  })
  const mine = { name: made.product }
  expect(await numbers({ ...mine, holder: 'dealer' })).toEqual(all.slice(0, 2))
  expect(await numbers({ ...mine, holderDealerId: dealer.dealerId })).toEqual(all.slice(0, 2))
  expect(await numbers({ ...mine, holder: 'platform' })).toEqual(all.slice(2))
  const [soldId = ''] = dealt.slice(1)
  await giveMoney(rig, dealer.dealerId, { storedFen: 100_000 })
  await rig.do(admin, 'cards.activateCards', { cardIds: [soldId], reason: '门店已售' })
  const { token } = await signInMember(rig)
  await rig.do(token, 'cards.addCard', { number: sold?.number ?? '', secret: sold?.secret ?? '' })
  const { memberId } = await rig.do(token, 'members.getMyProfile', {})
  expect(await numbers({ memberId })).toEqual([sold?.number])
  expect(await numbers({ ...mine, holder: 'member' })).toEqual([sold?.number])
  expect(await numbers({ ...mine, holder: 'dealer' })).toEqual([gone?.number])
  expect(await numbers({ ownerDealerId: dealer.dealerId })).toEqual(all.slice(0, 2))
  expect(await numbers({ ...mine, state: 'active' })).toEqual([sold?.number])
  expect(await numbers({ ...mine, state: 'inactive', batch: '首批' })).toHaveLength(5)
  expect(await numbers({ batch: '没有' })).toEqual([])

  const [gift, plain] = await idsOf(free)
  const mark = { vip: true, enterprise: '太湖集团', reason: '中秋礼品' }
  await rig.do(admin, 'cards.markCards', { cardIds: [gift ?? ''], ...mark })
  expect(await numbers({ enterprise: '太湖集团' })).toEqual([free[0]?.number])
  expect(await numbers({ vip: true })).toEqual([free[0]?.number])
  expect(await numbers({ ...mine, vip: false })).toHaveLength(5)

  const [shown] = await list({ number: sold?.number ?? '' })
  expect(shown).toMatchObject({
    number: sold?.number,
    name: made.product,
    state: 'active',
    owner: dealer.name,
    vip: false,
    enterprise: null,
    activatedAt: expect.stringMatching(/^2026-09-22T/),
    movedAt: expect.stringMatching(/^2026-09-22T/),
  })
  expect((await list({ number: gone?.number ?? '' }))[0]).toMatchObject({
    holder: dealer.name,
    owner: dealer.name,
    activatedAt: null,
  })
  expect(Date.parse(shown?.movedAt ?? '')).toBeGreaterThanOrEqual(
    Date.parse(shown?.activatedAt ?? ''),
  )
  const [platform] = (await list({ name: made.product })).filter(({ id }) => id === plain)
  expect(platform).toMatchObject({ holder: '平台', owner: null })
})

test('AD-213 AD-214 electronic cards are found by number, name, state and owner; they are 已激活 from purchase, 已使用 or 已注销 and never 未激活', async () => {
  const { token } = await signInMember(rig)
  const { memberId, nickname } = await rig.do(token, 'members.getMyProfile', {})
  const [kept = '', used = '', dead = ''] = await buyCards(rig, token, shop, 3)
  const bought = await list({ kind: 'electronic', memberId })
  expect(bought.map(({ state }) => state)).toEqual(['active', 'active', 'active'])
  expect(bought.every((card) => card.activatedAt === card.createdAt)).toBe(true)
  expect(bought.every((card) => card.owner === null && card.holder === nickname)).toBe(true)
  await rig.do(token, 'orders.redeemCards', {
    cardIds: [used],
    packageId: shop.packageId,
    pickUpOn: '2026-10-20',
    address: SUZHOU,
    remark: '',
  })
  await rig.do(admin, 'cards.voidCards', { cardIds: [dead], reason: '退款' })
  const ids = async (filter: Filter) =>
    (await list({ kind: 'electronic', ...filter })).map(({ id }) => id)
  expect(await ids({ state: 'active' })).toEqual([kept])
  expect(await ids({ state: 'used' })).toEqual([used])
  expect(await ids({ state: 'void' })).toEqual([dead])
  expect(await ids({ state: 'inactive' })).toEqual([])
  const [card] = bought.filter(({ id }) => id === kept)
  expect(await ids({ number: card?.number ?? '' })).toEqual([kept])
  expect(await ids({ name: card?.name ?? '' })).toHaveLength(3)
  expect(await ids({ memberId, holder: 'member' })).toHaveLength(3)
  const again = await rig.call(admin, 'cards.activateCards', { cardIds: [kept], reason: '测试' })
  expect(again).toMatchObject({ code: 'STATE_CONFLICT' })
  const unborn = rig.db.query(`update cards.card set state = 'inactive' where id = $1`, [kept])
  await expect(unborn).rejects.toThrow('card_electronic_active')
})

test('the stock of a printed card is what the platform holds inactive and free', async () => {
  const stock = async () =>
    (await rig.do(admin, 'catalog.getCardProduct', { cardProductId: rest.productId })).available
  expect(await stock()).toBe(2)
  const rows = await list({ name: rest.product })
  const [first = '', second = ''] = rows.map(({ id }) => id)
  await rig.do(admin, 'cards.lockCards', { cardIds: [first], reason: '待核查' })
  expect(await stock()).toBe(1)
  expect((await list({ name: rest.product })).map(({ lockReason }) => lockReason)).toEqual([
    '待核查',
    null,
  ])
  const call = (name: 'cards.activateCards' | 'cards.lockCards' | 'cards.releaseCards') =>
    rig.call(admin, name, { cardIds: [first], reason: '测试' })
  expect(await call('cards.activateCards')).toMatchObject({ code: 'STATE_CONFLICT' })
  expect(await call('cards.lockCards')).toMatchObject({ code: 'STATE_CONFLICT' })
  await rig.do(admin, 'cards.releaseCards', { cardIds: [first], reason: '找到了' })
  expect(await call('cards.releaseCards')).toMatchObject({ code: 'STATE_CONFLICT' })
  expect(await stock()).toBe(2)

  const child = await createDealer(rig, admin, {
    name: '平江鲜品',
    tier: 2,
    parentId: dealer.dealerId,
    discount: 7_000,
  })
  const allocate = (dealerId: string, cardIds = [second]) =>
    rig.call(admin, 'cards.allocateCards', { cardIds, dealerId, reason: '交付' })
  expect(await allocate(child.dealerId)).toMatchObject({ code: 'NOT_FIRST_TIER' })
  expect(await allocate(first)).toMatchObject({ code: 'NOT_FOUND' })
  expect(await allocate(dealer.dealerId)).toMatchObject({ ok: true })
  expect(await allocate(dealer.dealerId)).toMatchObject({ code: 'STATE_CONFLICT' })
  expect(await stock()).toBe(1)
  const { version } = await rig.do(admin, 'channel.getDealer', { dealerId: dealer.dealerId })
  expect(version).toBeGreaterThan(0)
  await rig.db.query(`update channel.dealer set state = 'suspended' where id = $1`, [
    dealer.dealerId,
  ])
  expect(await allocate(dealer.dealerId, [first])).toMatchObject({ code: 'DEALER_NOT_ACTIVE' })
  const rights = { vip: true, enterprise: null, reason: '测试' }
  await rig.do(admin, 'cards.voidCards', { cardIds: [first], reason: '印坏' })
  const marked = await rig.call(admin, 'cards.markCards', { cardIds: [first], ...rights })
  expect(marked).toMatchObject({ code: 'STATE_CONFLICT' })
})
