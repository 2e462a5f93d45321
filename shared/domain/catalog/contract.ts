import { command, query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import {
  amountFen,
  count,
  day,
  flag,
  id,
  instant,
  list,
  object,
  oneOf,
  optionalText,
  quantity,
  text,
} from '../kernel/schema'
import { cardProductExport, goodsExport, packageExport } from './exports'

export const categoryKinds = ['goods', 'package', 'e-card', 'physical-card'] as const
export const shelfStates = ['draft', 'off', 'on'] as const
const kind = oneOf(categoryKinds)
/** AD-017: above 0 and at or below the warning level, or nothing left to sell. */
const stock = oneOf(['low', 'sold-out'])
const shelfState = oneOf(shelfStates)
const version = count(1_000_000_000)
const pictures = list(id, 9).meta({ title: '图片' })
const video = id.nullable().meta({ title: '视频' })
const retailFen = amountFen.meta({ title: '零售价' })
const description = optionalText(60_000).meta({ title: '详情' })
const shelfCommand = { ids: list(id, 100, 1), on: flag }
const shelfOutput = object({ changed: count(100) })

// Categories -------------------------------------------------------------------------------------
const category = object({
  id,
  kind,
  name: text(20),
  parentId: id.nullable(),
  sort: count(9_999),
  shown: flag,
  /** What the member program's navigation shows; first-level categories only. */
  icon: id.nullable(),
  usedBy: count(1_000_000),
  version,
})
/** MB-016 reads the shown first-level ones; the console reads all. */
export const listCategories = query('catalog.listCategories', {
  title: '分类列表',
  may: { anyone: true, member: 'own', dealer: {}, sales: 'own', console: 'goods.read' },
  input: { kind },
  output: object({ rows: list(category, 500) }),
  refusals: [],
})
const categoryFields = {
  kind,
  name: text(20).meta({ title: '分类名称' }),
  parentId: id.nullable().meta({ title: '上级分类' }),
  sort: count(9_999).meta({ title: '排序' }),
  shown: flag.meta({ title: '显示' }),
  icon: id.nullable().optional().meta({ title: '图标' }),
}
export const createCategory = command('catalog.createCategory', {
  title: '新增分类',
  may: { console: 'goods.edit' },
  input: categoryFields,
  output: object({ categoryId: id }),
  refusals: ['DUPLICATE'],
})
export const updateCategory = command('catalog.updateCategory', {
  title: '修改分类',
  may: { console: 'goods.edit' },
  input: {
    categoryId: id,
    name: categoryFields.name,
    sort: categoryFields.sort,
    shown: categoryFields.shown,
    /** Left out: stays as it is. */
    icon: categoryFields.icon,
    version,
  },
  output: object({ version }),
  refusals: ['VERSION_CONFLICT', 'DUPLICATE'],
})
/** AD-110: refused while sub-categories or goods use it. */
export const deleteCategory = command('catalog.deleteCategory', {
  title: '删除分类',
  may: { console: 'goods.edit' },
  input: { categoryId: id },
  output: object({}),
  refusals: ['CATEGORY_IN_USE'],
})

// Goods ------------------------------------------------------------------------------------------
const skuFields = {
  code: text(40).meta({ title: 'SKU 编码' }),
  spec: text(60).meta({ title: '规格' }),
  retailFen,
  weightGrams: count(1_000_000).meta({ title: '重量（克）' }),
  stockSource: oneOf(['erp', 'fixed']).meta({ title: '库存来源' }),
  fixedQuantity: count(10_000_000).nullable().meta({ title: '固定库存' }),
  warnAt: count(1_000_000).nullable().meta({ title: '预警值' }),
}
const goodsFields = {
  name: text(60).meta({ title: '名称' }),
  categoryId: id.nullable().meta({ title: '分类' }),
  pictures,
  video,
  unit: optionalText(10).meta({ title: '单位' }),
  taxClass: optionalText(20).meta({ title: '税收分类' }),
  parameters: list(object({ name: text(20), value: text(60) }), 30).meta({ title: '参数' }),
}
/** A sku with an id is changed, one without is added. */
const skuInput = object({ ...skuFields, id: id.nullable() })
const sku = object({
  ...skuFields,
  id,
  onHand: count(1_000_000_000),
  available: count(1_000_000_000),
})
export const listGoods = query('catalog.listGoods', {
  title: '货品列表',
  may: { console: 'goods.read' },
  input: listInput({ keyword: text(60), categoryId: id, state: shelfState, stock }, [
    '-createdAt',
    'createdAt',
    'name',
    '-name',
  ]),
  output: listOutput(
    object({
      id,
      name: text(60),
      categoryName: text(20).nullable(),
      picture: id.nullable(),
      skuCount: count(100),
      retailFromFen: amountFen.nullable(),
      available: count(1_000_000_000),
      state: shelfState,
      createdAt: instant,
    }),
  ),
  exports: goodsExport,
  refusals: [],
})
export const getGoods = query('catalog.getGoods', {
  title: '货品详情',
  may: { console: 'goods.read' },
  input: { goodsId: id },
  output: object({
    ...goodsFields,
    id,
    state: shelfState,
    skus: list(sku, 50),
    version,
    createdAt: instant,
  }),
  refusals: [],
})
export const createGoods = command('catalog.createGoods', {
  title: '新增货品',
  may: { console: 'goods.edit' },
  input: { ...goodsFields, skus: list(skuInput, 50), asDraft: flag.meta({ title: '存为草稿' }) },
  output: object({ goodsId: id, skuIds: list(id, 50) }),
  refusals: ['GOODS_INCOMPLETE', 'DUPLICATE'],
})
export const updateGoods = command('catalog.updateGoods', {
  title: '修改货品',
  may: { console: 'goods.edit' },
  input: { ...goodsFields, goodsId: id, skus: list(skuInput, 50), version },
  output: object({ version }),
  refusals: ['VERSION_CONFLICT', 'GOODS_INCOMPLETE', 'DUPLICATE'],
})
export const shelfGoods = command('catalog.shelfGoods', {
  title: '货品上下架',
  may: { console: 'goods.shelf' },
  input: shelfCommand,
  output: shelfOutput,
  refusals: ['GOODS_INCOMPLETE'],
})

// Packages ---------------------------------------------------------------------------------------
const packageFields = {
  name: text(60).meta({ title: '套餐名称' }),
  categoryId: id.nullable().meta({ title: '分类' }),
  pictures,
  video,
  sellingPoints: optionalText(120).meta({ title: '卖点' }),
  contents: list(object({ skuId: id, quantity }), 30).meta({ title: '所含单品' }),
  retailFen,
  quota: count(10_000_000).nullable().meta({ title: '限量（空为不限）' }),
  subsidyFen: amountFen.meta({ title: '服务费补贴' }),
  freightTemplateId: id.nullable().meta({ title: '运费模板' }),
  description,
}
const contentRow = object({
  skuId: id,
  code: text(40),
  name: text(60),
  spec: text(60),
  unit: optionalText(10),
  quantity,
  available: count(1_000_000_000),
})
export const listPackages = query('catalog.listPackages', {
  title: '套餐列表',
  may: { console: 'goods.read' },
  input: listInput({ keyword: text(60), categoryId: id, state: shelfState, stock }, [
    '-createdAt',
    'createdAt',
    'retail',
    '-retail',
    'sales',
    '-sales',
  ]),
  output: listOutput(
    object({
      id,
      name: text(60),
      categoryName: text(20).nullable(),
      picture: id.nullable(),
      retailFen: amountFen,
      available: count(1_000_000_000),
      sales: count(1_000_000_000),
      state: shelfState,
      createdAt: instant,
    }),
  ),
  exports: packageExport,
  refusals: [],
})
export const getPackage = query('catalog.getPackage', {
  title: '套餐详情',
  may: { console: 'goods.read' },
  input: { packageId: id },
  output: object({
    ...packageFields,
    id,
    contents: list(contentRow, 30),
    state: shelfState,
    available: count(1_000_000_000),
    version,
  }),
  refusals: [],
})
export const createPackage = command('catalog.createPackage', {
  title: '新增套餐',
  may: { console: 'goods.edit' },
  input: packageFields,
  output: object({ packageId: id }),
  refusals: ['GOODS_INCOMPLETE', 'DUPLICATE'],
})
export const updatePackage = command('catalog.updatePackage', {
  title: '修改套餐',
  may: { console: 'goods.edit' },
  input: { ...packageFields, packageId: id, version },
  output: object({ version }),
  refusals: ['VERSION_CONFLICT', 'GOODS_INCOMPLETE', 'DUPLICATE'],
})
export const shelfPackages = command('catalog.shelfPackages', {
  title: '套餐上下架',
  may: { console: 'goods.shelf' },
  input: shelfCommand,
  output: shelfOutput,
  refusals: ['GOODS_INCOMPLETE'],
})

// Card products ----------------------------------------------------------------------------------
const cardKind = oneOf(['electronic', 'physical'])
const season = object({ opensOn: day, closesOn: day, leadDays: count(60) })
const cardProductFields = {
  kind: cardKind,
  name: text(60).meta({ title: '卡名称' }),
  /** Left out, a new product gets one and an old one keeps its own. */
  code: text(40).nullable().optional().meta({ title: '编码' }),
  categoryId: id.nullable().meta({ title: '分类' }),
  faces: list(id, 6).meta({ title: '卡面' }),
  description,
  season: season.nullable().meta({ title: '提货季（空为全年）' }),
  packageIds: list(id, 10).meta({ title: '可提套餐' }),
  retailFen,
  subsidyFen: amountFen.meta({ title: '服务费补贴' }),
  quota: count(10_000_000).meta({ title: '可售数量' }),
}
export const listCardProducts = query('catalog.listCardProducts', {
  title: '提货卡产品列表',
  may: { console: 'goods.read' },
  input: listInput(
    { keyword: text(60), categoryId: id, kind: cardKind, state: shelfState, stock },
    ['-createdAt', 'createdAt', 'retail', '-retail', 'sales', '-sales'],
  ),
  output: listOutput(
    object({
      id,
      kind: cardKind,
      name: text(60),
      code: text(40).nullable(),
      categoryName: text(20).nullable(),
      packageNames: list(text(60), 10),
      retailFen: amountFen,
      available: count(10_000_000),
      sales: count(1_000_000_000),
      state: shelfState,
      createdAt: instant,
    }),
  ),
  exports: cardProductExport,
  refusals: [],
})
export const getCardProduct = query('catalog.getCardProduct', {
  title: '提货卡产品详情',
  may: { console: 'goods.read' },
  input: { cardProductId: id },
  output: object({
    ...cardProductFields,
    id,
    code: text(40).nullable(),
    nextSeason: season.nullable(),
    state: shelfState,
    available: count(10_000_000),
    version,
  }),
  refusals: [],
})
export const createCardProduct = command('catalog.createCardProduct', {
  title: '新增提货卡产品',
  may: { console: 'goods.edit' },
  input: cardProductFields,
  output: object({ cardProductId: id }),
  refusals: ['GOODS_INCOMPLETE', 'DUPLICATE'],
})
export const updateCardProduct = command('catalog.updateCardProduct', {
  title: '修改提货卡产品',
  may: { console: 'goods.edit' },
  input: { ...cardProductFields, cardProductId: id, version },
  output: object({ version }),
  refusals: [
    'VERSION_CONFLICT',
    'GOODS_INCOMPLETE',
    'SEASON_NOT_OPENED',
    'QUOTA_BELOW_SOLD',
    'DUPLICATE',
  ],
})
/** AD-144: after its season a product gets the next one, for cards already sold as well. */
export const addNextSeason = command('catalog.addNextSeason', {
  title: '开放下一季',
  may: { console: 'goods.edit' },
  input: {
    cardProductId: id,
    season: season.meta({ title: '下一提货季' }),
    version,
  },
  output: object({ version }),
  refusals: ['VERSION_CONFLICT', 'SEASON_NOT_OPENED'],
})
export const shelfCardProducts = command('catalog.shelfCardProducts', {
  title: '提货卡上下架',
  may: { console: 'goods.shelf' },
  input: shelfCommand,
  output: shelfOutput,
  refusals: ['GOODS_INCOMPLETE'],
})
