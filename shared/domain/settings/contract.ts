import { command, query } from '../kernel/operation'
import { count, flag, instant, list, object, oneOf, optionalText, text, z } from '../kernel/schema'
import { stockMethods } from '../orders/stock-method'

/** A day of every year, `09-22`. */
const monthDay = z
  .string()
  .max(5)
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, '日期格式应为 09-22')

/** A time of the day in Shanghai, `16:00`; `24:00` is never reached. */
const timeOfDay = z
  .string()
  .max(5)
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, '时间格式应为 16:00')

/** Typed settings of the selling system with their bounds and defaults. */
export const settingsShape = {
  unpaidCloseMinutes: z
    .number()
    .int()
    .min(5)
    .max(4_320)
    .default(30)
    .meta({ title: '未支付自动取消（分钟）' }),
  autoReceiptDays: z
    .number()
    .int()
    .min(1)
    .max(30)
    .default(10)
    .meta({ title: '自动确认收货（天）' }),
  afterSaleDays: z.number().int().min(0).max(60).default(7).meta({ title: '售后期（天）' }),
  eCardReview: flag.default(false).meta({ title: '电子卡人工审核' }),
  stockWarnAt: count(1_000_000).default(20).meta({ title: '库存预警默认值' }),
  showSales: flag.default(true).meta({ title: '展示销量' }),
  showStock: oneOf(['number', 'hint', 'hidden']).default('hint').meta({ title: '库存展示方式' }),
  stockDeduction: oneOf(stockMethods).default('at-order').meta({ title: '库存计算方式' }),
  noStockAtPayment: oneOf(['refund', 'wait']).default('refund').meta({ title: '支付时无库存' }),
  splitShipping: flag.default(true).meta({ title: '允许拆单发货' }),
  pickUpDailyCapacity: count(1_000_000).default(5_000).meta({ title: '每日提货上限（单）' }),
  pickUpCutOff: timeOfDay.default('16:00').meta({ title: '提货截单时间' }),
  pickUpLeadDays: count(60).default(1).meta({ title: '全年卡提前天数（天）' }),
  ownLeadsMax: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(200)
    .meta({ title: '每人潜客上限（位）' }),
  hotline: optionalText(20).default('400-820-0000').meta({ title: '客服电话' }),
  presaleOn: monthDay.default('08-01').meta({ title: '预售开始（月-日）' }),
  lakeOpensOn: monthDay.default('09-22').meta({ title: '开湖（月-日）' }),
  lakeClosesOn: monthDay.default('12-10').meta({ title: '收湖（月-日）' }),
} as const
export const settingsSchema = object(settingsShape)
export type Settings = z.output<typeof settingsSchema>

/** What every client may know before sign-in. */
export const getPublicSettings = query('settings.getPublicSettings', {
  title: '公开设置',
  may: { anyone: true },
  input: {},
  output: object({
    hotline: optionalText(20),
    showSales: flag,
    showStock: oneOf(['number', 'hint', 'hidden']),
    unpaidCloseMinutes: count(4_320),
    autoReceiptDays: count(30),
    afterSaleDays: count(60),
    now: instant,
    season: object({
      presaleOn: text(10),
      lakeOpensOn: text(10),
      midAutumnOn: text(10),
      nationalDayOn: text(10),
      lakeClosesOn: text(10),
    }),
    banners: list(object({ title: text(30), note: optionalText(60), link: optionalText(200) }), 10),
  }),
  refusals: [],
})
export const getSettings = query('settings.getSettings', {
  title: '系统设置',
  may: { console: 'settings.read' },
  input: {},
  output: object({ settings: settingsSchema, version: count(1_000_000_000) }),
  refusals: [],
})
/** AD-332, AD-333: values outside the bounds are refused by the schema. */
export const updateSettings = command('settings.updateSettings', {
  title: '修改系统设置',
  may: { console: 'settings.edit' },
  input: { settings: settingsSchema, version: count(1_000_000_000) },
  output: object({ version: count(1_000_000_000) }),
  refusals: ['VERSION_CONFLICT'],
})

const agreementKind = oneOf(['registration', 'service', 'privacy'])
const agreement = object({
  kind: agreementKind,
  title: text(60),
  version: count(100_000),
  html: text(60_000),
  publishedAt: instant,
})
/** MB-010: rich text kept by the console, read before sign-in. */
export const getAgreement = query('settings.getAgreement', {
  title: '协议正文',
  may: { anyone: true },
  input: { kind: agreementKind },
  output: agreement,
  refusals: [],
})
/** The versions that a sign-in must name as accepted. */
export const listAgreements = query('settings.listAgreements', {
  title: '协议列表',
  may: { anyone: true },
  input: {},
  output: object({
    rows: list(
      object({
        kind: agreementKind,
        title: text(60),
        version: count(100_000),
        publishedAt: instant,
      }),
      10,
    ),
  }),
  refusals: [],
})
export const publishAgreement = command('settings.publishAgreement', {
  title: '发布协议',
  may: { console: 'settings.edit' },
  input: {
    kind: agreementKind,
    title: text(60).meta({ title: '标题' }),
    html: text(60_000).meta({ title: '正文' }),
    /** The version that was edited; 0 where there was none (AD-010). */
    version: count(100_000),
  },
  output: object({ version: count(100_000) }),
  refusals: ['VERSION_CONFLICT'],
})
