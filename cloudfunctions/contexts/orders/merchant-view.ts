import { ZERO } from '@xietong/domain/kernel/money'
import type { Reader } from '../../runtime/database'
import { refundOf } from '../payments'
import type { AfterSaleRow } from './after-sale-store'
import { caseDetail } from './after-sale-view'
import { findOrder } from './order-store'

/** MB-087: what became of the money; a failed refund says why and is never shown as done. */
export async function merchantView(reader: Reader, one: AfterSaleRow, mayHandle: boolean) {
  const order = await findOrder(reader, one.order_id)
  const refund = one.refund_id ? await refundOf(reader, one.refund_id) : null
  const undecided = one.state === 'merchant' || one.state === 'buyer'
  return {
    ...(await caseDetail(reader, one)),
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
