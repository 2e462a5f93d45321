import { ZERO } from '@xietong/domain/kernel/money'
import type { ReadCtx } from '../../runtime/context'
import { refundOf } from '../payments'
import type { AfterSaleRow } from './after-sale-store'
import { caseDetail } from './after-sale-view'
import { findOrder } from './order-store'

/** MB-087: what became of the money; a failed refund says why and is never shown as done. */
export async function merchantView(ctx: ReadCtx, one: AfterSaleRow, mayHandle: boolean) {
  const order = await findOrder(ctx.db, one.order_id)
  const refund = one.refund_id ? await refundOf(ctx.db, one.refund_id) : null
  const undecided = one.state === 'merchant' || one.state === 'buyer'
  return {
    ...(await caseDetail(ctx, one)),
    buyer: one.buyer,
    paidFen: order?.paid_fen ?? ZERO,
    refundedFen: order?.refunded_fen ?? ZERO,
    refund: refund && {
      outRefundNo: refund.out_refund_no,
      state: refund.state,
      problem: refund.problem,
    },
    mayHandle: mayHandle && one.state === 'merchant',
    mayTakeOver: !mayHandle && undecided,
  }
}
