import { stateMachine } from '../kernel/state-machine'

export type OutboxState = 'waiting' | 'sent' | 'confirmed' | 'unknown' | 'manual' | 'closed'
export type InboxState = 'received' | 'verified' | 'done' | 'bad-signature' | 'unmatched' | 'failed'

/**
 * 45-integrations "Outbox message": 待发 → 已发 → 已确认; a time-out is 未知 and is asked about, never
 * taken for a failure; after the last attempt a person decides (IN-003, IN-006, IN-007).
 */
export const outboxMachine = stateMachine<OutboxState>(['waiting'], {
  waiting: ['sent'],
  sent: ['confirmed', 'waiting', 'unknown', 'manual'],
  unknown: ['sent', 'confirmed', 'waiting', 'manual'],
  manual: ['waiting', 'closed'],
  confirmed: [],
  closed: [],
})

/**
 * 45-integrations "Inbox callback": what could not be verified, matched or processed is kept
 * (IN-004).
 */
export const inboxMachine = stateMachine<InboxState>(['received'], {
  received: ['verified', 'done', 'bad-signature', 'unmatched', 'failed'],
  verified: ['done', 'unmatched', 'failed'],
  'bad-signature': ['done', 'unmatched', 'failed'],
  unmatched: ['done', 'failed'],
  failed: ['done', 'unmatched', 'bad-signature'],
  done: [],
})

export const outboxStateLabels: Readonly<Record<OutboxState, string>> = {
  waiting: '待发',
  sent: '已发',
  confirmed: '已确认',
  unknown: '未知',
  manual: '人工处理',
  closed: '已关闭',
}
export const inboxStateLabels: Readonly<Record<InboxState, string>> = {
  received: '已收',
  verified: '已验签',
  done: '已处理',
  'bad-signature': '验签失败',
  unmatched: '无法匹配',
  failed: '处理失败',
}
