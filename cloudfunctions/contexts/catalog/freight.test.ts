import { randomUUID } from 'node:crypto'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop, SUZHOU, saveAddress, uploadPicture } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
})
afterAll(() => rig.stop())

const rule = (change: Record<string, unknown> = {}) => ({
  provinces: [] as string[],
  served: true,
  firstSteps: 1_000,
  firstFen: 1_200,
  stepSize: 1_000,
  stepFen: 500,
  freeFromFen: null as number | null,
  ...change,
})

/** A package of one sku with the given weight, on shelf and in stock, charged by a template. */
async function packageOf(weightGrams: number, freightTemplateId: string, retailFen = 10_000) {
  const picture = await uploadPicture(rig, admin)
  const mark = randomUUID().slice(0, 8)
  const { categoryId } = await rig.do(admin, 'catalog.createCategory', {
    kind: 'goods',
    name: mark,
    parentId: null,
    sort: 1,
    shown: true,
  })
  const { skuIds } = await rig.do(admin, 'catalog.createGoods', {
    name: `蟹醋 ${mark}`,
    categoryId,
    pictures: [picture],
    video: null,
    unit: '瓶',
    taxClass: '1030204',
    parameters: [],
    asDraft: false,
    skus: [
      {
        id: null,
        code: mark,
        spec: '整箱',
        retailFen: 5_000,
        weightGrams,
        stockSource: 'erp',
        fixedQuantity: null,
        warnAt: null,
      },
    ],
  })
  const [skuId = ''] = skuIds
  const { packageId } = await rig.do(admin, 'catalog.createPackage', {
    name: `蟹醋礼盒 ${mark}`,
    categoryId: null,
    pictures: [picture],
    video: null,
    sellingPoints: '',
    retailFen,
    quota: null,
    subsidyFen: 0,
    freightTemplateId,
    description: '',
    contents: [{ skuId, quantity: 1 }],
  })
  await rig.do(admin, 'catalog.shelfPackages', { ids: [packageId], on: true })
  await rig.do(admin, 'stock.adjustStock', {
    warehouseId: shop.warehouseId,
    lines: [{ skuId, change: 100 }],
    reason: '到货',
  })
  return packageId
}

const template = async (by: 'piece' | 'weight', rules: ReturnType<typeof rule>[]) =>
  (
    await rig.do(admin, 'catalog.createFreightTemplate', {
      name: `模板 ${randomUUID().slice(0, 8)}`,
      by,
      rules,
    })
  ).freightTemplateId

test('AD-336 weight or piece, free from a limit, not everywhere; in use it stays', async () => {
  const weight = await template('weight', [
    rule(),
    rule({ provinces: ['西藏'], served: false }),
    rule({ provinces: ['上海'], freeFromFen: 20_000 }),
  ])
  const piece = await template('piece', [
    rule({ firstSteps: 1, firstFen: 800, stepSize: 1, stepFen: 300 }),
  ])
  const heavy = await packageOf(2_300, weight)
  const bottles = await packageOf(500, piece)
  const { token } = await signInMember(rig)
  const home = await saveAddress(rig, token)
  const quote = (lines: { itemId: string; quantity: number }[], addressId = home) =>
    rig.do(token, 'orders.quoteOrder', {
      lines: lines.map((line) => ({ kind: 'package' as const, ...line })),
      addressId,
    })
  // 2.3 kg: 12.00 + 2 × 5.00. By piece: 8.00 + 2 × 3.00. Both: 12.00 once + 10.00 + 6.00.
  expect(await quote([{ itemId: heavy, quantity: 1 }])).toMatchObject({ freightFen: 2_200 })
  expect(await quote([{ itemId: bottles, quantity: 3 }])).toMatchObject({ freightFen: 1_400 })
  const both = [
    { itemId: heavy, quantity: 1 },
    { itemId: bottles, quantity: 3 },
  ]
  expect(await quote(both)).toMatchObject({ freightFen: 2_800 })
  const shanghai = await saveAddress(rig, token, { ...SUZHOU, province: '上海市', city: '上海市' })
  expect(await quote([{ itemId: heavy, quantity: 1 }], shanghai)).toMatchObject({
    freightFen: 2_200,
  })
  expect(await quote([{ itemId: heavy, quantity: 2 }], shanghai)).toMatchObject({ freightFen: 0 })
  const lhasa = await saveAddress(rig, token, { ...SUZHOU, province: '西藏自治区', city: '拉萨市' })
  expect(await quote([{ itemId: heavy, quantity: 1 }], lhasa)).toMatchObject({ served: false })

  const refused = await rig.call(admin, 'catalog.deleteFreightTemplate', {
    freightTemplateId: weight,
  })
  expect(refused).toMatchObject({ code: 'IN_USE', message: /正在使用中，不能删除：蟹醋礼盒/ })
  const spare = await template('piece', [rule()])
  await rig.do(admin, 'catalog.deleteFreightTemplate', { freightTemplateId: spare })
  const { rows } = await rig.do(admin, 'catalog.listFreightTemplates', {})
  expect(rows.find(({ id }) => id === weight)).toMatchObject({ usedBy: 1, by: 'weight' })
  expect(rows.some(({ id }) => id === spare)).toBe(false)
  const gone = await rig.call(admin, 'catalog.deleteFreightTemplate', { freightTemplateId: spare })
  expect(gone).toMatchObject({ status: 404 })
})

test('a template is edited against its version; names are unique', async () => {
  const freightTemplateId = await template('weight', [rule()])
  const name = `新模板 ${randomUUID().slice(0, 8)}`
  const edit = { freightTemplateId, name, by: 'piece' as const, rules: [rule()], version: 1 }
  expect(await rig.do(admin, 'catalog.updateFreightTemplate', edit)).toEqual({ version: 2 })
  expect(await rig.call(admin, 'catalog.updateFreightTemplate', edit)).toMatchObject({
    code: 'VERSION_CONFLICT',
  })
  const twin = { name, by: 'piece' as const, rules: [rule()] }
  expect(await rig.call(admin, 'catalog.createFreightTemplate', twin)).toMatchObject({
    code: 'DUPLICATE',
  })
  const other = await template('weight', [rule()])
  const taken = { ...edit, freightTemplateId: other, version: 1 }
  expect(await rig.call(admin, 'catalog.updateFreightTemplate', taken)).toMatchObject({
    code: 'DUPLICATE',
  })
  const lost = { ...edit, freightTemplateId: randomUUID() }
  expect(await rig.call(admin, 'catalog.updateFreightTemplate', lost)).toMatchObject({
    status: 404,
  })
})
