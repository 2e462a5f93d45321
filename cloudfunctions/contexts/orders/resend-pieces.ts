import { ZERO } from '@xietong/domain/kernel/money'
import { dispatchUrgency } from '@xietong/domain/orders/urgency'
import type { Ctx } from '../../runtime/context'
import { react } from '../../runtime/reactions'
import { closeStep, type OpenedCase } from './after-sale-step'
import { type AfterSaleRow, linesOfCase, moveCase } from './after-sale-store'
import { createOrder, reserveContents, summaryOf } from './create-order'
import { lockOrder, type NewLine, type NewOrder, type OrderRow } from './order-store'
import { caseOfResend, markReviewed } from './resend-store'

/**
 * 补发 (AD-256): the claimed pieces go out again in an order that costs nothing, with its own promise
 * of stock, dispatch, note and parcels. The store that handles the case sends them, when it has
 * them; otherwise the order waits in the dispatch pool. Null when somebody was faster.
 */
export async function resendPieces(
  ctx: Ctx,
  { one, order }: OpenedCase,
  note: string,
): Promise<AfterSaleRow | null> {
  const made = await resendOrder(ctx, one, order)
  const orderNo = await createOrder(ctx, made)
  await markReviewed(ctx, made.id)
  // When the central warehouse is short the order waits without a promise, as after a recall.
  await reserveContents(ctx, { id: made.id, orderNo }, made.lines)
  const moved = await moveCase(ctx, { caseId: one.id, to: 'resending', resendOrderId: made.id })
  if (!moved) {
    return null
  }
  await react(ctx, 'order.resent', { orderId: made.id, storeId: one.store_id })
  await closeStep(ctx, one.state, moved, { text: `商家同意补发，补发单 ${orderNo}`, note })
  return moved
}

async function resendOrder(ctx: Ctx, one: AfterSaleRow, order: OrderRow): Promise<NewOrder> {
  const claimed = await linesOfCase(ctx.tx, one.id)
  const lines = claimed.flatMap(({ lineId, pieces }): NewLine[] => {
    const line = order.lines.find(({ id }) => id === lineId)
    return line ? [again(ctx, line, pieces)] : []
  })
  return {
    id: ctx.newId(),
    type: 'resend',
    cardKind: null,
    stockMethod: 'at-order',
    state: 'to-ship',
    memberId: order.member_id,
    dealerId: order.dealer_id,
    buyer: order.buyer,
    levelDiscount: order.level_discount,
    itemSummary: summaryOf(lines),
    quantity: lines.reduce((sum, line) => sum + line.quantity, 0),
    retailTotalFen: ZERO,
    goodsFen: ZERO,
    freightFen: ZERO,
    totalFen: ZERO,
    address: order.address,
    remark: `售后补发 ${one.case_no}`,
    wantedOn: null,
    vip: order.vip,
    urgency: dispatchUrgency({ vip: order.vip, wantedOn: null, createdAt: ctx.now }),
    payBefore: null,
    text: `售后补发，原订单 ${order.order_no}`,
    lines,
    fromCart: false,
  }
}

/** The same goods without a price; the subsidy of the first parcel is not paid again. */
function again(ctx: Ctx, line: OrderRow['lines'][number], pieces: number): NewLine {
  return {
    id: ctx.newId(),
    kind: line.kind,
    itemId: line.itemId,
    name: line.name,
    picture: line.picture,
    quantity: pieces,
    retailFen: ZERO,
    unitFen: ZERO,
    subsidyFen: ZERO,
    limited: false,
    contents: line.contents,
  }
}

/** Everything of a 补发 order has left: its case is done. */
export async function finishResend(ctx: Ctx, resent: { readonly id: string }): Promise<void> {
  const known = await caseOfResend(ctx.tx, resent.id)
  const order = known && (await lockOrder(ctx, known.order_id))
  const moved = order && (await moveCase(ctx, { caseId: known.id, to: 'done' }))
  if (known && moved) {
    await closeStep(ctx, known.state, moved, { text: '补发商品已发出' })
  }
}
