import { randomUUID } from 'node:crypto'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { createPrintedCards } from '../../../tests/rig/printed-cards'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop, SUZHOU, uploadPicture } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
let other: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  other = await createShop(rig, admin)
})
afterAll(() => rig.stop())

const category = (kind: 'physical-card' | 'e-card', name: string, sort: number, shown = true) =>
  rig.do(admin, 'catalog.createCategory', { kind, name, parentId: null, sort, shown })

test.each([
  ['AD-143', 'physical-card'],
  ['AD-204', 'e-card'],
] as const)(
  '%s %s categories are sorted, hidden, and deleted only when nothing uses them',
  async (_, kind) => {
    const second = await category(kind, `后 ${kind}`, 9)
    const first = await category(kind, `前 ${kind}`, 2)
    const names = async () =>
      (await rig.do(admin, 'catalog.listCategories', { kind })).rows
        .filter(({ name }) => name.endsWith(kind))
        .map(({ name, shown }) => `${name} ${shown}`)
    expect(await names()).toEqual([`前 ${kind} true`, `后 ${kind} true`])
    const { rows } = await rig.do(admin, 'catalog.listCategories', { kind })
    const { version } = rows.find(({ id }) => id === second.categoryId) ?? { version: 0 }
    await rig.do(admin, 'catalog.updateCategory', {
      categoryId: second.categoryId,
      name: `后 ${kind}`,
      sort: 1,
      shown: false,
      version,
    })
    expect(await names()).toEqual([`后 ${kind} false`, `前 ${kind} true`])
    await rig.do(admin, 'catalog.createCardProduct', {
      ...(await form()),
      kind: kind === 'e-card' ? 'electronic' : 'physical',
      categoryId: first.categoryId,
    })
    expect(
      await rig.call(admin, 'catalog.deleteCategory', { categoryId: first.categoryId }),
    ).toMatchObject({ code: 'CATEGORY_IN_USE' })
    await rig.do(admin, 'catalog.deleteCategory', { categoryId: second.categoryId })
    expect(await names()).toEqual([`前 ${kind} true`])
  },
)

const form = async () => ({
  kind: 'physical' as const,
  name: `实体卡 ${randomUUID().slice(0, 8)}`,
  categoryId: null as string | null,
  faces: [await uploadPicture(rig, admin)],
  description: '<p>刮开涂层</p>',
  season: { opensOn: '2026-09-20', closesOn: '2026-12-10', leadDays: 2 },
  packageIds: [shop.packageId],
  retailFen: 88_800,
  subsidyFen: 500,
  quota: 0,
})

test('AD-145 a printed card takes its retail price and no other', async () => {
  const draft = await form()
  const { cardProductId } = await rig.do(admin, 'catalog.createCardProduct', draft)
  expect(await rig.do(admin, 'catalog.getCardProduct', { cardProductId })).toMatchObject({
    retailFen: 88_800,
    season: draft.season,
  })
  const more = await rig.call(admin, 'catalog.createCardProduct', {
    ...(await form()),
    ...{ dealerFen: 50_000 },
  })
  expect(more).toMatchObject({ code: 'VALIDATION_FAILED' })
})

test('AD-151 one of the linked packages on shelf and in stock is chosen; an unlinked one changes no redemption; without one the card stays off shelf; AD-150 one card redeems one unit without money', async () => {
  const made = await createPrintedCards(rig, admin, { shop, count: 2 })
  const link = async (packageIds: string[]) => {
    const { id, state, available, nextSeason, ...saved } = await rig.do(
      admin,
      'catalog.getCardProduct',
      {
        cardProductId: made.productId,
      },
    )
    expect([id, state, available, nextSeason]).toEqual([
      made.productId,
      'on',
      expect.any(Number),
      null,
    ])
    await rig.do(admin, 'catalog.updateCardProduct', { ...saved, cardProductId: id, packageIds })
  }
  await link([shop.packageId, other.packageId])
  const { rows } = await rig.do(admin, 'cards.listCards', { filter: { name: made.product } })
  await rig.do(admin, 'cards.activateCards', { cardIds: rows.map(({ id }) => id), reason: '已售' })
  const { token } = await signInMember(rig)
  const cardIds: string[] = []
  for (const card of made.cards) {
    cardIds.push((await rig.do(token, 'cards.addCard', card)).cardId)
  }
  const redeem = (cardId: string, packageId: string) =>
    rig.call(token, 'orders.redeemCards', {
      cardIds: [cardId],
      packageId,
      pickUpOn: '2026-10-20',
      address: SUZHOU,
      remark: '',
    })
  const [first = '', second = ''] = cardIds
  const third = await createShop(rig, admin)
  expect((await redeem(first, third.packageId)).ok).toBe(false)
  await rig.do(admin, 'catalog.shelfPackages', { ids: [other.packageId], on: false })
  expect((await redeem(first, other.packageId)).ok).toBe(false)
  await rig.do(admin, 'catalog.shelfPackages', { ids: [other.packageId], on: true })
  const offered = async () =>
    (await rig.do(token, 'orders.getPickUpCalendar', { cardIds: [first] })).packages.map(
      ({ packageId, available }) => [packageId, available],
    )
  expect(await offered()).toEqual([
    [shop.packageId, 1_000],
    [other.packageId, 1_000],
  ])
  const stock = (change: number) =>
    rig.do(admin, 'stock.adjustStock', {
      warehouseId: other.warehouseId,
      lines: [{ skuId: other.femaleSku, change }],
      reason: '盘点',
    })
  await stock(-3_997)
  expect(await offered()).toEqual([
    [shop.packageId, 1_000],
    [other.packageId, 0],
  ])
  expect(await redeem(first, other.packageId)).toMatchObject({ code: 'INSUFFICIENT_STOCK' })
  await stock(3_997)
  const done = await redeem(first, other.packageId)
  expect(done).toMatchObject({ ok: true })
  const order = () =>
    rig.db.query(
      `select o.total_fen::int as total, o.quantity, o.state, l.item_id
       from orders.sales_order o join orders.order_line l on l.order_id = o.id
       where o.type = 'pick-up'`,
    )
  const kept = [{ total: 0, quantity: 1, state: 'to-ship', item_id: other.packageId }]
  expect((await order()).rows).toEqual(kept)
  await link([shop.packageId])
  expect((await order()).rows).toEqual(kept)
  expect((await redeem(second, other.packageId)).ok).toBe(false)
  await rig.do(admin, 'catalog.shelfCardProducts', { ids: [made.productId], on: false })
  await rig.do(admin, 'catalog.shelfPackages', { ids: [shop.packageId], on: false })
  const shelf = await rig.call(admin, 'catalog.shelfCardProducts', {
    ids: [made.productId],
    on: true,
  })
  expect(shelf).toMatchObject({ detail: { missing: ['已上架的可提套餐'] } })
  await rig.do(admin, 'catalog.shelfPackages', { ids: [shop.packageId], on: true })
})

test('the stock of a printed card is its free inactive numbers', async () => {
  const made = await createPrintedCards(rig, admin, { shop, count: 5 })
  const available = async () => {
    const { rows } = await rig.do(admin, 'catalog.listCardProducts', {
      filter: { keyword: made.product },
    })
    const one = await rig.do(admin, 'catalog.getCardProduct', { cardProductId: made.productId })
    return [rows[0]?.available, one.available]
  }
  expect(await available()).toEqual([5, 5])
  const { rows } = await rig.do(admin, 'cards.listCards', { filter: { name: made.product } })
  const ids = rows.map(({ id }) => id)
  await rig.do(admin, 'cards.activateCards', { cardIds: ids.slice(0, 1), reason: '已售' })
  await rig.do(admin, 'cards.voidCards', { cardIds: ids.slice(1, 2), reason: '印坏' })
  expect(await available()).toEqual([3, 3])
})
