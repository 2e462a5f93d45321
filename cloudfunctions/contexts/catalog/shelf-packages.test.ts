import { randomUUID } from 'node:crypto'
import type { OutputOf, SentInputOf } from '@xietong/domain/kernel/operation'
import type { Operations } from '@xietong/domain/operations'
import { createDealer } from '../../../tests/rig/cast'
import { createNetwork, placeFor } from '../../../tests/rig/network'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, pay, type Shop, saveAddress, uploadPicture } from '../../../tests/rig/shop'

type Package = Omit<SentInputOf<Operations['catalog.createPackage']>, 'requestId'>
type Reminder = OutputOf<Operations['stock.countReminders']>['rows'][number]

let rig: Rig
let admin: string
let shop: Shop
let picture: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin, { stock: 0 })
  picture = await uploadPicture(rig, admin)
})
afterAll(() => rig.stop())

const createPackage = async (change: Partial<Package> = {}) =>
  (
    await rig.do(admin, 'catalog.createPackage', {
      name: `礼盒 ${randomUUID().slice(0, 8)}`,
      categoryId: null,
      pictures: [picture],
      video: null,
      sellingPoints: '蟹黄饱满',
      contents: [
        { skuId: shop.maleSku, quantity: 4 },
        { skuId: shop.femaleSku, quantity: 2 },
      ],
      retailFen: 18_800,
      quota: null,
      subsidyFen: 0,
      freightTemplateId: null,
      description: '',
      ...change,
    })
  ).packageId
const setStock = (skuId: string, change: number) =>
  rig.do(admin, 'stock.adjustStock', {
    warehouseId: shop.warehouseId,
    lines: [{ skuId, change }],
    reason: '盘点',
  })
const available = async (packageId: string) =>
  (await rig.do(admin, 'catalog.getPackage', { packageId })).available
const shelf = (ids: string[], on: boolean) => rig.call(admin, 'catalog.shelfPackages', { ids, on })

test('AD-137 the smaller of the quota and what the stock can be assembled to', async () => {
  await setStock(shop.maleSku, 41)
  await setStock(shop.femaleSku, 30)
  const [eight, twenty, open] = [
    await createPackage({ quota: 8 }),
    await createPackage({ quota: 20 }),
    await createPackage(),
  ]
  expect(await available(eight)).toBe(8)
  expect(await available(twenty)).toBe(10)
  expect(await available(open)).toBe(10)
  const { rows } = await rig.do(admin, 'catalog.listPackages', { size: 100 })
  expect(rows.find(({ id }) => id === eight)?.available).toBe(8)
  expect(rows.find(({ id }) => id === twenty)?.available).toBe(10)

  await shelf([eight], true)
  const shown = await rig.do(null, 'orders.getShopItem', { kind: 'package', itemId: eight })
  expect(shown).toMatchObject({ retailFen: 18_800 })
  const member = await signInMember(rig)
  await saveAddress(rig, member.token)
  const line = { kind: 'package', itemId: eight, quantity: 3 } as const
  await placeFor(rig, member.token, line)
  // Three are promised: five of the quota are left, and 29 A make seven more.
  expect(await available(eight)).toBe(5)
  expect(await available(twenty)).toBe(7)
})

test('AD-140 single or batch; never with a deleted sku; open orders go on', async () => {
  await setStock(shop.maleSku, 400)
  await setStock(shop.femaleSku, 400)
  const ids = [await createPackage(), await createPackage()]
  const [one = '', two = ''] = ids
  expect(await shelf([one], true)).toMatchObject({ ok: true, value: { changed: 1 } })
  expect(await shelf(ids, true)).toMatchObject({ ok: true, value: { changed: 1 } })

  const member = await signInMember(rig)
  await saveAddress(rig, member.token)
  const line = { kind: 'package', itemId: one, quantity: 1 } as const
  const unpaid = await placeFor(rig, member.token, line)
  const paid = await placeFor(rig, member.token, line)
  await pay(rig, member.token, paid)
  expect(await shelf(ids, false)).toMatchObject({ ok: true, value: { changed: 2 } })
  const quote = { lines: [line], addressId: null }
  const gone = await rig.call(member.token, 'orders.quoteOrder', quote)
  expect(JSON.stringify(gone)).toContain('OFF_SHELF')
  await pay(rig, member.token, unpaid)
  for (const orderId of [paid, unpaid]) {
    const order = await rig.do(admin, 'orders.getOrder', { orderId })
    expect(order).toMatchObject({ state: 'to-ship' })
  }

  const { goodsId, skuIds } = await rig.do(admin, 'catalog.createGoods', {
    name: '蟹八件',
    categoryId: null,
    pictures: [picture],
    video: null,
    unit: '套',
    taxClass: '1',
    parameters: [],
    asDraft: true,
    skus: ['银', '铜'].map((spec) => ({
      id: null,
      code: `T-${randomUUID().slice(0, 8)}`,
      spec,
      retailFen: 100,
      weightGrams: 1,
      stockSource: 'erp' as const,
      fixedQuantity: null,
      warnAt: null,
    })),
  })
  const [kept = '', removed = ''] = skuIds
  const broken = await createPackage({ contents: [{ skuId: removed, quantity: 1 }] })
  const goods = await rig.do(admin, 'catalog.getGoods', { goodsId })
  const { state: _s, createdAt: _c, id: _i, skus, ...rest } = goods
  const left = skus
    .filter(({ id }) => id === kept)
    .map(({ onHand: _o, available: _a, ...sku }) => sku)
  await rig.do(admin, 'catalog.updateGoods', { ...rest, goodsId, skus: left } as never)
  expect(await shelf([two, broken], true)).toMatchObject({
    code: 'GOODS_INCOMPLETE',
    detail: { missing: ['有效的单品（含已删除的 SKU）'] },
  })
  const { rows } = await rig.do(admin, 'catalog.listPackages', { filter: { state: 'on' } })
  expect(rows.map(({ id }) => id)).not.toContain(two)
})

test('AD-134 retail × discount for each dealer, and the ladder of a chain', async () => {
  const network = await createNetwork(rig, admin, { first: 6_150, second: 7_000, third: 8_000 })
  const ladder = async (dealerId: string, retailFen = 18_800) =>
    (await rig.do(admin, 'channel.getPriceLadder', { dealerId, retailFen })).rows.map((row) => [
      row.name,
      row.priceFen,
    ])
  expect(await ladder(network.ids.third)).toEqual([
    ['湖畔人家', 11_562],
    ['姑苏鲜品', 13_160],
    ['临湖小店', 15_040],
  ])
  expect(await ladder(network.ids.first)).toEqual([['湖畔人家', 11_562]])
  expect(await ladder(network.ids.thirdOfFirst)).toEqual([
    ['湖畔人家', 11_562],
    ['山塘小馆', 15_040],
  ])
  const other = await createDealer(rig, admin, { name: '东山农家', tier: 1, discount: 6_000 })
  expect(await ladder(other.dealerId)).toEqual([['东山农家', 11_280]])
  const unknown = { dealerId: randomUUID(), retailFen: 100 }
  expect(await rig.call(admin, 'channel.getPriceLadder', unknown)).toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('AD-130 first-level categories with icon, order and shown; in use they stay', async () => {
  const create = async (name: string, sort: number) =>
    (
      await rig.do(admin, 'catalog.createCategory', {
        kind: 'package',
        name,
        parentId: null,
        sort,
        shown: true,
        icon: picture,
      })
    ).categoryId
  const [late, early] = [await create('家宴礼盒', 9), await create('团圆礼盒', 0)]
  const list = async (token: string | null) =>
    (await rig.do(token, 'catalog.listCategories', { kind: 'package' })).rows
  expect((await list(null)).map(({ id }) => id)).toEqual(expect.arrayContaining([early, late]))
  expect((await list(null))[0]).toMatchObject({ id: early, icon: picture, sort: 0, shown: true })
  const change = { categoryId: late, name: '家宴', sort: 1, shown: false, version: 1 }
  await rig.do(admin, 'catalog.updateCategory', change)
  const hidden = (await list(admin)).find(({ id }) => id === late)
  expect(hidden).toMatchObject({ name: '家宴', shown: false, icon: picture })
  await rig.do(admin, 'catalog.updateCategory', { ...change, version: 2, icon: null })
  expect((await list(admin)).find(({ id }) => id === late)?.icon).toBeNull()

  const packageId = await createPackage({ categoryId: early })
  await shelf([packageId], true)
  const drop = (categoryId: string) => rig.call(admin, 'catalog.deleteCategory', { categoryId })
  expect(await drop(early)).toMatchObject({ code: 'CATEGORY_IN_USE' })
  expect(await drop(late)).toMatchObject({ ok: true })
  const browse = { filter: { kind: 'package' as const, categoryId: early } }
  expect(JSON.stringify(await rig.do(null, 'orders.browseShop', browse as never))).toContain(
    packageId,
  )
})

test('AD-017 four counts over four kinds, each the total of the list that it opens', async () => {
  const counts = async () => (await rig.do(admin, 'stock.countReminders', {})).rows
  const of = (rows: Reminder[], kind: Reminder['kind']) => rows.find((row) => row.kind === kind)
  const before = of(await counts(), 'package')
  const [low, gone, off] = [
    await createPackage({ quota: 20 }),
    await createPackage({ quota: 0 }),
    await createPackage({ quota: 21 }),
  ]
  await shelf([low, gone], true)
  const after = of(await counts(), 'package')
  expect(after).toEqual({
    kind: 'package',
    low: (before?.low ?? 0) + 1,
    soldOut: (before?.soldOut ?? 0) + 1,
    onShelf: (before?.onShelf ?? 0) + 2,
    offShelf: (before?.offShelf ?? 0) + 1,
  })
  const ids = async (filter: { stock?: 'low' | 'sold-out'; state?: 'on' | 'off' }) =>
    (await rig.do(admin, 'catalog.listPackages', { filter, size: 100 })).rows.map(({ id }) => id)
  expect(await ids({ stock: 'low' })).toContain(low)
  expect(await ids({ stock: 'low' })).not.toContain(off)
  expect(await ids({ stock: 'sold-out' })).toContain(gone)
  expect(await ids({ state: 'off' })).toContain(off)

  const { stockWarnAt } = (await rig.do(admin, 'settings.getSettings', {})).settings
  await createPackage()
  const all = (await rig.do(admin, 'catalog.listPackages', { size: 100 })).rows
  const short = all.filter(({ available: left }) => left > 0 && left <= stockWarnAt)
  expect((await ids({ stock: 'low' })).sort()).toEqual(short.map(({ id }) => id).sort())
  const sold = all.filter(({ available: left }) => left === 0)
  expect((await ids({ stock: 'sold-out' })).sort()).toEqual(sold.map(({ id }) => id).sort())
  for (const row of await counts()) {
    const total = async (filter: { stock?: 'low' | 'sold-out'; state?: 'on' | 'off' }) => {
      if (row.kind === 'goods') {
        return (await rig.do(admin, 'catalog.listGoods', { filter })).total
      }
      if (row.kind === 'package') {
        return (await rig.do(admin, 'catalog.listPackages', { filter })).total
      }
      const kind = row.kind === 'e-card' ? 'electronic' : 'physical'
      const cards = { filter: { ...filter, kind } } as const
      return (await rig.do(admin, 'catalog.listCardProducts', cards)).total
    }
    expect([row.kind, await total({ stock: 'low' }), await total({ stock: 'sold-out' })]).toEqual([
      row.kind,
      row.low,
      row.soldOut,
    ])
    expect([await total({ state: 'on' }), await total({ state: 'off' })]).toEqual([
      row.onShelf,
      row.offShelf,
    ])
  }
})
