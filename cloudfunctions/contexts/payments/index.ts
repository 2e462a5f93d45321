export { checkWithPeer, type PeerCheck } from './check-with-peer'
export { type Closing, closeAttempt } from './close-attempt'
export { createAttempt, type WantedPayment } from './create-attempt'
export {
  type OrderPayment,
  type OrderRefund,
  paymentsOf,
  type SettledPayment,
  settledPaymentOf,
} from './payments-of'
export type { PayParams } from './port'
export { wechatPayNotice } from './process-notice'
export {
  lockPaymentOf,
  type RefundTarget,
  type RequestedRefund,
  requestRefund,
  type WantedRefund,
} from './request-refund'
export { paymentsSenders } from './senders'
export { startAttempt } from './start-attempt'
export { findRefundById as refundOf } from './work-on-refund'
