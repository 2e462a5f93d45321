import { randomUUID } from 'node:crypto'
import { buyCards } from '../../../tests/rig/buy'
import { createAccount } from '../../../tests/rig/cast'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop, SUZHOU } from '../../../tests/rig/shop'

/** The rig begins on 22 September 2026; the shop's cards open on the 20th with two lead days. */
let rig: Rig
let admin: string
let shop: Shop
let token: string
beforeAll(async () => {
  rig = await startRig({ wrongOnPurpose: true })
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  token = (await signInMember(rig)).token
})
/** Nobody redeems more than twenty times a minute; the tests do. */
beforeEach(() => rig.advance(61_000))
afterAll(() => rig.stop())

const FIRST_DAY = '2026-09-24'
const wish = (cardIds: string[], changes: object = {}) => ({
  cardIds,
  packageId: shop.packageId,
  pickUpOn: FIRST_DAY,
  address: SUZHOU,
  remark: '请放前台',
  ...changes,
})
const redeem = (by: string, cardIds: string[], changes: object = {}) =>
  rig.call(by, 'orders.redeemCards', wish(cardIds, changes))
const calendar = (cardIds: string[]) => rig.do(token, 'orders.getPickUpCalendar', { cardIds })
const dayOf = async (cardIds: string[], day: string) =>
  (await calendar(cardIds)).days.find((one) => one.day === day)
const setCard = (cardId: string | undefined, change: string) =>
  rig.db.query(`update cards.card set ${change} where id = $1`, [cardId])

async function capacity(pickUpDailyCapacity: number) {
  const { settings, version } = await rig.do(admin, 'settings.getSettings', {})
  await rig.do(admin, 'settings.updateSettings', {
    settings: { ...settings, pickUpDailyCapacity },
    version,
  })
}

describe('MB-055 redeeming cards', () => {
  test('MB-055 the fixed package and the days; a pick-up order; cards used', async () => {
    const cardIds = await buyCards(rig, token, shop, 2)
    const before = await calendar(cardIds)
    expect(before.packages).toMatchObject([{ packageId: shop.packageId }])
    expect(before).toMatchObject({ opensOn: '2026-09-20', closesOn: '2026-12-10' })
    expect(before.days.find((day) => day.day === '2026-09-23')?.state).toBe('closed')
    expect(before.days.find((day) => day.day === '2026-09-25')).toMatchObject({
      state: 'free',
      festival: '中秋',
    })
    expect(before.days.at(-1)?.day).toBe('2026-12-10')

    const { orderId } = await rig.do(token, 'orders.redeemCards', wish(cardIds))
    const order = await rig.do(token, 'orders.getMyOrder', { orderId })
    expect(order).toMatchObject({
      type: 'pick-up',
      state: 'to-ship',
      totalFen: 0,
      wantedOn: FIRST_DAY,
      address: SUZHOU,
      remark: '请放前台',
      items: [{ quantity: 2, unitFen: 0 }],
    })
    expect(order.cards.map((card) => card.state)).toEqual(['used', 'used'])
    const mine = await rig.do(token, 'cards.getMyCard', { cardId: cardIds[0] ?? '' })
    expect(mine).toMatchObject({ state: 'used', usedOrderId: orderId })
    const other = wish(await buyCards(rig, token, shop, 1), { packageId: randomUUID() })
    const changed = await rig.call(token, 'orders.redeemCards', other)
    expect(changed).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('the goods are reserved and the day is counted in the same command', async () => {
    const cardIds = await buyCards(rig, token, shop, 1)
    const left = (await dayOf(cardIds, '2026-09-30'))?.left ?? 0
    const balance = async () => {
      const { rows } = await rig.do(admin, 'stock.listBalances', { filter: {}, size: 100 })
      return rows.find((row) => row.skuId === shop.maleSku)?.reserved ?? 0
    }
    const reserved = await balance()
    await rig.do(token, 'orders.redeemCards', wish(cardIds, { pickUpOn: '2026-09-30' }))
    expect(await balance()).toBe(reserved + 4)
    const next = await buyCards(rig, token, shop, 1)
    expect((await dayOf(next, '2026-09-30'))?.left).toBe(left - 1)
  })
})

describe('MB-057 no double redemption', () => {
  test('MB-057 program and console at once: one order, the others 此卡已使用', async () => {
    const service = await createAccount(rig, admin, 'service-desk', ['客服'])
    const clerk = await createAccount(rig, admin, 'card-desk', ['客服'])
    for (let round = 0; round < 5; round++) {
      const cardIds = await buyCards(rig, token, shop, 1)
      const answers = await Promise.all(
        [token, service.token, clerk.token, token, service.token].map((by) => redeem(by, cardIds)),
      )
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
      for (const loser of answers.filter((answer) => !answer.ok)) {
        expect(loser).toMatchObject({ code: 'CARD_USED', message: '此卡已使用' })
      }
      const { rows } = await rig.db.query(
        `select (select count(*)::int from cards.card_event
             where card_id = $1 and kind = 'used') as used,
          (select count(*)::int from orders.sales_order o join cards.card c
             on c.used_order_id = o.id where c.id = $1) as orders`,
        [cardIds[0]],
      )
      expect(rows).toEqual([{ used: 1, orders: 1 }])
    }
  })

  test('what the console enters belongs to the card’s holder', async () => {
    const cardIds = await buyCards(rig, token, shop, 1)
    const { orderId } = await rig.do(admin, 'orders.redeemCards', wish(cardIds))
    const order = await rig.do(token, 'orders.getMyOrder', { orderId })
    expect(order.type).toBe('pick-up')
    expect(await rig.do(admin, 'orders.getPickUpCalendar', { cardIds })).toMatchObject({
      packages: [{ packageId: shop.packageId }],
    })
  })
})

describe('refusals leave the cards as they were', () => {
  test('foreign and unknown cards are not found', async () => {
    const cardIds = await buyCards(rig, token, shop, 1)
    const other = await signInMember(rig)
    expect(await redeem(other.token, cardIds)).toMatchObject({ status: 404, code: 'NOT_FOUND' })
    expect(await redeem(token, [randomUUID()])).toMatchObject({ code: 'NOT_FOUND' })
    const seen = await rig.call(other.token, 'orders.getPickUpCalendar', { cardIds })
    expect(seen).toMatchObject({ code: 'NOT_FOUND' })
    const card = await rig.call(other.token, 'cards.getMyCard', { cardId: cardIds[0] ?? '' })
    expect(card).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('mixed, void, used, inactive and locked cards, in that order', async () => {
    const second = await createShop(rig, admin)
    const [a, b, c, d] = await buyCards(rig, token, shop, 4)
    const [foreign] = await buyCards(rig, token, second, 1)
    const all = [a, b, c, d].map((id) => id ?? '')
    await setCard(a, `state = 'void'`)
    await setCard(b, `state = 'used', used_order_id = id`)
    await setCard(c, `state = 'inactive', kind = 'physical'`)
    await setCard(d, `lock_reason = '转赠中'`)
    const code = async (ids: string[]) => {
      const answer = await redeem(token, ids)
      return answer.ok ? 'ok' : answer.code
    }
    expect(await code([...all, foreign ?? ''])).toBe('MIXED_CARDS')
    expect(await code(all)).toBe('CARD_VOID')
    expect(await code(all.slice(1))).toBe('CARD_USED')
    expect(await code(all.slice(2))).toBe('CARD_NOT_ACTIVE')
    expect(await code(all.slice(3))).toBe('CARD_LOCKED')
    const mixed = await rig.call(token, 'orders.getPickUpCalendar', {
      cardIds: [d ?? '', foreign ?? ''],
    })
    expect(mixed).toMatchObject({ code: 'MIXED_CARDS' })
    await setCard(d, 'lock_reason = null')
    expect(await code(all.slice(3))).toBe('ok')
  })

  test('a day that is not offered, a region that is not served, goods that are short', async () => {
    const scarce = await createShop(rig, admin, { stock: 3 })
    const cardIds = await buyCards(rig, token, shop, 1)
    const early = await redeem(token, cardIds, { pickUpOn: '2026-09-23' })
    expect(early).toMatchObject({ code: 'DATE_NOT_OFFERED' })
    const tooLate = await redeem(token, cardIds, { pickUpOn: '2026-12-11' })
    expect(tooLate).toMatchObject({ code: 'DATE_NOT_OFFERED' })
    const far = await redeem(token, cardIds, { address: { ...SUZHOU, province: '西藏自治区' } })
    expect(far).toMatchObject({ code: 'REGION_NOT_SERVED' })
    const dry = await buyCards(rig, token, scarce, 1)
    const short = await redeem(token, dry, { packageId: scarce.packageId })
    expect(short).toMatchObject({ code: 'INSUFFICIENT_STOCK' })
    const { rows } = await rig.do(token, 'cards.listMyCards', { filter: { state: 'active' } })
    expect(rows.map((card) => card.id)).toEqual(expect.arrayContaining([...cardIds, ...dry]))
  })

  test('a day takes exactly its capacity, also when many book at once', async () => {
    const day = '2026-11-11'
    const cards = await buyCards(rig, token, shop, 9)
    await capacity(5)
    const others = await Promise.all(
      Array.from({ length: 3 }, (_, n) => createAccount(rig, admin, `desk-${n}`, ['客服'])),
    )
    const answers = await Promise.all(
      cards.map((cardId, n) => redeem(others[n % 3]?.token ?? '', [cardId], { pickUpOn: day })),
    )
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.code)).sort()
    expect(codes).toEqual([...Array(4).fill('DATE_FULL'), ...Array(5).fill('ok')])
    const open = await rig.do(token, 'cards.listMyCards', { filter: { state: 'active' } })
    const still = open.rows.map((card) => card.id).find((id) => cards.includes(id)) ?? ''
    expect(await dayOf([still], day)).toMatchObject({ state: 'full', left: 0 })
    const full = await redeem(token, [still], { pickUpOn: day })
    expect(full).toMatchObject({ code: 'DATE_FULL' })
    expect(full.ok ? '' : full.message).toBe('11 月 11 日 刚刚约满，其他信息已保留，请换一天')
    await capacity(5_000)
  })

  test('out of season the card keeps its value', async () => {
    const cardIds = await buyCards(rig, token, shop, 1)
    const holder = await signInMember(rig)
    await rig.db.query(
      `update cards.card set member_id =
         (select id from members.member order by registered_at desc, id desc limit 1)
       where id = $1`,
      [cardIds[0]],
    )
    await rig.db.query(`update catalog.listings set opens_on = '2026-10-20' where id = $1`, [
      shop.cardProductId,
    ])
    const early = await redeem(holder.token, cardIds, { pickUpOn: '2026-10-25' })
    expect(early).toMatchObject({ code: 'OUT_OF_SEASON' })
    const [card] = (await rig.do(holder.token, 'cards.listMyCards', { filter: {} })).rows
    expect(card).toMatchObject({ state: 'active', inSeason: false })
  })
})
