import { type DemoWorld, dayFrom } from './parts'
import { category, picture } from './steps'

const skuLines = [
  { code: 'M40', spec: '公 4.0 两', retailFen: 6_800, weightGrams: 200 },
  { code: 'M50', spec: '公 5.0 两', retailFen: 12_800, weightGrams: 250 },
  { code: 'F30', spec: '母 3.0 两', retailFen: 6_800, weightGrams: 150 },
  { code: 'F40', spec: '母 4.0 两', retailFen: 12_800, weightGrams: 200 },
] as const

async function crabs(world: DemoWorld): Promise<Map<string, string>> {
  const { goodsId, skuIds } = await world.caller.call(
    { name: 'catalog.createGoods', as: world.admin, key: 'crab' },
    {
      name: '阳澄湖大闸蟹',
      categoryId: await category(world, 'goods', '活蟹'),
      pictures: [await picture(world, 'crab-male'), await picture(world, 'crab-female')],
      video: null,
      unit: '只',
      taxClass: '1030204',
      parameters: [
        { name: '产地', value: '江苏苏州阳澄湖' },
        { name: '保存', value: '0–5℃ 冷藏，三日内食用' },
      ],
      asDraft: false,
      skus: skuLines.map((line) => ({
        ...line,
        id: null,
        stockSource: 'erp' as const,
        fixedQuantity: null,
        warnAt: 200,
      })),
    },
  )
  await world.caller.call(
    { name: 'catalog.shelfGoods', as: world.admin, key: 'crab' },
    { ids: [goodsId], on: true },
  )
  return new Map(skuLines.map((line, index) => [line.code, skuIds[index] ?? '']))
}

async function freight(world: DemoWorld): Promise<string> {
  const rule = (provinces: string[], firstFen: number, stepFen: number) => ({
    provinces,
    served: true,
    firstSteps: 1_000,
    firstFen,
    stepSize: 1_000,
    stepFen,
    freeFromFen: 50_000,
  })
  const unserved = ['西藏自治区', '青海省', '新疆维吾尔自治区']
  const { freightTemplateId } = await world.caller.call(
    { name: 'catalog.createFreightTemplate', as: world.admin, key: 'cold' },
    {
      name: '冷链配送',
      by: 'weight',
      rules: [
        { ...rule(unserved, 0, 0), served: false, freeFromFen: null },
        rule(['江苏省', '上海市', '浙江省'], 1_200, 300),
        rule([], 2_200, 800),
      ],
    },
  )
  return freightTemplateId
}

interface PackagePlan {
  key: string
  name: string
  category: string
  picture: string
  points: string
  retailFen: number
  contents: [code: string, quantity: number][]
}

const packagePlans: readonly PackagePlan[] = [
  {
    key: 'september',
    name: '九月团圆 8 只礼盒',
    category: '礼盒',
    picture: 'gift-eight',
    points: '公 4.0 两 母 3.0 两，满黄满膏',
    retailFen: 58_800,
    contents: [
      ['M40', 4],
      ['F30', 4],
    ],
  },
  {
    key: 'king',
    name: '湖心王者 10 只礼盒',
    category: '礼盒',
    picture: 'gift-ten',
    points: '公 5.0 两 母 4.0 两，一蟹一码',
    retailFen: 268_800,
    contents: [
      ['M50', 5],
      ['F40', 5],
    ],
  },
  {
    key: 'feast',
    name: '湖畔家宴 10 只装',
    category: '家宴',
    picture: 'family-feast',
    points: '公 4.0 两 母 3.0 两，附蟹醋与紫苏',
    retailFen: 128_800,
    contents: [
      ['M40', 5],
      ['F30', 5],
    ],
  },
  {
    key: 'taste',
    name: '尝鲜 4 只装',
    category: '家宴',
    picture: 'lake-king',
    points: '公 4.0 两 母 3.0 两，两人正好',
    retailFen: 29_800,
    contents: [
      ['M40', 2],
      ['F30', 2],
    ],
  },
]

export interface DemoGoods {
  skus: Map<string, string>
  packages: Map<string, string>
  cards: Map<string, string>
}

export async function makeGoods(world: DemoWorld): Promise<DemoGoods> {
  const { caller, admin } = world
  const skus = await crabs(world)
  const freightTemplateId = await freight(world)
  const packages = new Map<string, string>()
  for (const plan of packagePlans) {
    const { packageId } = await caller.call(
      { name: 'catalog.createPackage', as: admin, key: plan.key },
      {
        name: plan.name,
        categoryId: await category(world, 'package', plan.category),
        pictures: [await picture(world, plan.picture), await picture(world, 'crab-male')],
        video: null,
        sellingPoints: plan.points,
        retailFen: plan.retailFen,
        quota: null,
        subsidyFen: 2_000,
        freightTemplateId,
        description: `<p>${plan.points}。清晨起捕，顺丰冷运当日发出。</p>`,
        contents: plan.contents.map(([code, quantity]) => ({
          skuId: skus.get(code) ?? '',
          quantity,
        })),
      },
    )
    packages.set(plan.key, packageId)
  }
  await caller.call(
    { name: 'catalog.shelfPackages', as: admin, key: 'all' },
    { ids: [...packages.values()], on: true },
  )
  const cards = await makeCards(world, packages)
  await stockCentral(world, skus)
  return { skus, packages, cards }
}

const cardPlans = [
  { key: 'feast', name: '湖畔家宴 1288 型卡', picture: 'card-gold', of: 'feast', fen: 128_800 },
  {
    key: 'september',
    name: '九月团圆 588 型卡',
    picture: 'card-lake',
    of: 'september',
    fen: 58_800,
  },
] as const

async function makeCards(
  world: DemoWorld,
  packages: Map<string, string>,
): Promise<Map<string, string>> {
  const { caller, admin } = world
  const cards = new Map<string, string>()
  for (const plan of cardPlans) {
    const { cardProductId } = await caller.call(
      { name: 'catalog.createCardProduct', as: admin, key: plan.key },
      {
        kind: 'electronic',
        name: plan.name,
        categoryId: await category(world, 'e-card', '提货卡'),
        faces: [await picture(world, plan.picture)],
        description: '<p>一卡一份，当季预约提货，可转赠亲友。</p>',
        season: { opensOn: dayFrom(world, -20), closesOn: dayFrom(world, 60), leadDays: 2 },
        packageIds: [packages.get(plan.of) ?? ''],
        retailFen: plan.fen,
        subsidyFen: 2_000,
        quota: 5_000,
      },
    )
    cards.set(plan.key, cardProductId)
  }
  await caller.call(
    { name: 'catalog.shelfCardProducts', as: admin, key: 'all' },
    { ids: [...cards.values()], on: true },
  )
  return cards
}

async function stockCentral(world: DemoWorld, skus: Map<string, string>): Promise<void> {
  const { rows } = await world.caller.ask('stock.listWarehouses', world.admin, {})
  const central = rows.find(({ kind }) => kind === 'central')
  if (!central) throw new Error('no central warehouse')
  await stockUp(world, { key: 'central', warehouseId: central.id, skus, quantity: 6_000 })
}

export async function stockUp(
  world: DemoWorld,
  lot: { key: string; warehouseId: string; skus: Map<string, string>; quantity: number },
): Promise<void> {
  await world.caller.call(
    { name: 'stock.adjustStock', as: world.admin, key: lot.key },
    {
      warehouseId: lot.warehouseId,
      lines: [...lot.skus.values()].map((skuId) => ({ skuId, change: lot.quantity })),
      reason: '到货入库',
    },
  )
}
