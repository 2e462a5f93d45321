import type { Handler } from '../../runtime/context'
import { handleDifference } from './handle-difference'
import { listDifferences } from './list-differences'
import { listPayments } from './list-payments'
import { listReconciliations } from './list-reconciliations'
import { listRefunds } from './list-refunds'
import { payRefundByHand } from './pay-refund-by-hand'
import { reconcileAgain } from './reconcile-again'
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
  listReconciliations,
  listDifferences,
  handleDifference,
  reconcileAgain,
]
