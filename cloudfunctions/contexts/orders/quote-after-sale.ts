import { type Fen, fen } from '@xietong/domain/kernel/money'
import { ok, type Refusal, refuse } from '@xietong/domain/kernel/result'
import {
  afterSaleEnds,
  type ClaimedGoods,
  type ClaimedLine,
  leftByGoods,
  leftOf,
} from '@xietong/domain/orders/after-sale'
import * as op from '@xietong/domain/orders/after-sale-contract'
import { answer } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import { readSettings } from '../settings'
import { claimsOfOrder } from './after-sale-store'
import { findOrder, type OrderLine, type OrderRow } from './order-store'

export interface Claimable {
  readonly line: OrderLine
  readonly claimed: ClaimedLine
  readonly left: Readonly<Record<ClaimedGoods, number>>
}
export interface AfterSaleRoom {
  readonly lines: readonly Claimable[]
  readonly freightFen: Fen
  readonly shipped: boolean
  /** Everything that will be sent has left. */
  readonly allLeft: boolean
  readonly endsAt: Date | null
  readonly hotline: string
}

const OFFERED = ['to-ship', 'part-shipped', 'shipped', 'completed']

/** What of a paid order can still be asked back, or why nothing (MB-083, AD-335). */
export async function roomOf(
  reader: Reader,
  order: OrderRow,
  now: Date,
): Promise<AfterSaleRoom | Refusal<'AFTERSALE_NOT_OFFERED' | 'AFTERSALE_OVER'>> {
  const { afterSaleDays, hotline } = await readSettings(reader)
  const known = order.type === 'package' || order.type === 'e-card'
  if (!known || order.paid_fen === null || !OFFERED.includes(order.state)) {
    return refuse('AFTERSALE_NOT_OFFERED', { hotline })
  }
  const endsAt = afterSaleEnds(order.completed_at, afterSaleDays)
  if (endsAt && endsAt <= now) {
    return refuse('AFTERSALE_OVER', { days: String(afterSaleDays), hotline })
  }
  const { parts, freightFen } = await claimsOfOrder(reader, order.id)
  const lines = order.lines.map((line) => {
    const mine = parts.filter(({ lineId }) => lineId === line.id)
    const piecesOf = (goods: ClaimedGoods) =>
      mine.reduce((sum, part) => sum + (part.goods === goods ? part.pieces : 0), 0)
    return {
      line,
      left: leftByGoods({
        quantity: line.quantity,
        shipped: line.shippedQuantity,
        claimedUnsent: piecesOf('unsent'),
        claimedReceived: piecesOf('received'),
      }),
      claimed: {
        unitFen: line.unitFen,
        quantity: line.quantity,
        claimedPieces: mine.reduce((sum, part) => sum + part.pieces, 0),
        claimedFen: mine.reduce((sum, part) => sum + part.amountFen, 0),
      },
    }
  })
  const shipped = order.lines.some((line) => line.shippedQuantity > 0) || order.type === 'e-card'
  const freight = shipped ? 0 : order.freight_fen - freightFen
  const allLeft = order.state === 'shipped' || order.state === 'completed'
  return { lines, freightFen: fen(freight), shipped, allLeft, endsAt, hotline }
}

export const quoteAfterSale = answer(op.quoteAfterSale, async (ctx, input) => {
  const order = await findOrder(ctx.db, input.orderId)
  if (order?.member_id !== ctx.actor.memberId) {
    return refuse('NOT_FOUND')
  }
  const room = await roomOf(ctx.db, order, ctx.now)
  if ('ok' in room) {
    return room
  }
  return ok({
    orderNo: order.order_no,
    lines: room.lines.map(({ line, claimed, left }) => {
      const { pieces, amountFen } = leftOf(claimed)
      return {
        lineId: line.id,
        name: line.name,
        picture: line.picture,
        unitFen: line.unitFen,
        leftPieces: pieces,
        leftUnsent: left.unsent,
        leftReceived: left.received,
        leftFen: fen(amountFen),
      }
    }),
    freightFen: room.freightFen,
    shipped: room.shipped,
    partShipped: order.state === 'part-shipped',
    mayResend: order.type === 'package' && room.shipped,
    endsAt: room.endsAt?.toISOString() ?? null,
    hotline: room.hotline,
  })
})
