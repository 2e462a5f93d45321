import { randomUUID } from 'node:crypto'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop, uploadPicture } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
let picture: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  picture = await uploadPicture(rig, admin)
})
afterAll(() => rig.stop())

const category = async (change: { name?: string; parentId?: string | null } = {}) => {
  const { categoryId } = await rig.do(admin, 'catalog.createCategory', {
    kind: 'goods',
    name: change.name ?? `大类 ${randomUUID().slice(0, 8)}`,
    parentId: change.parentId ?? null,
    sort: 1,
    shown: true,
  })
  return categoryId
}
const sku = (change: Record<string, unknown> = {}) => ({
  id: null,
  code: `SKU-${randomUUID().slice(0, 8)}`,
  spec: '公 4.0 两',
  retailFen: 8_000,
  weightGrams: 200,
  stockSource: 'erp' as const,
  fixedQuantity: null as number | null,
  warnAt: null as number | null,
  ...change,
})
const goods = async (change: Record<string, unknown> = {}) => ({
  name: '阳澄湖公蟹',
  categoryId: await category(),
  pictures: [picture],
  video: null,
  unit: '只',
  taxClass: '1030204',
  parameters: [{ name: '产地', value: '阳澄湖' }],
  skus: [sku()],
  asDraft: false,
  ...change,
})
const idsOf = async (kind: 'goods') =>
  (await rig.do(admin, 'catalog.listCategories', { kind })).rows.map(({ id }) => id)

test('AD-110 add, rename, sort, hide and delete categories, but not while in use', async () => {
  const name = `活蟹 ${randomUUID().slice(0, 8)}`
  const first = await category({ name })
  const duplicate = { kind: 'goods' as const, name, parentId: null, sort: 1, shown: true }
  expect(await rig.call(admin, 'catalog.createCategory', duplicate)).toMatchObject({
    code: 'DUPLICATE',
  })
  const second = await category()
  await rig.do(admin, 'catalog.updateCategory', {
    categoryId: first,
    name: `${name}改`,
    sort: 99,
    shown: false,
    version: 1,
  })
  const { rows } = await rig.do(admin, 'catalog.listCategories', { kind: 'goods' })
  expect(rows.find(({ id }) => id === first)).toMatchObject({
    name: `${name}改`,
    sort: 99,
    shown: false,
    parentId: null,
    usedBy: 0,
  })
  expect((await idsOf('goods')).indexOf(first)).toBeGreaterThan(
    (await idsOf('goods')).indexOf(second),
  )
  const visitors = await rig.do(null, 'catalog.listCategories', { kind: 'goods' })
  expect(visitors.rows.map(({ id }) => id)).not.toContain(first)

  const sub = await category({ parentId: first })
  const used = await rig.do(admin, 'catalog.createGoods', await goods({ categoryId: second }))
  expect(used.goodsId).toBeTruthy()
  for (const categoryId of [first, second]) {
    const refused = await rig.call(admin, 'catalog.deleteCategory', { categoryId })
    expect(refused).toMatchObject({ code: 'CATEGORY_IN_USE', message: /子分类或商品/ })
  }
  await rig.do(admin, 'catalog.deleteCategory', { categoryId: sub })
  await rig.do(admin, 'catalog.deleteCategory', { categoryId: first })
  expect(await idsOf('goods')).not.toContain(first)
  const again = await rig.call(admin, 'catalog.deleteCategory', { categoryId: first })
  expect(again).toMatchObject({ status: 404 })
  const lost = { categoryId: first, name: '无', sort: 1, shown: true, version: 1 }
  expect(await rig.call(admin, 'catalog.updateCategory', lost)).toMatchObject({ status: 404 })
  const third = await category({ name: `${name}三` })
  const taken = { categoryId: second, name: `${name}三`, sort: 1, shown: true, version: 1 }
  expect(await rig.call(admin, 'catalog.updateCategory', taken)).toMatchObject({
    code: 'DUPLICATE',
  })
  expect(await idsOf('goods')).toContain(third)
})

test('AD-113 goods carry all basics; what is missing is named; drafts may wait', async () => {
  const video = await uploadPicture(rig, admin)
  const draft = await goods({
    video,
    skus: [sku({ spec: '公 4.0 两' }), sku({ spec: '公 5.0 两' })],
  })
  const { goodsId, skuIds } = await rig.do(admin, 'catalog.createGoods', draft)
  const saved = await rig.do(admin, 'catalog.getGoods', { goodsId })
  expect(saved).toMatchObject({
    name: '阳澄湖公蟹',
    categoryId: draft.categoryId,
    pictures: [picture],
    video,
    unit: '只',
    taxClass: '1030204',
    parameters: [{ name: '产地', value: '阳澄湖' }],
    state: 'off',
    version: 1,
  })
  expect(saved.skus.map(({ id, weightGrams }) => ({ id, weightGrams }))).toEqual(
    skuIds.map((id) => ({ id, weightGrams: 200 })),
  )
  const { rows } = await rig.do(admin, 'catalog.listGoods', {
    filter: { keyword: draft.skus[0]?.code ?? '' },
  })
  expect(rows).toMatchObject([{ id: goodsId, skuCount: 2, retailFromFen: 8_000, available: 0 }])

  const sameCode = await goods({ skus: [sku({ code: draft.skus[0]?.code })] })
  const taken = await rig.call(admin, 'catalog.createGoods', sameCode)
  expect(taken).toMatchObject({ code: 'DUPLICATE', message: 'SKU 编码已存在，请换一个' })

  const empty = await goods({ categoryId: null, pictures: [], unit: '', taxClass: '', skus: [] })
  const refused = await rig.call(admin, 'catalog.createGoods', empty)
  expect(refused).toMatchObject({
    code: 'GOODS_INCOMPLETE',
    message: '还不能上架，缺少：分类、图片、单位、税收分类、SKU',
  })
  const kept = await rig.do(admin, 'catalog.createGoods', { ...empty, asDraft: true })
  const { rows: drafts } = await rig.do(admin, 'catalog.listGoods', { filter: { state: 'draft' } })
  expect(drafts.map(({ id }) => id)).toEqual([kept.goodsId])
})

test('editing checks the version, stays complete and retires skus left out', async () => {
  const draft = await goods({ skus: [sku({ spec: '公 4.0 两' }), sku({ spec: '公 5.0 两' })] })
  const { goodsId, skuIds } = await rig.do(admin, 'catalog.createGoods', draft)
  const [kept = '', dropped = ''] = skuIds
  const { asDraft: _asDraft, ...fields } = draft
  const edit = {
    ...fields,
    goodsId,
    version: 1,
    name: '改名公蟹',
    skus: [{ ...sku({ code: draft.skus[0]?.code, retailFen: 9_000 }), id: kept }, sku()],
  }
  expect(await rig.do(admin, 'catalog.updateGoods', edit)).toEqual({ version: 2 })
  const saved = await rig.do(admin, 'catalog.getGoods', { goodsId })
  expect(saved.skus.map(({ id }) => id)).not.toContain(dropped)
  expect(saved.skus[0]).toMatchObject({ id: kept, retailFen: 9_000 })

  expect(await rig.call(admin, 'catalog.updateGoods', edit)).toMatchObject({
    code: 'VERSION_CONFLICT',
  })
  const bare = { ...edit, version: 2, pictures: [] }
  expect(await rig.call(admin, 'catalog.updateGoods', bare)).toMatchObject({
    code: 'GOODS_INCOMPLETE',
  })
  const foreign = { ...edit, version: 2, skus: [{ ...sku(), id: shop.maleSku }] }
  expect(await rig.call(admin, 'catalog.updateGoods', foreign)).toMatchObject({ status: 404 })
  const other = await goods()
  await rig.do(admin, 'catalog.createGoods', other)
  const taken = { ...edit, version: 2, skus: [sku({ code: other.skus[0]?.code })] }
  expect(await rig.call(admin, 'catalog.updateGoods', taken)).toMatchObject({ code: 'DUPLICATE' })
})

test('AD-115 only the retail price is entered per sku; dealer prices have no field', async () => {
  const { goodsId } = await rig.do(admin, 'catalog.createGoods', await goods())
  const { skus } = await rig.do(admin, 'catalog.getGoods', { goodsId })
  expect(Object.keys(skus[0] ?? {}).filter((name) => name.endsWith('Fen'))).toEqual(['retailFen'])
  const priced = await goods({ skus: [sku({ dealerFen: 5_000 })] })
  const refused = await rig.call(admin, 'catalog.createGoods', priced)
  expect(refused).toMatchObject({ status: 400, code: 'VALIDATION_FAILED' })
})

test('AD-118 stock is the ERP’s or a fixed number not above it, with a warning level', async () => {
  const fixed = sku({ stockSource: 'fixed', fixedQuantity: 12, warnAt: 5 })
  const { goodsId, skuIds } = await rig.do(
    admin,
    'catalog.createGoods',
    await goods({ skus: [fixed, sku()] }),
  )
  const lines = skuIds.map((skuId) => ({ skuId, change: 40 }))
  await rig.do(admin, 'stock.adjustStock', { warehouseId: shop.warehouseId, lines, reason: '到货' })
  const { skus } = await rig.do(admin, 'catalog.getGoods', { goodsId })
  expect(skus).toMatchObject([
    { stockSource: 'fixed', onHand: 40, available: 12, warnAt: 5 },
    { stockSource: 'erp', onHand: 40, available: 40, warnAt: null },
  ])
  const less = lines.map((line) => ({ ...line, change: -33 }))
  await rig.do(admin, 'stock.adjustStock', {
    warehouseId: shop.warehouseId,
    lines: less,
    reason: '盘亏',
  })
  const after = await rig.do(admin, 'catalog.getGoods', { goodsId })
  expect(after.skus.map(({ available }) => available)).toEqual([7, 7])

  const warnings = async () =>
    (await rig.do(admin, 'stock.listBalances', { filter: { low: true } })).rows
      .filter(({ skuId }) => skuIds.includes(skuId))
      .map(({ warnAt }) => warnAt)
  expect(await warnings()).toEqual([20])
  const negative = await goods({ skus: [sku({ stockSource: 'fixed', fixedQuantity: -1 })] })
  const refused = await rig.call(admin, 'catalog.createGoods', negative)
  expect(refused).toMatchObject({ code: 'VALIDATION_FAILED' })
})

test('AD-122 on and off shelf singly or in batch, never incomplete; carts say so', async () => {
  const first = await rig.do(admin, 'catalog.createGoods', await goods())
  const second = await rig.do(admin, 'catalog.createGoods', await goods())
  const bare = await rig.do(
    admin,
    'catalog.createGoods',
    await goods({ pictures: [], asDraft: true }),
  )
  const shelf = (ids: string[], on: boolean) => rig.call(admin, 'catalog.shelfGoods', { ids, on })
  const incomplete = await shelf([first.goodsId, bare.goodsId], true)
  expect(incomplete).toMatchObject({ code: 'GOODS_INCOMPLETE', detail: { missing: ['图片'] } })
  const kept = await rig.do(admin, 'catalog.getGoods', { goodsId: first.goodsId })
  expect(kept.state).toBe('off')
  expect(await shelf([first.goodsId, second.goodsId], true)).toMatchObject({
    value: { changed: 2 },
  })
  expect(await shelf([second.goodsId], false)).toMatchObject({ value: { changed: 1 } })
  const { rows } = await rig.do(admin, 'catalog.listGoods', { filter: { state: 'on' } })
  expect(rows.map(({ id }) => id)).toContain(first.goodsId)
  expect(rows.map(({ id }) => id)).not.toContain(second.goodsId)
  expect(await shelf([randomUUID()], true)).toMatchObject({ status: 404 })

  const { token } = await signInMember(rig)
  await rig.do(token, 'orders.addToCart', { packageId: shop.packageId, quantity: 1 })
  await rig.do(admin, 'catalog.shelfPackages', { ids: [shop.packageId], on: false })
  const { rows: shown } = await rig.do(null, 'orders.browseShop', { filter: { kind: 'package' } })
  expect(shown.map(({ id }) => id)).not.toContain(shop.packageId)
  const { lines } = await rig.do(token, 'orders.getCart', {})
  expect(lines).toMatchObject([{ problem: 'off-shelf' }])
  const wanted = [{ kind: 'package' as const, itemId: shop.packageId, quantity: 1 }]
  const checkout = await rig.call(token, 'orders.quoteOrder', { lines: wanted, addressId: null })
  expect(checkout).toMatchObject({ code: 'OFF_SHELF', message: '商品已下架' })
})
