import type { Deps } from '../../runtime/context'
import { settledPaymentOf } from '../payments'
import type { Sender } from '../peers'
import { findOrder } from './order-store'

const VIRTUAL = 3
const UNIFIED = 1

/**
 * The time of a report must be later than that of the one before; ours is fixed, so it was told.
 */
const TOLD_BEFORE = '268485216'

/**
 * IN-035: WeChat frees the money of an order only when it knows that it was delivered; numbers of
 * e-cards are delivered as virtual goods, once, at the moment of issue.
 */
async function reportVirtual(deps: Deps, payload: Readonly<Record<string, unknown>>) {
  const orderId = String(payload.orderId)
  const order = await findOrder(deps.db, orderId)
  const payment = order && (await settledPaymentOf(deps.db, orderId))
  if (!payment || !order.completed_at) {
    const message = '没有可上报的订单或支付'
    return { kind: 'refused', code: 'GONE', message, retry: false } as const
  }
  const answer = await deps.ports.wechat.reportShipping('member', {
    outTradeNo: payment.outTradeNo,
    payerOpenId: payment.payerOpenId,
    logisticsType: VIRTUAL,
    deliveryMode: UNIFIED,
    allDelivered: true,
    items: [{ description: order.item_summary.slice(0, 120) }],
    uploadedAt: order.completed_at,
  })
  const told = answer.kind === 'refused' && answer.code === TOLD_BEFORE
  return told ? ({ kind: 'done', value: null } as const) : answer
}

export const ordersSenders: Readonly<Record<string, Sender>> = {
  'report-virtual': { send: reportVirtual, repeatable: true },
}
