import { buyCards, placePackage } from '../../../tests/rig/buy'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, pay, type Shop, uploadPicture } from '../../../tests/rig/shop'

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

const packages = (
  filter = {},
  sort: 'default' | 'sales' | '-sales' | 'price' | '-price' = 'default',
) => rig.do(null, 'orders.browseShop', { filter: { kind: 'package', ...filter }, sort })

/** A package on the shelf, with the contents of the first shop. */
async function addPackage(name: string, retailFen: number, categoryId: string | null = null) {
  const { packageId } = await rig.do(admin, 'catalog.createPackage', {
    name,
    categoryId,
    pictures: [await uploadPicture(rig, admin)],
    video: null,
    sellingPoints: '',
    retailFen,
    quota: null,
    subsidyFen: 0,
    freightTemplateId: null,
    description: '<p>说明</p>',
    contents: [{ skuId: shop.maleSku, quantity: 1 }],
  })
  await rig.do(admin, 'catalog.shelfPackages', { ids: [packageId], on: true })
  return packageId
}

const addCategory = async (kind: 'package' | 'e-card', name: string, sort: number, shown = true) =>
  (await rig.do(admin, 'catalog.createCategory', { kind, name, parentId: null, sort, shown }))
    .categoryId

describe('before sign-in', () => {
  test('MB-011 the shop shows retail prices; what is personal asks to sign in', async () => {
    const list = await packages()
    expect(list.rows.find((row) => row.id === shop.packageId)).toMatchObject({
      retailFen: 58_800,
      memberFen: null,
    })
    await rig.do(null, 'catalog.listCategories', { kind: 'package' })
    const detail = await rig.do(null, 'orders.getShopItem', {
      kind: 'package',
      itemId: shop.packageId,
    })
    expect(detail.retailFen).toBe(58_800)
    const personal = [
      ['orders.getCart', {}],
      ['orders.addToCart', { packageId: shop.packageId, quantity: 1 }],
      ['orders.clearCart', {}],
      ['orders.listMyOrders', {}],
    ] as const
    for (const [name, input] of personal) {
      const answer = await rig.call(null, name, input as never)
      expect(answer).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' })
    }
  })
})

describe('the list of packages', () => {
  test('MB-016 shown categories come in order; choosing one filters the list', async () => {
    const second = await addCategory('package', '企业团购', 20)
    const first = await addCategory('package', '中秋礼盒', 10)
    const hidden = await addCategory('package', '停用分类', 5, false)
    const boxed = await addPackage('中秋对蟹', 30_000, first)
    const { rows } = await rig.do(null, 'catalog.listCategories', { kind: 'package' })
    const shown = rows.filter((row) => row.parentId === null && row.shown).map((row) => row.id)
    expect(shown.filter((id) => id === first || id === second)).toEqual([first, second])
    expect(shown).not.toContain(hidden)
    const filtered = await packages({ categoryId: first })
    expect(filtered.rows.map((row) => row.id)).toEqual([boxed])
    expect((await packages({ categoryId: second })).rows).toEqual([])
    expect((await packages()).total).toBeGreaterThan(1)
  })

  test('MB-017 on-shelf packages with sales and stock as set, page by page', async () => {
    const off = await addPackage('已下架礼盒', 10_000)
    await rig.do(admin, 'catalog.shelfPackages', { ids: [off], on: false })
    const list = await packages()
    expect(list.rows.map((row) => row.id)).not.toContain(off)
    const row = list.rows.find((one) => one.id === shop.packageId)
    expect(row).toMatchObject({
      sales: 0,
      stock: { available: null, hint: '现货充足', soldOut: false },
    })
    expect(row?.picture).toBeTruthy()

    const { settings, version } = await rig.do(admin, 'settings.getSettings', {})
    const changed = { ...settings, showSales: false, showStock: 'number' as const }
    const saved = await rig.do(admin, 'settings.updateSettings', { settings: changed, version })
    const again = (await packages()).rows.find((one) => one.id === shop.packageId)
    expect(again).toMatchObject({ sales: null, stock: { available: 1_000 } })
    await rig.do(admin, 'settings.updateSettings', { settings, version: saved.version })

    for (let n = 0; n < 10; n++) {
      await addPackage(`分页礼盒 ${n}`, 20_000 + n)
    }
    const page = (after?: string) =>
      rig.do(null, 'orders.browseShop', {
        filter: { kind: 'package', keyword: '礼盒' },
        size: 10,
        ...(after ? { after } : {}),
      })
    const first = await page()
    const next = await page(first.next ?? '')
    expect(first.rows).toHaveLength(10)
    expect(next.rows.length).toBeGreaterThan(0)
    const ids = [...first.rows, ...next.rows].map((one) => one.id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('MB-018 a keyword finds names that contain it; nothing found is an empty list', async () => {
    await addPackage('蟹黄汤包 %折 组合', 9_900)
    const found = await packages({ keyword: '汤包 %折' })
    expect(found.rows.map((row) => row.name)).toEqual(['蟹黄汤包 %折 组合'])
    expect(await packages({ keyword: '没有这种' })).toMatchObject({ rows: [], total: 0 })
  })

  test('MB-019 sorts by sales and price, both ways, within category and keyword', async () => {
    const category = await addCategory('package', '排序', 30)
    const cheap = await addPackage('排序 甲', 11_100, category)
    const dear = await addPackage('排序 乙', 22_200, category)
    const { token } = await signInMember(rig)
    const { orderId } = await placePackage(rig, token, { ...shop, packageId: dear })
    await pay(rig, token, orderId)
    await rig.advance(61_000)
    await rig.tick()
    const within = { categoryId: category, keyword: '排序' }
    const order = async (sort: 'sales' | '-sales' | 'price' | '-price') =>
      (await packages(within, sort)).rows.map((row) => row.id)
    expect(await order('price')).toEqual([cheap, dear])
    expect(await order('-price')).toEqual([dear, cheap])
    expect(await order('-sales')).toEqual([dear, cheap])
    expect(await order('sales')).toEqual([cheap, dear])
    const sold = (await packages(within, '-sales')).rows[0]
    expect(sold?.sales).toBe(1)
  })
})

describe('the detail of a package', () => {
  test('MB-020 gallery, contents, text, sales, stock, freight hint; or off the shelf', async () => {
    const item = { kind: 'package' as const, itemId: other.packageId }
    const detail = await rig.do(null, 'orders.getShopItem', item)
    expect(detail).toMatchObject({
      onShelf: true,
      description: '<p>当日捕捞</p>',
      sales: 0,
      stock: { soldOut: false },
      video: null,
    })
    expect(detail.pictures).toHaveLength(1)
    expect(detail.freightHint).not.toBe('')
    expect(detail.contents.map(({ spec, quantity }) => [spec, quantity])).toEqual([
      ['公 4.0 两', 4],
      ['母 3.0 两', 4],
    ])
    await rig.do(admin, 'catalog.shelfPackages', { ids: [other.packageId], on: false })
    expect(await rig.do(null, 'orders.getShopItem', item)).toMatchObject({ onShelf: false })
    const unknown = await rig.call(null, 'orders.getShopItem', { ...item, itemId: shop.maleSku })
    expect(unknown).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  })
})

describe('e-cards', () => {
  const cards = (
    filter = {},
    sort: 'default' | '-sales' | 'sales' | 'price' | '-price' = 'default',
  ) => rig.do(null, 'orders.browseShop', { filter: { kind: 'e-card', ...filter }, sort })

  async function addCard(name: string, retailFen: number, categoryId: string | null) {
    const { cardProductId } = await rig.do(admin, 'catalog.createCardProduct', {
      kind: 'electronic',
      name,
      categoryId,
      faces: [await uploadPicture(rig, admin)],
      description: '<p>卡说明</p>',
      season: { opensOn: '2026-09-20', closesOn: '2026-12-10', leadDays: 2 },
      packageIds: [shop.packageId],
      retailFen,
      subsidyFen: 0,
      quota: 50,
    })
    await rig.do(admin, 'catalog.shelfCardProducts', { ids: [cardProductId], on: true })
    return cardProductId
  }

  test('MB-045 categories, list, search and sort work as for packages', async () => {
    const category = await addCategory('e-card', '家宴卡', 10)
    const cheap = await addCard('家宴 388 型', 38_800, category)
    const dear = await addCard('家宴 888 型', 88_800, category)
    const categories = await rig.do(null, 'catalog.listCategories', { kind: 'e-card' })
    expect(categories.rows.map((row) => row.id)).toContain(category)
    expect((await cards()).rows.every((row) => row.kind === 'e-card')).toBe(true)
    const ids = async (filter: object, sort: 'price' | '-price' | '-sales' | 'sales') =>
      (await cards(filter, sort)).rows.map((row) => row.id)
    expect(await ids({ categoryId: category }, 'price')).toEqual([cheap, dear])
    expect(await ids({ categoryId: category }, '-price')).toEqual([dear, cheap])
    expect(await ids({ keyword: '888 型' }, 'price')).toEqual([dear])
    const { token } = await signInMember(rig)
    await buyCards(rig, token, { ...shop, cardProductId: cheap })
    await rig.advance(61_000)
    await rig.tick()
    expect(await ids({ categoryId: category }, '-sales')).toEqual([cheap, dear])
    expect(await ids({ categoryId: category }, 'sales')).toEqual([dear, cheap])
  })

  test('MB-046 the detail shows text, package, season, prices and what is left', async () => {
    const detail = await rig.do(null, 'orders.getShopItem', {
      kind: 'e-card',
      itemId: shop.cardProductId,
    })
    expect(detail).toMatchObject({
      onShelf: true,
      retailFen: 58_800,
      season: { opensOn: '2026-09-20', closesOn: '2026-12-10' },
      packages: [{ packageId: shop.packageId }],
      freightHint: '电子卡无需运费',
      stock: { soldOut: false },
    })
    expect(detail.pictures).toHaveLength(1)
  })
})
