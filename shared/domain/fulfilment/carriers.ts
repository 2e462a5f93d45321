/** A carrier in the dialect of every peer that must know it (IN-084). Null = not mapped there. */
export interface Carrier {
  /** Our own code, stored with parcels. */
  readonly code: string
  readonly name: string
  readonly kuaidi: string | null
  readonly wechat: string | null
  readonly sf: string | null
  readonly cainiao: string | null
  readonly jd: string | null
  readonly pdd: string | null
  readonly douyin: string | null
  /** What a tracking number of this carrier looks like. */
  readonly trackingPattern: string
  /** Its routes are shown only to who knows the recipient's phone. */
  readonly needsPhone: boolean
}

const carrier = (
  code: string,
  name: string,
  codes: Partial<Omit<Carrier, 'code' | 'name'>>,
): Carrier => ({
  code,
  name,
  kuaidi: null,
  wechat: null,
  sf: null,
  cainiao: null,
  jd: null,
  pdd: null,
  douyin: null,
  trackingPattern: '^[0-9A-Z-]{8,32}$',
  needsPhone: false,
  ...codes,
})

/**
 * The one carrier table of the product; head office enables, sorts and maps its rows (AD-337).
 */
export const carriers: readonly Carrier[] = [
  carrier('SF', '顺丰速运', {
    kuaidi: 'shunfeng',
    wechat: 'SF',
    sf: 'SF',
    cainiao: 'SF',
    jd: '467',
    pdd: '44',
    douyin: 'shunfeng',
    trackingPattern: '^(SF\\d{13}|\\d{12}|\\d{15})$',
    needsPhone: true,
  }),
  carrier('SF-COLD', '顺丰冷运', {
    kuaidi: 'shunfenglengyun',
    wechat: 'SF',
    sf: 'SF',
    cainiao: 'SFLY',
    pdd: '44',
    douyin: 'shunfenglengyun',
    trackingPattern: '^(SF\\d{13}|\\d{12}|\\d{15})$',
    needsPhone: true,
  }),
  carrier('ZTO', '中通快递', {
    kuaidi: 'zhongtong',
    wechat: 'ZTO',
    cainiao: 'ZTO',
    jd: '1499',
    pdd: '115',
    douyin: 'zhongtong',
    trackingPattern: '^\\d{12,15}$',
    needsPhone: true,
  }),
  carrier('YTO', '圆通速递', {
    kuaidi: 'yuantong',
    wechat: 'YTO',
    cainiao: 'YTO',
    jd: '463',
    pdd: '85',
    douyin: 'yuantong',
    trackingPattern: '^(YT\\d{13}|\\d{10,18})$',
  }),
  carrier('STO', '申通快递', {
    kuaidi: 'shentong',
    wechat: 'STO',
    cainiao: 'STO',
    jd: '470',
    pdd: '1',
    douyin: 'shentong',
    trackingPattern: '^\\d{12,15}$',
  }),
  carrier('YD', '韵达速递', {
    kuaidi: 'yunda',
    wechat: 'YD',
    cainiao: 'YUNDA',
    jd: '1327',
    pdd: '121',
    douyin: 'yunda',
    trackingPattern: '^\\d{13,15}$',
  }),
  carrier('JTSD', '极兔速递', {
    kuaidi: 'jtexpress',
    wechat: 'JTSD',
    cainiao: 'HTKY',
    pdd: '384',
    douyin: 'jtexpress',
    trackingPattern: '^JT\\d{13}$',
  }),
  carrier('JD', '京东物流', {
    kuaidi: 'jd',
    wechat: 'JD',
    cainiao: 'JDKD',
    jd: '2087',
    pdd: '120',
    douyin: 'jd',
    trackingPattern: '^(JD[0-9A-Z]{11,18}|\\d{12,20})$',
  }),
  carrier('EMS', 'EMS', {
    kuaidi: 'ems',
    wechat: 'EMS',
    cainiao: 'EMS',
    jd: '465',
    pdd: '118',
    douyin: 'ems',
    trackingPattern: '^([A-Z]{2}\\d{9}CN|\\d{13})$',
  }),
  carrier('YZPY', '邮政快递包裹', {
    kuaidi: 'youzhengguonei',
    wechat: 'YZPY',
    cainiao: 'POSTB',
    jd: '2170',
    pdd: '132',
    douyin: 'youzhengguonei',
    trackingPattern: '^([A-Z]{2}\\d{9}CN|\\d{13})$',
  }),
  carrier('DB', '德邦快递', {
    kuaidi: 'debangkuaidi',
    wechat: 'DB',
    cainiao: 'DBKD',
    jd: '3046',
    pdd: '131',
    douyin: 'debangwuliu',
    trackingPattern: '^(DPK\\d{12,13}|\\d{9,15})$',
  }),
  // Not offered: neither WeChat nor the aggregator knows the brand's own drivers.
  carrier('OWN', '门店自送', {}),
]

/** A carrier can be offered when all who must know it do: WeChat's report and the tracker. */
export function isMapped(one: Pick<Carrier, 'kuaidi' | 'wechat'>): boolean {
  return one.kuaidi !== null && one.wechat !== null
}

/** A typed or scanned number without blanks and in capitals; null when this carrier has no such. */
export function trackingNumber(one: Carrier, typed: string): string | null {
  const number = typed.replace(/\s/g, '').toUpperCase()
  return new RegExp(one.trackingPattern).test(number) ? number : null
}
