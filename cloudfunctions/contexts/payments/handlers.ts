import type { Handler } from '../../runtime/context'
import { listPayments } from './list-payments'
import { listRefunds } from './list-refunds'
import { payRefundByHand, retryRefund } from './work-on-refund'

export const paymentsHandlers: Handler[] = [listPayments, listRefunds, retryRefund, payRefundByHand]
