import { stateMachine } from '../kernel/state-machine'

export const orderTypes = ['package', 'e-card', 'physical-card', 'pick-up', 'resend'] as const
export type OrderType = (typeof orderTypes)[number]

/**
 * Tone of a tag says whose turn it is: ours, the other side's, on the way, done, ended, trouble.
 */
export type Tone = 'ours' | 'theirs' | 'moving' | 'done' | 'ended' | 'trouble'

export const orderStates = [
  'unpaid',
  'in-review',
  'issuing',
  'part-issued',
  'to-ship',
  'part-shipped',
  'shipped',
  'completed',
  'closed',
] as const
export type OrderState = (typeof orderStates)[number]

/** The words of the specification for each state, with the tone for head office. */
export const orderStateLabels: Readonly<Record<OrderState, { label: string; tone: Tone }>> = {
  unpaid: { label: '待付款', tone: 'theirs' },
  'in-review': { label: '待审核', tone: 'ours' },
  issuing: { label: '待发卡号', tone: 'ours' },
  'part-issued': { label: '部分发卡号', tone: 'ours' },
  'to-ship': { label: '待发货', tone: 'ours' },
  'part-shipped': { label: '部分发货', tone: 'ours' },
  shipped: { label: '待收货', tone: 'moving' },
  completed: { label: '已完成', tone: 'done' },
  closed: { label: '已关闭', tone: 'ended' },
}

export const orderTypeLabels: Readonly<Record<OrderType, string>> = {
  package: '现货套餐订单',
  'e-card': '电子卡订单',
  'physical-card': '实体卡订单',
  'pick-up': '卡提货订单',
  resend: '补发订单',
}

/**
 * 10-member "Order states": every order type moves along this one table; the type picks the path.
 */
export const orderMachine = stateMachine<OrderState>(['unpaid', 'to-ship'], {
  unpaid: ['to-ship', 'in-review', 'issuing', 'completed', 'closed'],
  'in-review': ['issuing', 'completed', 'closed'],
  issuing: ['part-issued', 'shipped', 'completed', 'closed'],
  'part-issued': ['shipped', 'completed', 'closed'],
  'to-ship': ['part-shipped', 'shipped', 'closed'],
  'part-shipped': ['shipped', 'closed'],
  shipped: ['completed', 'closed'],
  completed: ['closed'],
  closed: [],
})

/** Whether the shipping party is chosen yet; a sub-filter of 待发货. */
export const dispatchStates = ['none', 'to-dispatch', 'dispatched'] as const

/** Tabs of the member's order list (MB-075). `to-review` and `after-sale` are views, not states. */
export const memberTabs = [
  'all',
  'unpaid',
  'to-ship',
  'to-receive',
  'to-review',
  'after-sale',
] as const
export type MemberTab = (typeof memberTabs)[number]
