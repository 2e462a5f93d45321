import { exceptionKindLabels } from '@xietong/domain/fulfilment/exceptions'
import { maskName } from '@xietong/domain/kernel/mask'
import type { Ctx } from '../../runtime/context'
import type { OrderForDispatch } from '../orders'
import type { NewException } from './exception-store'
import type { Note } from './note-store'
import type { Parcel } from './parcel-store'

/** DL-100, AD-248: a store learns of every order it is to ship. The platform reads its own list. */
export function emitDispatched(ctx: Ctx, note: Note): void {
  if (note.dealerId === null) {
    return
  }
  ctx.emit({
    code: 'order.dispatched',
    subject: { kind: 'note', id: note.id, no: note.noteNo },
    variables: {
      order_id: note.orderNo,
      note_no: note.noteNo,
      customer: maskName(note.recipient),
      items: note.itemSummary,
      address: note.region,
      ship_time: note.wantedOn ?? '尽快',
    },
    to: [{ kind: 'dealer', id: note.dealerId, module: 'delivery' }],
  })
}

/** DL-105: head office learns that a store does not ship an order, and why. */
export function emitReturned(ctx: Ctx, note: Note, reason: string): void {
  ctx.emit({
    code: 'order.returned',
    subject: { kind: 'order', id: note.orderId, no: note.orderNo },
    variables: {
      order_id: note.orderNo,
      note_no: note.noteNo,
      store: note.shipper,
      items: note.itemSummary,
      address: note.region,
      reason,
    },
    to: [{ kind: 'permission', code: 'orders.dispatch' }],
  })
}

/** The buyer is told of every parcel, a part of an order included. */
export function emitShipped(
  ctx: Ctx,
  order: OrderForDispatch,
  parcel: Pick<Parcel, 'carrierName' | 'trackingNo' | 'allDelivered' | 'lines'>,
): void {
  const items = parcel.lines.map(({ name, quantity }) => `${name} ×${quantity}`).join('、')
  ctx.emit({
    code: 'order.shipped',
    subject: { kind: 'order', id: order.id, no: order.orderNo },
    variables: {
      order_id: order.orderNo,
      customer: maskName(order.buyer),
      items: items.slice(0, 300),
      qty: String(parcel.lines.reduce((sum, { quantity }) => sum + quantity, 0)),
      logistics: parcel.carrierName,
      tracking: parcel.trackingNo,
      part: parcel.allDelivered ? '全部发出' : '部分发出',
    },
    to: [{ kind: 'member', id: order.memberId }],
  })
}

/** DL-114: the buyer learns of the number that is right. */
export function emitCorrected(
  ctx: Ctx,
  order: OrderForDispatch,
  parcel: Pick<Parcel, 'carrierName' | 'trackingNo'>,
): void {
  ctx.emit({
    code: 'order.trackingCorrected',
    subject: { kind: 'order', id: order.id, no: order.orderNo },
    variables: {
      order_id: order.orderNo,
      items: order.itemSummary,
      logistics: parcel.carrierName,
      tracking: parcel.trackingNo,
    },
    to: [{ kind: 'member', id: order.memberId }],
  })
}

/** AD-265: a parcel needs a person. */
export function emitAbnormal(ctx: Ctx, found: NewException): void {
  ctx.emit({
    code: 'logistics.abnormal',
    subject: { kind: 'order', id: found.orderId, no: found.orderNo },
    variables: {
      order_id: found.orderNo,
      shipper: found.shipper,
      logistics: found.carrierName,
      tracking: found.trackingNo,
      problem: exceptionKindLabels[found.kind],
    },
    to: [{ kind: 'permission', code: 'orders.ship' }],
  })
}

/** Every parcel of the order was signed for. */
export function emitSigned(ctx: Ctx, order: OrderForDispatch, parcel: Parcel): void {
  ctx.emit({
    code: 'order.signed',
    subject: { kind: 'order', id: order.id, no: order.orderNo },
    variables: {
      order_id: order.orderNo,
      customer: maskName(order.buyer),
      items: order.itemSummary,
      logistics: parcel.carrierName,
      tracking: parcel.trackingNo,
    },
    to: [{ kind: 'member', id: order.memberId }],
  })
}
