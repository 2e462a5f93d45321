import { ok, refuse } from '@xietong/domain/kernel/result'
import { payRefundByHand as byHand, retryRefund as retry } from '@xietong/domain/payments/contract'
import { type Ctx, perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import type { Reader } from '../../runtime/database'
import { react } from '../../runtime/reactions'
import { keepPrivate } from '../files'
import { finish } from './apply-refund'
import { findAttempt, lockAttempt } from './attempt-store'
import { findRefund, linkReplacement, moveRefund, moveToManual, type Refund } from './refund-store'
import { requestRefund } from './request-refund'

export const findRefundById = (reader: Reader, id: string) => findRefund(reader, { id })

/** The refund with its payment locked: one clerk decides about a payment at a time. */
async function open(ctx: Ctx, refundId: string) {
  const known = await findRefund(ctx.tx, { id: refundId })
  const attempt = known && (await lockAttempt(ctx.tx, { id: known.attempt_id }))
  const refund = attempt && (await findRefund(ctx.tx, { id: refundId }))
  if (!attempt || !refund || !(await isInScope(ctx, ctx.tx, attempt.dealer_id))) {
    return null
  }
  return { attempt, refund }
}

/** Queues the same number once more (IN-051): however often, the money goes back once. */
function queueAgain(ctx: Ctx, refund: Refund, call: 'refund' | 'refund-abnormal'): void {
  ctx.send({
    peer: 'wechat-pay',
    call,
    businessKey: `${refund.out_refund_no}/${ctx.newId()}`,
    payload: { refundId: refund.id },
    soon: true,
  })
}

export async function sendAgain(ctx: Ctx, refundId: string): Promise<void> {
  const refund = await findRefund(ctx.tx, { id: refundId })
  if (refund?.state === 'waiting') {
    queueAgain(ctx, refund, 'refund')
  }
}

export const retryRefund = perform(retry, async (ctx, { refundId }) => {
  const found = await open(ctx, refundId)
  if (!found) {
    return refuse('NOT_FOUND')
  }
  const { refund } = found
  ctx.audit({ objectKind: 'refund', objectId: refund.id, objectNo: refund.out_refund_no })
  if (refund.state === 'waiting') {
    queueAgain(ctx, refund, 'refund')
    return ok({ state: refund.state })
  }
  if (refund.state === 'abnormal') {
    // The state moves before anything is sent, so that paying by hand is refused from here on.
    const move = { from: ['abnormal'], to: 'processing', nextCheckAt: ctx.now } as const
    const moved = await moveRefund(ctx.tx, refund.out_refund_no, move, ctx.now)
    if (!moved) {
      return refuse('STATE_CONFLICT')
    }
    queueAgain(ctx, moved, 'refund-abnormal')
    return ok({ state: moved.state })
  }
  return refund.state === 'closed' ? askAnew(ctx, refund) : refuse('STATE_CONFLICT')
})

/** WeChat closed it: the amount is free again, and the same cause gets a new number, once. */
async function askAnew(ctx: Ctx, refund: Refund) {
  const asked = await requestRefund(ctx, {
    paymentId: refund.attempt_id,
    amountFen: refund.amount_fen,
    reason: refund.reason,
    key: `again/${refund.id}`,
  })
  if (!asked.ok) {
    return refuse(asked.limit ? 'REFUND_LIMIT' : 'AFTERSALE_TOO_MUCH')
  }
  if (!(await linkReplacement(ctx.tx, refund.id, asked.refundId))) {
    return refuse('STATE_CONFLICT')
  }
  await react(ctx, 'refund.replaced', { from: refund.id, to: asked.refundId })
  return ok({ state: 'waiting' as const })
}

/** IN-054: only an abnormal refund, with a voucher; from then on no call can pay it. */
export const payRefundByHand = perform(byHand, async (ctx, input) => {
  const found = await open(ctx, input.refundId)
  if (!found) {
    return refuse('NOT_FOUND')
  }
  if (found.refund.state !== 'abnormal') {
    return refuse('STATE_CONFLICT')
  }
  if (!(await keepPrivate(ctx, { ids: [input.voucherFileId], reader: 'payments.read' }))) {
    return refuse('FILE_NOT_USABLE', { reason: '凭证没有上传成功' })
  }
  const voucher = { fileId: input.voucherFileId, note: input.note, now: ctx.now }
  const moved = await moveToManual(ctx.tx, input.refundId, voucher)
  const attempt = await findAttempt(ctx.tx, found.attempt.id)
  if (!moved || !attempt) {
    return refuse('STATE_CONFLICT')
  }
  await finish(ctx, attempt, moved, 'bank-payments')
  ctx.audit({
    objectKind: 'refund',
    objectId: moved.id,
    objectNo: moved.out_refund_no,
    before: { state: found.refund.state },
    after: { state: moved.state, note: input.note },
  })
  return ok({ state: moved.state })
})
