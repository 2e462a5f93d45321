import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/payments/contract'
import { type Ctx, perform } from '../../runtime/context'
import { keepPrivate } from '../files'
import type { Attempt } from './attempt-store'
import { finish } from './finish-refund'
import { moveToManual, reservedFen } from './refund-store'
import { openRefund } from './work-on-refund'

/**
 * IN-054: an abnormal refund, or one that WeChat Pay closed and that nobody asked for anew, with a
 * voucher; from then on no call can pay it.
 */
export const payRefundByHand = perform(op.payRefundByHand, async (ctx, input) => {
  const found = await openRefund(ctx, input.refundId)
  if (!found) {
    return refuse('NOT_FOUND')
  }
  const { attempt, refund } = found
  if (refund.state !== 'abnormal' && refund.state !== 'closed') {
    return refuse('STATE_CONFLICT')
  }
  if (refund.state === 'closed' && refund.amount_fen > (await leftFen(ctx, attempt))) {
    return refuse('AFTERSALE_TOO_MUCH')
  }
  if (!(await keepPrivate(ctx, { ids: [input.voucherFileId], reader: 'payments.read' }))) {
    return refuse('FILE_NOT_USABLE', { reason: '凭证没有上传成功' })
  }
  const voucher = { fileId: input.voucherFileId, note: input.note, now: ctx.now }
  const moved = await moveToManual(ctx.tx, input.refundId, voucher)
  if (!moved) {
    return refuse('STATE_CONFLICT')
  }
  await finish(ctx, attempt, moved, 'hand')
  ctx.audit({
    objectKind: 'refund',
    objectId: moved.id,
    objectNo: moved.out_refund_no,
    before: { state: refund.state },
    after: { state: moved.state, note: input.note },
  })
  return ok({ state: moved.state })
})

/** A closed refund gave its amount back: others may have taken it since. */
const leftFen = async (ctx: Ctx, attempt: Attempt) =>
  (attempt.paid_fen ?? 0) - (await reservedFen(ctx.tx, attempt.id))
