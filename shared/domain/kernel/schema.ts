import { z } from 'zod'
import { type Fen, MAX_FEN } from './money'

/**
 * The only building blocks of contracts. Each has a maximum, refuses control characters (PostgreSQL
 * cannot store U+0000) and unknown keys, so that a hostile request never reaches a use case.
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be refused.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

const clean = (value: string) => !CONTROL.test(value) && !LONE_SURROGATE.test(value)

/** Text of 1 to `max` characters, trimmed. */
export const text = (max: number) =>
  z.string().max(max).refine(clean, '含有不能使用的字符').trim().min(1, '不能为空').max(max)

/** Text that may be empty. */
export const optionalText = (max: number) =>
  z.string().max(max).refine(clean, '含有不能使用的字符').trim()

/** Identifier made by the application: UUID. */
export const id = z
  .string()
  .max(36)
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, '编号格式不正确')

/** Client-made request key (idempotency key), stored by the client before it sends. */
export const requestId = id.meta({ title: '请求编号' })

/** Amount of money in fen, not negative. */
export const amountFen = z.number().int().min(0).max(MAX_FEN) as unknown as z.ZodType<Fen, number>

/** Amount in fen that may be negative (differences, ledger entries). */
export const signedFen = z.number().int().min(-MAX_FEN).max(MAX_FEN) as unknown as z.ZodType<
  Fen,
  number
>

export const count = (max: number) => z.number().int().min(0).max(max)
export const quantity = z.number().int().min(1).max(9_999)
export const basisPoints = z.number().int().min(1).max(10_000)

/** Mainland mobile number, 11 digits. */
export const phone = z
  .string()
  .max(11)
  .regex(/^1[3-9]\d{9}$/, '请输入 11 位手机号')

/** Also runs on text that the pattern refused, so it must bear anything. */
function isDay(value: string): boolean {
  const at = Date.parse(`${value}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value)
}

/** Calendar day in Asia/Shanghai, `2026-09-24`. */
export const day = z
  .string()
  .max(10)
  .regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, '日期格式应为 2026-09-24')
  .refine(isDay, '日期不存在')

/** Instant, ISO 8601 in UTC with milliseconds. */
export const instant = z
  .string()
  .max(24)
  .regex(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, '时间格式不正确')
  .refine((value) => !Number.isNaN(Date.parse(value)), '时间不存在')

/** A list with a stated maximum. */
export const list = <Item extends z.ZodType>(item: Item, max: number, min = 0) =>
  z.array(item).min(min).max(max)

export const object = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape)
export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values)
export const flag = z.boolean()
export const nothing = z.strictObject({})
export { z }

/** Delivery address as it is written into an order: a copy, never a reference. */
export const address = object({
  name: text(30).meta({ title: '收货人' }),
  phone,
  province: text(20).meta({ title: '省' }),
  city: text(20).meta({ title: '市' }),
  district: text(20).meta({ title: '区县' }),
  street: text(120).meta({ title: '详细地址' }),
})
export type Address = z.output<typeof address>
