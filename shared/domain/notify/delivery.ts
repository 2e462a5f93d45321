import { stateMachine } from '../kernel/state-machine'
import { HOUR_MS, MINUTE_MS } from '../kernel/time'

export type Channel = 'in-app' | 'subscription' | 'sms' | 'robot' | 'wecom' | 'email'
export type DeliveryState =
  | 'waiting'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'retrying'
  | 'failed'
  | 'no-consent'
  | 'merged'
  | 'skipped'
  | 'cancelled'
  | 'unknown'

/**
 * 85-notifications "Delivery states". `unknown` is a message that may have been sent: it is
 * settled by a
 * report, never sent again (NT-003, NT-004).
 */
export const deliveryMachine = stateMachine<DeliveryState>(['waiting', 'sent'], {
  waiting: ['sending', 'skipped', 'merged', 'cancelled'],
  sending: ['sent', 'retrying', 'failed', 'no-consent', 'unknown', 'skipped'],
  retrying: ['sending', 'cancelled', 'skipped'],
  unknown: ['delivered', 'failed', 'sent'],
  sent: ['delivered', 'failed'],
  delivered: [],
  failed: [],
  'no-consent': [],
  merged: [],
  skipped: [],
  cancelled: [],
})

export const deliveryStateLabels: Readonly<Record<DeliveryState, string>> = {
  waiting: '待发送',
  sending: '发送中',
  sent: '已发送',
  delivered: '已送达',
  retrying: '待重试',
  failed: '失败',
  'no-consent': '未订阅',
  merged: '已合并',
  skipped: '已跳过',
  cancelled: '已取消',
  unknown: '未知',
}
export const channelLabels: Readonly<Record<Channel, string>> = {
  'in-app': '站内消息',
  subscription: '小程序订阅消息',
  sms: '短信',
  robot: '企业微信群机器人',
  wecom: '企业微信应用消息',
  email: '邮件',
}

/** NT-004: 10 s, 1 min, 5 min, 30 min, 2 h, then 失败. */
const RETRY_MS = [10_000, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS] as const

/** When to try again after `attempts` failed tries, or null: it has failed. */
export function nextDeliveryTry(attempts: number, now: Date): Date | null {
  const delay = RETRY_MS[attempts - 1]
  return delay === undefined ? null : new Date(now.getTime() + delay)
}
