import { shanghaiStamp } from '../../core/clock'
import type { Json } from '../../core/json'
import { isPaid, type Payment, type Refund, type TradeState } from './records'

const stateWords: Record<TradeState, string> = {
  NOTPAY: '订单未支付',
  USERPAYING: '用户支付中，需要输入密码',
  SUCCESS: '支付成功',
  CLOSED: '订单已关闭',
  REFUND: '订单发生过退款，退款详情请查询退款单',
  PAYERROR: '支付失败',
}

/** The body of a payment query, and the content of a payment notice. */
export function paymentAnswer(payment: Payment): Json {
  const common = {
    appid: payment.appid,
    mchid: payment.mchid,
    out_trade_no: payment.outTradeNo,
    attach: payment.attach,
    trade_state: payment.state,
    trade_state_desc: stateWords[payment.state],
    payer: { openid: payment.openid },
  }
  if (!isPaid(payment)) {
    return {
      ...common,
      amount: { total: payment.totalFen, currency: 'CNY', payer_currency: 'CNY' },
    }
  }
  return {
    ...common,
    transaction_id: payment.transactionId,
    trade_type: 'JSAPI',
    bank_type: 'OTHERS',
    success_time: shanghaiStamp(new Date(payment.paidAt)),
    amount: {
      total: payment.totalFen,
      payer_total: payment.totalFen,
      currency: 'CNY',
      payer_currency: 'CNY',
    },
  }
}

export function refundAnswer(refund: Refund): Json {
  const settled = refund.state === 'SUCCESS'
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    transaction_id: refund.transactionId,
    out_trade_no: refund.outTradeNo,
    channel: 'ORIGINAL',
    user_received_account: '支付用户零钱',
    ...(settled ? { success_time: shanghaiStamp(new Date(refund.settledAt)) } : {}),
    create_time: shanghaiStamp(new Date(refund.createdAt)),
    status: refund.state,
    funds_account: 'AVAILABLE',
    amount: {
      total: refund.totalFen,
      refund: refund.refundFen,
      payer_total: refund.totalFen,
      payer_refund: refund.refundFen,
      settlement_total: refund.totalFen,
      settlement_refund: refund.refundFen,
      discount_refund: 0,
      currency: 'CNY',
    },
  }
}

export function refundNoticeBody(refund: Refund): Json {
  const settled = refund.state === 'SUCCESS'
  return {
    mchid: refund.mchid,
    transaction_id: refund.transactionId,
    out_trade_no: refund.outTradeNo,
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    refund_status: refund.state,
    ...(settled ? { success_time: shanghaiStamp(new Date(refund.settledAt)) } : {}),
    user_received_account: '支付用户零钱',
    amount: {
      total: refund.totalFen,
      refund: refund.refundFen,
      payer_total: refund.totalFen,
      payer_refund: refund.refundFen,
    },
  }
}

/** A refusal of the peer in its own form; thrown by handlers, written by the peer. */
export class PayRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

export const payError = (code: string, message: string, detail?: Json): string =>
  JSON.stringify({ code, message, ...(detail ? { detail } : {}) })
