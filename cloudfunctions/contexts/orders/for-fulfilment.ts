import type { CardKind } from '@xietong/domain/cards/states'
import type { Page } from '@xietong/domain/kernel/paging'
import { type Refusal, refuse } from '@xietong/domain/kernel/result'
import type { Address } from '@xietong/domain/kernel/schema'
import { autoReceiptAt } from '@xietong/domain/orders/receipt'
import type { OrderState, OrderType } from '@xietong/domain/orders/states'
import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import { readSettings } from '../settings'
import { listWaiting, shipLines, type Waiting } from './dispatch-store'
import { followShipper } from './follow-shipper'
import {
  findOrder,
  lockOrder,
  moveOrder,
  noteOrder,
  type OrderLine,
  type OrderRow,
} from './order-store'
import { finishResend } from './resend-pieces'
import { keepStore, nameStore, unnameStore } from './store-order-store'

/** An order as whoever ships it needs it. */
export interface OrderForDispatch {
  readonly id: string
  readonly orderNo: string
  readonly type: OrderType
  readonly cardKind: CardKind | null
  readonly state: OrderState
  readonly dispatch: OrderRow['dispatch']
  readonly shipper: string | null
  readonly memberId: string
  readonly dealerId: string | null
  readonly buyer: string
  readonly address: Address | null
  readonly itemSummary: string
  readonly remark: string
  readonly vip: boolean
  readonly wantedOn: string | null
  readonly paidAt: Date | null
  readonly completedAt: Date | null
  /** An after-sale case of it is not over. */
  readonly inAfterSale: boolean
  readonly createdAt: Date
  readonly lines: readonly OrderLine[]
}

function forDispatch(row: OrderRow): OrderForDispatch {
  return {
    id: row.id,
    orderNo: row.order_no,
    type: row.type,
    cardKind: row.card_kind,
    state: row.state,
    dispatch: row.dispatch,
    shipper: row.shipper,
    memberId: row.member_id,
    dealerId: row.dealer_id,
    buyer: row.buyer,
    address: row.address,
    itemSummary: row.item_summary,
    remark: row.remark,
    vip: row.vip,
    wantedOn: row.wanted_on,
    paidAt: row.paid_at,
    completedAt: row.completed_at,
    inAfterSale: row.after_sale_open > 0,
    createdAt: row.created_at,
    lines: row.lines
      .map((line) => ({ ...line, quantity: line.quantity - line.cancelledQuantity }))
      .filter(({ quantity }) => quantity > 0),
  }
}

export async function orderForDispatch(
  reader: Reader,
  orderId: string,
): Promise<OrderForDispatch | null> {
  const row = await findOrder(reader, orderId)
  return row && forDispatch(row)
}

/** The same with the row locked: whoever dispatches or ships an order decides alone. */
export async function lockOrderForDispatch(
  ctx: Ctx,
  orderId: string,
): Promise<OrderForDispatch | null> {
  const row = await lockOrder(ctx, orderId)
  return row && forDispatch(row)
}

/** Orders that wait for a shipping party: VIP first, then the wanted day, then age (AD-244). */
export async function listToDispatch(
  reader: Reader,
  query: Waiting,
): Promise<Page<OrderForDispatch>> {
  const page = await listWaiting(reader, query)
  return { ...page, rows: page.rows.map(forDispatch) }
}

/**
 * Names the shipping party of an order, or takes it back with null; false when that is not
 * possible.
 */
export async function markDispatched(
  ctx: Ctx,
  mark: {
    readonly orderId: string
    readonly shipperName: string | null
    /** The store behind the name; none = the platform. */
    readonly storeId?: string | null
  },
): Promise<boolean> {
  const named = mark.shipperName !== null
  const noted = await noteOrder(ctx, {
    orderId: mark.orderId,
    states: ['to-ship', 'part-shipped'],
    set: { dispatch: named ? 'dispatched' : 'to-dispatch', shipper: mark.shipperName },
    when: { dispatch: named ? 'to-dispatch' : 'dispatched' },
    text: named ? '商家备货中' : '重新分配发货方',
    ...(mark.shipperName === null ? {} : { note: `发货方：${mark.shipperName}` }),
  })
  if (noted === null) {
    return false
  }
  const { orderId, storeId = null } = mark
  await (named ? nameStore(ctx.tx, { orderId, storeId }) : unnameStore(ctx.tx, orderId))
  const name = mark.shipperName
  await followShipper(ctx, orderId, storeId && name ? { id: storeId, name } : null)
  return true
}

/**
 * Counts shipped quantities; the order becomes 部分发货 or, when everything has left, 待收货 with its
 * day of automatic receipt. The caller has locked the order.
 */
export async function markShipped(
  ctx: Ctx,
  shipment: {
    readonly orderId: string
    readonly lines: readonly { readonly lineId: string; readonly quantity: number }[]
    readonly shippedAt: Date
  },
): Promise<
  { readonly ok: true; readonly state: OrderState } | Refusal<'OVER_SHIPPED' | 'STATE_CONFLICT'>
> {
  const { orderId, shippedAt } = shipment
  const left = await shipLines(ctx, orderId, shipment.lines)
  if (left === null) {
    return refuse('OVER_SHIPPED')
  }
  await keepStore(ctx.tx, orderId)
  if (left > 0) {
    return markPartShipped(ctx, orderId, shippedAt)
  }
  const { autoReceiptDays } = await readSettings(ctx.tx)
  const dueAt = autoReceiptAt(shippedAt, autoReceiptDays, false)
  const shipped = await moveOrder(ctx, {
    orderId,
    to: 'shipped',
    from: ['to-ship', 'part-shipped'],
    set: { last_shipped_at: shippedAt, receipt_due_at: dueAt },
    text: '商家已发货',
  })
  if (shipped?.type === 'resend') {
    await finishResend(ctx, shipped)
  }
  return shipped ? { ok: true, state: shipped.state } : refuse('STATE_CONFLICT')
}

/**
 * After pieces were refunded before they left: with nothing more to send, an order of which parts
 * left is 待收货 and keeps the shipper of those, and one of which nothing left waits for its refund
 * outside the dispatch pool.
 */
export async function markReduced(
  ctx: Ctx,
  { orderId, shipper }: { readonly orderId: string; readonly shipper: string | null },
): Promise<void> {
  const order = await lockOrder(ctx, orderId)
  const rest = order?.lines.some(
    (line) => line.quantity > line.shippedQuantity + line.cancelledQuantity,
  )
  if (!order || rest) {
    return
  }
  if (order.state === 'part-shipped') {
    const { autoReceiptDays } = await readSettings(ctx.tx)
    const dueAt = autoReceiptAt(ctx.now, autoReceiptDays, false)
    const dispatch = shipper === null ? 'none' : 'dispatched'
    const set = { receipt_due_at: dueAt, dispatch, shipper } as const
    await moveOrder(ctx, { orderId, to: 'shipped', set, text: '其余商品已退款' })
  }
  if (order.state === 'to-ship') {
    const set = { dispatch: 'none' } as const
    await noteOrder(ctx, { orderId, states: ['to-ship'], set, text: '商品不再发货，等待退款' })
  }
}

async function markPartShipped(
  ctx: Ctx,
  orderId: string,
  shippedAt: Date,
): Promise<{ readonly ok: true; readonly state: OrderState } | Refusal<'STATE_CONFLICT'>> {
  const set = { last_shipped_at: shippedAt }
  const text = '商家已发出部分商品'
  const moved =
    (await moveOrder(ctx, { orderId, to: 'part-shipped', set, text })) ??
    (await noteOrder(ctx, { orderId, states: ['part-shipped'], set, text }))
  return moved ? { ok: true, state: moved.state } : refuse('STATE_CONFLICT')
}

/** All parcels of the order were signed; receiving stays with the buyer or with time. */
export async function markSigned(ctx: Ctx, signed: { readonly orderId: string }): Promise<void> {
  await noteOrder(ctx, {
    orderId: signed.orderId,
    states: ['shipped', 'completed'],
    set: { signed_at: ctx.now },
    when: { signed_at: null },
    text: '包裹已签收',
  })
}
