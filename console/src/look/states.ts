import type { cardStates } from '@xietong/domain/cards/contract'
import type { shelfStates } from '@xietong/domain/catalog/contract'
import type { dealerStates, earningStates } from '@xietong/domain/channel/contract'
import type { noteStates, trackStates } from '@xietong/domain/fulfilment/contract'
import { exceptionStateLabels, type exceptionStates } from '@xietong/domain/fulfilment/exceptions'
import type { deliveryStates } from '@xietong/domain/notify/contract'
import { afterSaleLabels } from '@xietong/domain/orders/after-sale'
import { reviewLabels } from '@xietong/domain/orders/review'
import { orderStateLabels } from '@xietong/domain/orders/states'
import type { paymentStates, refundStates } from '@xietong/domain/payments/contract'
import type { inboxStates, outboxStates } from '@xietong/domain/peers/contract'
import type { leadStates } from '@xietong/domain/sales/contract'
import type { nodeStates, priorities, taskStates } from '@xietong/domain/tasks/contract'
import type { StateTable } from './status-tag'

// One table a state; the records are complete because their keys are the contract's states.
type Of<States extends readonly string[]> = StateTable<States[number]>

export const orderTable = orderStateLabels

export const afterSaleTable = afterSaleLabels
export const reviewTable = reviewLabels
export const shelfTable: Of<typeof shelfStates> = {
  draft: { label: '草稿', tone: 'ended' },
  off: { label: '已下架', tone: 'ended' },
  on: { label: '出售中', tone: 'done' },
}

export const noteTable: Of<typeof noteStates> = {
  'to-ship': { label: '待发货', tone: 'theirs' },
  shipped: { label: '发货完成', tone: 'done' },
  void: { label: '已作废', tone: 'ended' },
}

export const exceptionTable: Of<typeof exceptionStates> = {
  open: { label: exceptionStateLabels.open, tone: 'trouble' },
  handling: { label: exceptionStateLabels.handling, tone: 'ours' },
  closed: { label: exceptionStateLabels.closed, tone: 'ended' },
}

export const trackTable: Of<typeof trackStates> = {
  collected: { label: '已揽收', tone: 'moving' },
  moving: { label: '运输中', tone: 'moving' },
  delivering: { label: '派送中', tone: 'moving' },
  signed: { label: '已签收', tone: 'done' },
  trouble: { label: '异常', tone: 'trouble' },
  returned: { label: '已退回', tone: 'trouble' },
  refused: { label: '已拒收', tone: 'trouble' },
  forwarded: { label: '已转寄', tone: 'moving' },
}

export const cardTable: Of<typeof cardStates> = {
  inactive: { label: '未激活', tone: 'theirs' },
  active: { label: '已激活', tone: 'done' },
  used: { label: '已使用', tone: 'ended' },
  void: { label: '已注销', tone: 'ended' },
}

export const dealerTable: Of<typeof dealerStates> = {
  active: { label: '正常', tone: 'done' },
  suspended: { label: '暂停', tone: 'theirs' },
  closed: { label: '已关闭', tone: 'ended' },
}

export const earningTable: Of<typeof earningStates> = {
  pending: { label: '未入账', tone: 'theirs' },
  due: { label: '已入账', tone: 'done' },
  expired: { label: '已失效', tone: 'ended' },
  deducted: { label: '已扣回', tone: 'ended' },
}

export const paymentTable: Of<typeof paymentStates> = {
  created: { label: '待支付', tone: 'theirs' },
  pending: { label: '支付中', tone: 'moving' },
  paid: { label: '已支付', tone: 'done' },
  closing: { label: '关闭中', tone: 'moving' },
  closed: { label: '已关闭', tone: 'ended' },
  unknown: { label: '结果待查', tone: 'ours' },
  'late-paid': { label: '关闭后到账', tone: 'trouble' },
  'auto-refunded': { label: '已自动退款', tone: 'done' },
  irregular: { label: '金额异常', tone: 'trouble' },
}

export const refundTable: Of<typeof refundStates> = {
  waiting: { label: '待退款', tone: 'ours' },
  processing: { label: '退款中', tone: 'moving' },
  done: { label: '已退款', tone: 'done' },
  abnormal: { label: '退款异常', tone: 'trouble' },
  closed: { label: '已关闭', tone: 'ended' },
  manual: { label: '人工已退', tone: 'done' },
}

export const outboxTable: Of<typeof outboxStates> = {
  waiting: { label: '待发送', tone: 'moving' },
  sent: { label: '已发送', tone: 'moving' },
  confirmed: { label: '对方已确认', tone: 'done' },
  unknown: { label: '结果待查', tone: 'ours' },
  manual: { label: '待人工处理', tone: 'trouble' },
  closed: { label: '已关闭', tone: 'ended' },
}

export const inboxTable: Of<typeof inboxStates> = {
  received: { label: '已收到', tone: 'moving' },
  verified: { label: '已验签', tone: 'moving' },
  done: { label: '已处理', tone: 'done' },
  'bad-signature': { label: '验签失败', tone: 'trouble' },
  unmatched: { label: '未匹配', tone: 'ours' },
  failed: { label: '处理失败', tone: 'trouble' },
}

export const callTable: StateTable<'ok' | 'refused' | 'unknown'> = {
  ok: { label: '成功', tone: 'done' },
  refused: { label: '被拒绝', tone: 'trouble' },
  unknown: { label: '结果不明', tone: 'ours' },
}

export const deliveryTable: Of<typeof deliveryStates> = {
  waiting: { label: '待发送', tone: 'moving' },
  sending: { label: '发送中', tone: 'moving' },
  sent: { label: '已发送', tone: 'moving' },
  delivered: { label: '已送达', tone: 'done' },
  retrying: { label: '重试中', tone: 'theirs' },
  failed: { label: '失败', tone: 'trouble' },
  'no-consent': { label: '未订阅', tone: 'ended' },
  merged: { label: '已合并', tone: 'ended' },
  skipped: { label: '已跳过', tone: 'ended' },
  cancelled: { label: '已取消', tone: 'ended' },
  unknown: { label: '结果不明', tone: 'ours' },
}

export const leadTable: Of<typeof leadStates> = {
  unassigned: { label: '待分配', tone: 'ours' },
  following: { label: '跟进中', tone: 'moving' },
  converting: { label: '转化中', tone: 'moving' },
  won: { label: '已成交', tone: 'done' },
  pool: { label: '公海', tone: 'theirs' },
  lost: { label: '已流失', tone: 'ended' },
}

export const taskTable: Of<typeof taskStates> = {
  'to-notify': { label: '待通知', tone: 'theirs' },
  running: { label: '进行中', tone: 'ours' },
  done: { label: '已完成', tone: 'done' },
  ended: { label: '已终止', tone: 'ended' },
}

export const nodeTable: Of<typeof nodeStates> = {
  'not-started': { label: '未开始', tone: 'ended' },
  'to-do': { label: '待处理', tone: 'ours' },
  doing: { label: '处理中', tone: 'moving' },
  done: { label: '已完成', tone: 'done' },
  'sent-back': { label: '已退回', tone: 'trouble' },
}

export const priorityTable: Of<typeof priorities> = {
  low: { label: '低', tone: 'ended' },
  medium: { label: '中', tone: 'ended' },
  high: { label: '高', tone: 'theirs' },
  urgent: { label: '紧急', tone: 'trouble' },
}

export const accountTable: StateTable<'active' | 'disabled'> = {
  active: { label: '启用', tone: 'done' },
  disabled: { label: '停用', tone: 'ended' },
}
