/** Templates approved at the SMS provider (IN-063). Ids are those of the account. */
export const smsTemplateIds = {
  code: '1000001',
  dispatched: '1000002',
  shipped: '1000003',
} as const

/** What the provider sends for a template, as it was approved. */
export const smsWords = {
  code: '验证码 {1}，{2} 分钟内有效。请勿告诉他人。',
  dispatched: '您有新的派单 {1}，请在 {2} 前接单。',
  shipped: '您的订单 {1} 已发货，{2} {3}。',
} as const satisfies Readonly<Record<keyof typeof smsTemplateIds, string>>

export type SmsTemplate = keyof typeof smsTemplateIds

/** A variable carries at most 12 characters and no link (IN-062). */
export const SMS_VARIABLE_MAX = 12

/** What the provider takes for a link, with or without a scheme. */
const LINK = /(https?:|www\.)\S*|[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|cn|net)\S*/gi

/** Cuts a value to what the provider takes. */
export function smsVariable(value: string): string {
  const characters = Array.from(value.replace(LINK, '').trim() || '-')
  return characters.length <= SMS_VARIABLE_MAX
    ? characters.join('')
    : `${characters.slice(0, SMS_VARIABLE_MAX - 1).join('')}…`
}
