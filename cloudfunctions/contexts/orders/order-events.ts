import { maskName } from '@xietong/domain/kernel/mask'
import { formatYuan } from '@xietong/domain/kernel/money'
import type { Ctx, EventRecipient } from '../../runtime/context'
import type { OrderRow } from './order-store'
import type { ShortOrder } from './short-store'

/** What a message about an order may say. */
export type ToldOrder = Pick<
  OrderRow,
  | 'id'
  | 'order_no'
  | 'member_id'
  | 'buyer'
  | 'item_summary'
  | 'quantity'
  | 'total_fen'
  | 'region'
  | 'wanted_on'
>

/** Events of the catalogue (85-notifications) that an order itself reports. */
export type OrderEvent =
  | 'order.unpaid'
  | 'order.paid'
  | 'order.review'
  | 'order.cancelled'
  | 'order.completed'
  | 'ecard.delivered'
  | 'card.booking'

const buyer = (order: ToldOrder): EventRecipient => ({ kind: 'member', id: order.member_id })

const recipients: Readonly<Record<OrderEvent, (order: ToldOrder) => EventRecipient[]>> = {
  'order.unpaid': (order) => [buyer(order)],
  'order.paid': (order) => [buyer(order), { kind: 'permission', code: 'orders.dispatch' }],
  'order.review': () => [{ kind: 'permission', code: 'orders.review' }],
  'order.cancelled': (order) => [buyer(order)],
  'order.completed': (order) => [buyer(order)],
  'ecard.delivered': (order) => [buyer(order)],
  'card.booking': (order) => [buyer(order)],
}

/**
 * Emits an event with the values that every order template may use; addresses stay at the district.
 */
export function emitOrder(
  ctx: Ctx,
  code: OrderEvent,
  order: ToldOrder,
  more: Readonly<Record<string, string>> = {},
): void {
  ctx.emit({
    code,
    subject: { kind: 'order', id: order.id, no: order.order_no },
    variables: {
      order_id: order.order_no,
      customer: maskName(order.buyer),
      items: order.item_summary,
      qty: String(order.quantity),
      amount: formatYuan(order.total_fen),
      address: order.region ?? '',
      ship_time: order.wanted_on ?? '',
      ...more,
    },
    to: recipients[code](order),
  })
}

const NAMED = 5

/** AD-267: operations learn of paid orders whose goods are missing, in one message for all. */
export function alertShort(ctx: Ctx, marked: readonly ShortOrder[], reason: string): void {
  const [first] = marked
  if (!first) {
    return
  }
  const numbers = marked.slice(0, NAMED).map(({ orderNo }) => orderNo)
  ctx.emit({
    code: 'order.short',
    subject: { kind: 'order', id: first.id, no: first.orderNo },
    variables: {
      count: String(marked.length),
      orders: `${numbers.join('、')}${marked.length > NAMED ? ' 等' : ''}`,
      reason,
    },
    to: [{ kind: 'permission', code: 'orders.dispatch' }],
  })
}
