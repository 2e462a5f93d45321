import { randomUUID } from 'node:crypto'
import type { Rig } from './rig'

/** One 1×1 PNG, enough for a picture that the server accepts by its bytes. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

export async function uploadPicture(rig: Rig, token: string): Promise<string> {
  const { fileId, uploadUrl } = await rig.do(token, 'files.createUpload', {
    name: 'crab.png',
    type: 'image/png',
    size: PNG.byteLength,
  })
  const response = await fetch(new URL(uploadUrl, rig.baseUrl), {
    method: 'PUT',
    headers: { 'content-type': 'image/png' },
    body: PNG,
  })
  if (!response.ok) {
    throw new Error(`upload failed: ${response.status} ${await response.text()}`)
  }
  await rig.do(token, 'files.confirmUpload', { fileId })
  return fileId
}

export interface Shop {
  readonly maleSku: string
  readonly femaleSku: string
  readonly packageId: string
  readonly cardProductId: string
  readonly warehouseId: string
  readonly freightTemplateId: string
}

/**
 * A shop with two skus, a package of four males and four females at 588.00 and an e-card for it,
 * all on
 * the shelf, with stock in the central warehouse.
 */
export async function createShop(
  rig: Rig,
  admin: string,
  options: { stock?: number; quota?: number } = {},
): Promise<Shop> {
  const picture = await uploadPicture(rig, admin)
  const mark = randomUUID().slice(0, 6)
  const categoryOf = async (kind: 'goods' | 'package' | 'e-card', name: string) =>
    (
      await rig.do(admin, 'catalog.createCategory', {
        kind,
        name: `${name} ${mark}`,
        parentId: null,
        sort: 1,
        shown: true,
      })
    ).categoryId
  const sku = (code: string, spec: string, weightGrams: number) => ({
    id: null,
    code: `${code}-${mark}`,
    spec,
    retailFen: 8_000,
    weightGrams,
    stockSource: 'erp' as const,
    fixedQuantity: null,
    warnAt: null,
  })
  const { goodsId, skuIds } = await rig.do(admin, 'catalog.createGoods', {
    name: `阳澄湖大闸蟹 ${mark}`,
    categoryId: await categoryOf('goods', '活蟹'),
    pictures: [picture],
    video: null,
    unit: '只',
    taxClass: '1030204',
    parameters: [],
    asDraft: false,
    skus: [sku('M40', '公 4.0 两', 200), sku('F30', '母 3.0 两', 150)],
  })
  await rig.do(admin, 'catalog.shelfGoods', { ids: [goodsId], on: true })
  const [maleSku = '', femaleSku = ''] = skuIds
  const { freightTemplateId } = await rig.do(admin, 'catalog.createFreightTemplate', {
    name: `冷链 ${mark}`,
    by: 'weight',
    rules: [
      {
        provinces: ['西藏自治区'],
        served: false,
        firstSteps: 1_000,
        firstFen: 0,
        stepSize: 1_000,
        stepFen: 0,
        freeFromFen: null,
      },
      {
        provinces: [],
        served: true,
        firstSteps: 1_000,
        firstFen: 1_200,
        stepSize: 1_000,
        stepFen: 500,
        freeFromFen: null,
      },
    ],
  })
  const { packageId } = await rig.do(admin, 'catalog.createPackage', {
    name: `九月团圆 8 只礼盒 ${mark}`,
    categoryId: await categoryOf('package', '礼盒'),
    pictures: [picture],
    video: null,
    sellingPoints: '公 4.0 两 母 3.0 两',
    retailFen: 58_800,
    quota: null,
    subsidyFen: 2_000,
    freightTemplateId,
    description: '<p>当日捕捞</p>',
    contents: [
      { skuId: maleSku, quantity: 4 },
      { skuId: femaleSku, quantity: 4 },
    ],
  })
  await rig.do(admin, 'catalog.shelfPackages', { ids: [packageId], on: true })
  const { cardProductId } = await rig.do(admin, 'catalog.createCardProduct', {
    kind: 'electronic',
    name: `湖畔家宴 588 型 ${mark}`,
    categoryId: await categoryOf('e-card', '家宴'),
    faces: [picture],
    description: '',
    season: { opensOn: '2026-09-20', closesOn: '2026-12-10', leadDays: 2 },
    packageIds: [packageId],
    retailFen: 58_800,
    subsidyFen: 2_000,
    quota: options.quota ?? 1_000,
  })
  await rig.do(admin, 'catalog.shelfCardProducts', { ids: [cardProductId], on: true })
  const { rows } = await rig.do(admin, 'stock.listWarehouses', {})
  const warehouseId = rows.find(({ kind }) => kind === 'central')?.id ?? ''
  await stockUp(rig, admin, {
    warehouseId,
    skuIds: [maleSku, femaleSku],
    quantity: options.stock ?? 4_000,
  })
  return { maleSku, femaleSku, packageId, cardProductId, warehouseId, freightTemplateId }
}

export async function stockUp(
  rig: Rig,
  admin: string,
  stock: { warehouseId: string; skuIds: readonly string[]; quantity: number },
): Promise<void> {
  await rig.do(admin, 'stock.adjustStock', {
    warehouseId: stock.warehouseId,
    lines: stock.skuIds.map((skuId) => ({ skuId, change: stock.quantity })),
    reason: '到货入库',
  })
}

export const SUZHOU = {
  name: '林晓月',
  phone: '13812340001',
  province: '江苏省',
  city: '苏州市',
  district: '姑苏区',
  street: '平江路 12 号',
}

export async function saveAddress(
  rig: Rig,
  member: string,
  address: typeof SUZHOU = SUZHOU,
): Promise<string> {
  return (
    await rig.do(member, 'members.saveAddress', { addressId: null, address, isDefault: true })
  ).addressId
}

/**
 * Pays like a person would: WeChat's sheet is confirmed, WeChat Pay sends its notice, the app
 * asks.
 */
export async function pay(rig: Rig, member: string, orderId: string): Promise<void> {
  const { params } = await rig.do(member, 'orders.payOrder', {
    orderId,
    wechatCode: await wechatCode(rig),
  })
  const prepayId = params.package.replace('prepay_id=', '')
  await rig.sandbox.act('wechat-pay', 'pay', { prepayId })
  await rig.do(member, 'orders.checkPayment', { orderId })
}

/** A login code of some WeChat user of the member program. */
export async function wechatCode(
  rig: Rig,
  user = 'ouyang-jingyi',
  app = 'member',
): Promise<string> {
  const response = await fetch(`${rig.controlUrl}/_control/wechat/code`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ app, user }),
  })
  const { value } = (await response.json()) as { value: { code: string } }
  return value.code
}
