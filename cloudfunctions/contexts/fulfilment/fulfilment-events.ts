import { maskName } from '@xietong/domain/kernel/mask'
import type { Ctx } from '../../runtime/context'
import type { OrderForDispatch } from '../orders'
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
    to: [{ kind: 'dealer', id: note.dealerId }],
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
