import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/payments/contract'
import { perform } from '../../runtime/context'
import { keepPrivate } from '../files'
import { finish } from './apply-refund'
import { findAttempt } from './attempt-store'
import { moveToManual } from './refund-store'
import { openRefund } from './work-on-refund'

/** IN-054: only an abnormal refund, with a voucher; from then on no call can pay it. */
export const payRefundByHand = perform(op.payRefundByHand, async (ctx, input) => {
  const found = await openRefund(ctx, input.refundId)
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
