export { openCaseOf } from './after-sale-store'
export { type CaseSummary, casesLongInState } from './case-state-store'
export {
  listToDispatch,
  lockOrderForDispatch,
  markDispatched,
  markReduced,
  markShipped,
  markSigned,
  type OrderForDispatch,
  orderForDispatch,
} from './for-fulfilment'
export { followPicture } from './judge-review-picture'
export { markFound, markMissing } from './missing-goods'
export type { LineContent, OrderLine } from './order-store'
export { followRefund, refundOrder } from './refund-order'
export { ordersSenders } from './senders'
export { settleOrder } from './settle-order'
export { shippingPaymentOf } from './shipping-payment'
export { selectShortOrders as shortOrders } from './short-store'
export {
  countOfStore,
  listOfStore,
  nameInAdvance,
  selectPaidInAdvance,
  selectStoreInAdvance,
} from './store-order-store'
export { type OrderSummary, orderSummary, ordersLongInState, recordStatus } from './summaries'
export { purchasesOf } from './summary-store'
