import { restockOrder } from '@xietong/domain/fulfilment/contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { type getOrder, refundShortOrder } from '@xietong/domain/orders/contract'
import { Alert } from 'antd'
import { Mark } from '../../look/status-tag'
import { timeWords, yuan } from '../../look/words'
import { action, form } from '../../resource/declare'

type Order = OutputOf<typeof getOrder>

const isShort = (order: Order) => order.shortSince !== null

export const ShortMark = () => <Mark tone="trouble">缺货待处理</Mark>

/** AD-267: goods are there again, or the buyer has everything back. */
export const shortActions = [
  action(restockOrder, {
    label: '已补货，恢复发货',
    primary: true,
    when: isShort,
    input: (order: Order) => ({ orderId: order.id }),
    confirm: (order) => ({
      title: `恢复 ${order.orderNo}？`,
      body: '重新预留全部未发的商品；仍不够时会说明缺什么，订单保持缺货待处理。',
    }),
    done: () => '商品已补齐，可以发货了',
  }),
  action(refundShortOrder, {
    label: '缺货退款',
    danger: true,
    when: (order: Order) => isShort(order) && order.state === 'to-ship',
    form: form(refundShortOrder, {
      title: '缺货，全额退款并关闭',
      fields: [{ name: 'reason', placeholder: '写进订单经过，买家只看到“商品缺货”' }],
      note: (order: Order) =>
        order.type === 'pick-up'
          ? '提货卡退回买家的卡包，可以重新提货。'
          : `${yuan((order.paidFen ?? 0) - order.refundedFen)} 元原路退回 ${order.buyer}。`,
      toInput: (_, order: Order) => ({ orderId: order.id }),
      submit: '退款并关闭',
      done: '已关闭订单，退款处理中',
    }),
  }),
]

/** Why the order waits, above everything else. */
export function ShortNotice({ order }: { readonly order: Order }) {
  if (order.shortSince === null) {
    return null
  }
  const next =
    order.state === 'to-ship'
      ? '补货后恢复发货，或全额退款。'
      : '补货后恢复发货；已发出一部分，其余请由买家申请售后。'
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 16 }}
      message={`缺货待处理，${timeWords(order.shortSince)} 起：${order.shortReason}`}
      description={next}
    />
  )
}
