import { ok, refuse } from '@xietong/domain/kernel/result'
import { buyerDeadline } from '@xietong/domain/orders/after-sale'
import * as op from '@xietong/domain/orders/after-sale-contract'
import { type Ctx, perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { react } from '../../runtime/reactions'
import { voidUnusedCards } from '../cards'
import { requestRefund } from '../payments'
import { closeStep, openAsMerchant, openCase } from './after-sale-step'
import {
  type AfterSaleRow,
  cancelPieces,
  linesOfCase,
  moveCase,
  takeFromStore,
} from './after-sale-store'
import type { OrderRow } from './order-store'

/**
 * AD-257, MB-087: pieces that have not left are never shipped, unused cards are void first, the
 * amount is reserved on the payment, and the money goes back the way it came. All or nothing.
 */
export const approveAfterSale = perform(op.approveAfterSale, async (ctx, input) => {
  const found = await openAsMerchant(ctx, input.caseId)
  if (typeof found === 'string') {
    return refuse(found)
  }
  const { one, order } = found
  if (one.state !== 'merchant' || order.payment_id === null) {
    return refuse('STATE_CONFLICT')
  }
  const asked = await requestRefund(ctx, {
    paymentId: order.payment_id,
    amountFen: one.amount_fen,
    reason: `售后 ${one.reason}`,
    key: `after-sale/${one.id}`,
  })
  if (!asked.ok) {
    return refuse(asked.limit ? 'REFUND_LIMIT' : 'AFTERSALE_TOO_MUCH')
  }
  if (!(await takeBack(ctx, one, order))) {
    return refuse('CARDS_NOT_FREE')
  }
  const moved = await moveCase(ctx, { caseId: one.id, to: 'refunding', refundId: asked.refundId })
  if (!moved) {
    return refuse('STATE_CONFLICT')
  }
  await closeStep(ctx, one.state, moved, { text: '商家同意退款，款项原路退回中', note: input.note })
  return ok({ state: moved.state })
})

/** Goods that were not shipped stay, cards that were not used are void; false when cards are gone. */
async function takeBack(ctx: Ctx, one: AfterSaleRow, order: OrderRow): Promise<boolean> {
  const lines = await linesOfCase(ctx.tx, one.id)
  if (order.type === 'e-card') {
    const count = lines.reduce((sum, line) => sum + line.pieces, 0)
    const holder = { orderId: order.id, memberId: order.member_id }
    return (
      (await voidUnusedCards(ctx, { ...holder, count, reason: `售后 ${one.case_no}` })) === count
    )
  }
  if (order.state === 'to-ship' || order.state === 'part-shipped') {
    // Less money than the pieces cost keeps the pieces: only what is paid back in full stays here.
    const full = lines.filter((line) => {
      const unitFen = order.lines.find(({ id }) => id === line.lineId)?.unitFen ?? 0
      return line.amountFen === unitFen * line.pieces
    })
    if ((await cancelPieces(ctx, full)) > 0) {
      await react(ctx, 'order.reduced', { orderId: order.id })
    }
  }
  return true
}

export const refuseAfterSale = perform(op.refuseAfterSale, async (ctx, { caseId, reason }) => {
  const found = await openAsMerchant(ctx, caseId)
  if (typeof found === 'string') {
    return refuse(found)
  }
  const moved = await moveCase(ctx, { caseId, to: 'refused' })
  if (!moved) {
    return refuse('STATE_CONFLICT')
  }
  await closeStep(ctx, found.one.state, moved, { text: '商家拒绝了申请', note: reason })
  return ok({ state: moved.state })
})

/** 待买家处理: the parcel or more evidence is wanted within 7 days (MB-086). */
export const askBuyer = perform(op.askBuyer, async (ctx, { caseId, wish, note }) => {
  const found = await openAsMerchant(ctx, caseId)
  if (typeof found === 'string') {
    return refuse(found)
  }
  const deadline = buyerDeadline(ctx.now)
  const moved = await moveCase(ctx, { caseId, to: 'buyer', wish, deadline })
  if (!moved) {
    return refuse('STATE_CONFLICT')
  }
  const text = wish === 'return' ? '商家请您寄回商品' : '商家请您补充凭证'
  await closeStep(ctx, found.one.state, moved, { text, note })
  return ok({ state: moved.state })
})

/** AD-256: head office sees every case and can take a store's over. */
export const takeOverAfterSale = perform(op.takeOverAfterSale, async (ctx, { caseId }) => {
  const found = await openCase(ctx, caseId)
  if (!found || !(await isInScope(ctx, ctx.tx, found.one.dealer_id))) {
    return refuse('NOT_FOUND')
  }
  const taken = await takeFromStore(ctx, caseId)
  if (!taken) {
    return refuse('STATE_CONFLICT')
  }
  await closeStep(ctx, found.one.state, taken, { text: '平台接管处理' })
  return ok({ state: taken.state })
})
