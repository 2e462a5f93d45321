import type { FollowUpState } from '@xietong/domain/sales/follow-up'
import type { LeadSource, LeadState } from '@xietong/domain/sales/lead'
import type { RowOf } from '@xietong/ui/hooks/use-rows'

export type LeadRow = RowOf<'sales.listMyLeads'>

export const sourceWords: Readonly<Record<LeadSource, string>> = {
  self: '自己开拓',
  company: '公司分配',
  online: '在线申请',
  referral: '客户推荐',
}
export const stateWords: Readonly<Record<LeadState, string>> = {
  unassigned: '未分配',
  following: '跟进中',
  converting: '转化审核中',
  won: '已成交',
  pool: '公海',
  lost: '已流失',
}
export const followUpWords: Readonly<Record<FollowUpState, string>> = {
  planned: '待跟踪',
  overdue: '已逾期',
  done: '已完成',
  cancelled: '已取消',
}
