import { randomUUID } from 'node:crypto'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop, uploadPicture } from '../../../tests/rig/shop'

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

const form = (change: Record<string, unknown> = {}) => ({
  name: `礼盒 ${randomUUID().slice(0, 8)}`,
  categoryId: null as string | null,
  pictures: [picture],
  video: null as string | null,
  sellingPoints: '蟹黄饱满',
  contents: [
    { skuId: shop.maleSku, quantity: 4 },
    { skuId: shop.femaleSku, quantity: 2 },
  ],
  retailFen: 58_800,
  quota: null as number | null,
  subsidyFen: 2_000,
  freightTemplateId: null as string | null,
  description: '',
  ...change,
})

test('AD-131 a package has its basics and at least one sku, which drive its stock', async () => {
  const { categoryId } = await rig.do(admin, 'catalog.createCategory', {
    kind: 'package',
    name: '节令礼盒',
    parentId: null,
    sort: 1,
    shown: true,
  })
  const video = await uploadPicture(rig, admin)
  const draft = form({ categoryId, video, quota: 8 })
  const { packageId } = await rig.do(admin, 'catalog.createPackage', draft)
  const saved = await rig.do(admin, 'catalog.getPackage', { packageId })
  expect(saved).toMatchObject({
    name: draft.name,
    categoryId,
    pictures: [picture],
    video,
    sellingPoints: '蟹黄饱满',
    quota: 8,
    available: 0,
    state: 'off',
  })
  expect(saved.contents).toMatchObject([
    { skuId: shop.maleSku, quantity: 4, spec: '公 4.0 两' },
    { skuId: shop.femaleSku, quantity: 2, spec: '母 3.0 两' },
  ])
  const none = await rig.call(admin, 'catalog.createPackage', form({ contents: [] }))
  expect(none).toMatchObject({ code: 'GOODS_INCOMPLETE', detail: { missing: ['所含单品'] } })
  const ghost = form({ contents: [{ skuId: randomUUID(), quantity: 1 }] })
  expect(await rig.call(admin, 'catalog.createPackage', ghost)).toMatchObject({ status: 404 })
  const twin = await rig.call(admin, 'catalog.createPackage', form({ name: draft.name }))
  expect(twin).toMatchObject({ code: 'DUPLICATE' })

  await rig.do(admin, 'stock.adjustStock', {
    warehouseId: shop.warehouseId,
    lines: [
      { skuId: shop.maleSku, change: 41 },
      { skuId: shop.femaleSku, change: 30 },
    ],
    reason: '到货',
  })
  const availableWith = async (quota: number | null, version: number) => {
    await rig.do(admin, 'catalog.updatePackage', { ...draft, packageId, quota, version })
    return (await rig.do(admin, 'catalog.getPackage', { packageId })).available
  }
  expect(await availableWith(8, 1)).toBe(8)
  expect(await availableWith(20, 2)).toBe(10)
  expect(await availableWith(null, 3)).toBe(10)
  const { rows } = await rig.do(admin, 'catalog.listPackages', { filter: { keyword: draft.name } })
  expect(rows).toMatchObject([{ id: packageId, categoryName: '节令礼盒', available: 10, sales: 0 }])
})

test('AD-133 one retail price, the same for everybody, and no field for any other', async () => {
  const { packageId } = await rig.do(admin, 'catalog.createPackage', form())
  const saved = await rig.do(admin, 'catalog.getPackage', { packageId })
  const prices = Object.keys(saved).filter((name) => name.endsWith('Fen'))
  expect(prices.sort()).toEqual(['retailFen', 'subsidyFen'])
  for (const extra of [{ dealerFen: 1 }, { memberFen: 1 }, { prices: [{ dealerId: 'x' }] }]) {
    const refused = await rig.call(admin, 'catalog.createPackage', form(extra))
    expect(refused).toMatchObject({ code: 'VALIDATION_FAILED' })
  }
})

test('an edit checks the version and the rules of a new package', async () => {
  const draft = form()
  const { packageId } = await rig.do(admin, 'catalog.createPackage', draft)
  const edit = { ...draft, packageId, version: 1, retailFen: 60_000 }
  expect(await rig.do(admin, 'catalog.updatePackage', edit)).toEqual({ version: 2 })
  const stale = await rig.call(admin, 'catalog.updatePackage', edit)
  expect(stale).toMatchObject({ code: 'VERSION_CONFLICT' })
  const empty = { ...edit, version: 2, contents: [] }
  expect(await rig.call(admin, 'catalog.updatePackage', empty)).toMatchObject({
    code: 'GOODS_INCOMPLETE',
  })
  const other = form()
  await rig.do(admin, 'catalog.createPackage', other)
  const taken = { ...edit, version: 2, name: other.name }
  expect(await rig.call(admin, 'catalog.updatePackage', taken)).toMatchObject({ code: 'DUPLICATE' })
  const lost = { ...edit, packageId: randomUUID() }
  expect(await rig.call(admin, 'catalog.updatePackage', lost)).toMatchObject({ status: 404 })
})

test('scripts, handlers and foreign pictures are taken out of the text on write', async () => {
  const description =
    '<p style="text-align:center;position:fixed" onclick="x()">当日捕捞<script>steal()</script></p>' +
    `<img src="/files/${picture}"><img src="https://evil.example/1.png">` +
    '<a href="javascript:x()">链接</a><iframe src="https://evil.example"></iframe>'
  const { packageId } = await rig.do(admin, 'catalog.createPackage', form({ description }))
  const saved = await rig.do(admin, 'catalog.getPackage', { packageId })
  expect(saved.description).toBe(
    `<p style="text-align:center">当日捕捞</p><img src="/files/${picture}" /><a>链接</a>`,
  )
})

test('an incomplete package, or one whose sku was deleted, does not go on shelf', async () => {
  const bare = await rig.do(admin, 'catalog.createPackage', form({ pictures: [], retailFen: 0 }))
  const refused = await rig.call(admin, 'catalog.shelfPackages', {
    ids: [bare.packageId],
    on: true,
  })
  expect(refused).toMatchObject({
    code: 'GOODS_INCOMPLETE',
    detail: { missing: ['图片', '零售价'] },
  })
  const unknown = await rig.call(admin, 'catalog.shelfPackages', { ids: [randomUUID()], on: true })
  expect(unknown).toMatchObject({ status: 404 })
})

test('the lists sort by price both ways and page', async () => {
  for (const retailFen of [70_100, 70_300, 70_200]) {
    await rig.do(admin, 'catalog.createPackage', form({ name: `排序礼盒 ${retailFen}`, retailFen }))
  }
  const sorted = async (sort: 'retail' | '-retail') =>
    (
      await rig.do(admin, 'catalog.listPackages', { filter: { keyword: '排序礼盒' }, sort })
    ).rows.map(({ retailFen }) => retailFen)
  expect(await sorted('retail')).toEqual([70_100, 70_200, 70_300])
  expect(await sorted('-retail')).toEqual([70_300, 70_200, 70_100])
})
