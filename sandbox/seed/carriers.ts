/**
 * The carriers each peer knows, in its own dialect. A code of one dialect is refused by the others,
 * as in reality; the product keeps the table between them (IN-084).
 */
export interface SeedCarrier {
  name: string
  kuaidi: string
  wechat: string
  /** Routes of these are shown only with the last four digits of a phone. */
  needsPhone: boolean
}

export const seedCarriers: readonly SeedCarrier[] = [
  { name: '顺丰速运', kuaidi: 'shunfeng', wechat: 'SF', needsPhone: true },
  { name: '顺丰冷运', kuaidi: 'shunfenglengyun', wechat: 'SF', needsPhone: true },
  { name: '中通快递', kuaidi: 'zhongtong', wechat: 'ZTO', needsPhone: true },
  { name: '圆通速递', kuaidi: 'yuantong', wechat: 'YTO', needsPhone: false },
  { name: '申通快递', kuaidi: 'shentong', wechat: 'STO', needsPhone: false },
  { name: '韵达速递', kuaidi: 'yunda', wechat: 'YD', needsPhone: false },
  { name: '极兔速递', kuaidi: 'jtexpress', wechat: 'JTSD', needsPhone: false },
  { name: '京东物流', kuaidi: 'jd', wechat: 'JD', needsPhone: false },
  { name: 'EMS', kuaidi: 'ems', wechat: 'EMS', needsPhone: false },
  { name: '邮政快递包裹', kuaidi: 'youzhengguonei', wechat: 'YZPY', needsPhone: false },
  { name: '德邦快递', kuaidi: 'debangkuaidi', wechat: 'DB', needsPhone: false },
  { name: '百世快递', kuaidi: 'huitongkuaidi', wechat: 'HTKY', needsPhone: false },
]

export const wechatCarriers: ReadonlySet<string> = new Set(seedCarriers.map((one) => one.wechat))

export const carrierByKuaidi = (code: string): SeedCarrier | undefined =>
  seedCarriers.find((carrier) => carrier.kuaidi === code)
