import { stockUp } from './goods'
import type { DemoWorld } from './parts'
import { personOf } from './people'

interface DealerPlan {
  key: string
  owner: string
  name: string
  tier: 1 | 2 | 3
  parent: string | null
  discount: number
  district: string
  street: string
  latitude: number
  longitude: number
}

/** One chain of three and a second store; discounts rise strictly from tier to tier. */
const dealerPlans: readonly DealerPlan[] = [
  {
    key: 'lakeside',
    owner: 'tang-wanru',
    name: '湖畔人家旗舰店',
    tier: 1,
    parent: null,
    discount: 6_200,
    district: '工业园区',
    street: '星湖街 328 号',
    latitude: 31.3172,
    longitude: 120.7235,
  },
  {
    key: 'kunshan',
    owner: 'zheng-chusheng',
    name: '昆山前进路店',
    tier: 1,
    parent: null,
    discount: 6_400,
    district: '昆山市',
    street: '前进中路 88 号',
    latitude: 31.3846,
    longitude: 120.9807,
  },
  {
    key: 'gusu',
    owner: 'duan-qinghe',
    name: '姑苏鲜品',
    tier: 2,
    parent: 'lakeside',
    discount: 7_500,
    district: '姑苏区',
    street: '临顿路 60 号',
    latitude: 31.3185,
    longitude: 120.6292,
  },
  {
    key: 'wuzhong',
    owner: 'shangguan-yunxiu',
    name: '吴中临湖小店',
    tier: 3,
    parent: 'gusu',
    discount: 8_500,
    district: '吴中区',
    street: '临湖镇湖桥路 7 号',
    latitude: 31.1372,
    longitude: 120.4586,
  },
]

export async function makeDealers(
  world: DemoWorld,
  skus: Map<string, string>,
): Promise<Map<string, string>> {
  const dealers = new Map<string, string>()
  for (const plan of dealerPlans) dealers.set(plan.key, await makeDealer(world, plan, dealers))
  const { rows } = await world.caller.ask('stock.listWarehouses', world.admin, {})
  for (const key of ['lakeside', 'kunshan']) {
    const store = rows.find(({ dealerId }) => dealerId === dealers.get(key))
    if (store) await stockUp(world, { key, warehouseId: store.id, skus, quantity: 300 })
  }
  return dealers
}

async function makeDealer(
  world: DemoWorld,
  plan: DealerPlan,
  dealers: Map<string, string>,
): Promise<string> {
  const owner = personOf(plan.owner)
  const { dealerId } = await world.caller.call(
    { name: 'channel.createDealer', as: world.admin, key: plan.key },
    {
      name: plan.name,
      contact: owner.name,
      phone: owner.phone,
      province: '江苏省',
      city: '苏州市',
      district: plan.district,
      street: plan.street,
      latitude: plan.latitude,
      longitude: plan.longitude,
      kind: plan.tier === 1 ? 'store' : null,
      sellsOffline: true,
      earnsOnline: true,
      discount: plan.discount,
      tier: plan.tier,
      parentId: plan.parent === null ? null : (dealers.get(plan.parent) ?? null),
    },
  )
  return dealerId
}

/** A level above every dealer's discount, as the rules ask. */
export async function makeLevels({ caller, admin }: DemoWorld): Promise<string> {
  const { levelId } = await caller.call(
    { name: 'members.createLevel', as: admin, key: 'vip' },
    {
      name: '贵宾',
      rank: 2,
      discount: 9_700,
      combine: 'any',
      spendFen: 500_000,
      orderCount: null,
      inviteCount: null,
    },
  )
  return levelId
}
