import { stateMachine } from '../kernel/state-machine'

export type LeadState = 'unassigned' | 'following' | 'converting' | 'won' | 'pool' | 'lost'
export type LeadSource = 'self' | 'company' | 'online' | 'referral'

export const leadStateLabels: Readonly<Record<LeadState, string>> = {
  unassigned: '未分配',
  following: '跟进中',
  converting: '转化审核中',
  won: '已成交',
  pool: '公海',
  lost: '已流失',
}
export const leadSourceLabels: Readonly<Record<LeadSource, string>> = {
  self: '自己开拓',
  company: '公司分配',
  online: '在线申请',
  referral: '客户推荐',
}

/** 30-sales-team, "Potential-customer states". */
export const leadMachine = stateMachine<LeadState>(['unassigned', 'following'], {
  unassigned: ['following'],
  following: ['converting', 'pool', 'lost'],
  converting: ['won', 'following'],
  won: [],
  pool: ['following'],
  lost: ['following'],
})
