import type { EventTemplates, MessageTemplate } from './templates'

/** A message to whoever works on orders, in the console and in WeCom. */
const toClerks = (title: string, text: string): MessageTemplate => ({
  category: 'order',
  title,
  text,
  wecom: true,
})

/** What goes wrong between payment and receipt. */
export const fulfilmentTemplates = {
  'order.trackingCorrected': {
    member: {
      category: 'order',
      title: '运单号已更正',
      text: '订单 {order_id}（{items}）的运单号更正为 {logistics} {tracking}。',
    },
  },
  'logistics.abnormal': {
    console: toClerks(
      '物流异常',
      '订单 {order_id} 的包裹 {logistics} {tracking}（{shipper}发货）{problem}，请跟进。',
    ),
  },
  'order.returned': {
    console: toClerks(
      '门店退回派单',
      '{store} 退回了订单 {order_id}（{items}，{address}）：{reason}。请重新派单。',
    ),
  },
  'order.short': {
    console: toClerks('缺货待处理', '{count} 笔已付款订单缺货待处理：{orders}。{reason}'),
  },
} as const satisfies Readonly<Record<string, EventTemplates>>
