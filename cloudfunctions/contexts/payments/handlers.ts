import type { Handler } from '../../runtime/context'
import { listPayments } from './list-payments'
import { listRefunds } from './list-refunds'
import { payRefundByHand } from './pay-refund-by-hand'
import { refundIrregular } from './refund-irregular'
import { retryRefund } from './retry-refund'
import { sendAbnormalRefund } from './send-abnormal-refund'

export const paymentsHandlers: Handler[] = [
  listPayments,
  listRefunds,
  refundIrregular,
  retryRefund,
  sendAbnormalRefund,
  payRefundByHand,
]
