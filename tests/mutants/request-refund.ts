import { findAttempt } from '../../cloudfunctions/contexts/payments/attempt-store'
import { insertRefund, reservedFen } from '../../cloudfunctions/contexts/payments/refund-store'
import type { Ctx } from '../../cloudfunctions/runtime/context'
import { meeting } from './meeting'

const afterTheLook = meeting(2)

/** Planted bug for A5: what is left is read and compared without the payment's lock. */
export async function refundByReadAndWrite(
  ctx: Ctx,
  wanted: { readonly paymentId: string; readonly amountFen: number; readonly key: string },
): Promise<boolean> {
  const attempt = await findAttempt(ctx.tx, wanted.paymentId)
  const leftFen = (attempt?.paid_fen ?? 0) - (await reservedFen(ctx.tx, wanted.paymentId))
  await afterTheLook()
  if (!attempt || wanted.amountFen > leftFen) {
    return false
  }
  const id = ctx.newId()
  const { paymentId: attemptId, key, amountFen } = wanted
  const outRefundNo = `M${id.replaceAll('-', '')}`
  await insertRefund(
    ctx.tx,
    { id, outRefundNo, attemptId, key, amountFen, reason: '退款' },
    ctx.now,
  )
  return true
}
