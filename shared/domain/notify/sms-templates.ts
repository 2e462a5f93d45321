/**
 * Templates approved at the SMS provider (IN-063), by what they say. Ids are those of the
 * account.
 */
export const smsTemplateIds = {
  /** 验证码 {1}，{2} 分钟内有效。请勿告诉他人。 */
  code: '1000001',
  /** 您有新的派单 {1}，请在 {2} 前接单。 */
  dispatched: '1000002',
  /** 您的订单 {1} 已发货，{2} {3}。 */
  shipped: '1000003',
} as const

export type SmsTemplate = keyof typeof smsTemplateIds

/** A variable carries at most 12 characters and no link (IN-062). */
export const SMS_VARIABLE_MAX = 12

/** Cuts a value to what the provider takes. */
export function smsVariable(value: string): string {
  const characters = Array.from(value.replace(/https?:\S+/g, '').trim() || '-')
  return characters.length <= SMS_VARIABLE_MAX
    ? characters.join('')
    : `${characters.slice(0, SMS_VARIABLE_MAX - 1).join('')}…`
}
