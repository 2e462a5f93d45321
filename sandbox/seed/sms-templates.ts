import type { SmsTemplate } from '../peers/sms/records'

/** The SMS templates that stand approved at the provider when the sandbox starts. */
export const seedSmsTemplates: readonly SmsTemplate[] = [
  {
    id: '1000001',
    content: '验证码 {1}，{2} 分钟内有效。请勿告诉他人。',
    state: 'approved',
    kind: 'code',
  },
  {
    id: '1000002',
    content: '您有新的派单 {1}，请在 {2} 前接单。',
    state: 'approved',
    kind: 'notice',
  },
  {
    id: '1000003',
    content: '您的订单 {1} 已发货，{2} {3}。',
    state: 'approved',
    kind: 'notice',
  },
]
