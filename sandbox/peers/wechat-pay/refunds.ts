import { constants, privateDecrypt, randomBytes } from 'node:crypto'
import { type Json, numberOf, recordOf, textOf } from '../../core/json'
import { PayRefusal, refundAnswer } from './answers'
import { refundNotice } from './notice'
import {
  type AbnormalTo,
  isPaid,
  type PayDesk,
  type Payment,
  paymentKey,
  type Refund,
} from './records'

const MAX_REFUNDS = 50
const GAP_MS = 60_000
const YEAR_MS = 365 * 86400_000

/** Asks for a refund (IN-051, IN-052); one refund per out_refund_no whatever the repeats. */
export function createRefund(desk: PayDesk, body: Json, mchid: string): Json {
  const outRefundNo = textOf(body.out_refund_no)
  if (!/^[0-9a-zA-Z_\-|*@]{1,64}$/.test(outRefundNo)) {
    throw new PayRefusal(400, 'PARAM_ERROR', '参数错误：out_refund_no 格式不正确')
  }
  const payment = findPaid(desk, body, mchid)
  const amount = readAmount(body, payment)
  const before = desk.refunds.get(`${mchid}/${outRefundNo}`)
  if (before) return repeatRefund(before, payment, amount)
  checkRules(desk, payment, amount)
  const refund = storeRefund(desk, payment, { outRefundNo, amount, body })
  desk.kit.log.effect('refund', outRefundNo, desk.kit.clock.now())
  return refundAnswer(refund)
}

function findPaid(desk: PayDesk, body: Json, mchid: string): Payment {
  const transactionId = textOf(body.transaction_id)
  const key =
    transactionId === ''
      ? paymentKey(mchid, textOf(body.out_trade_no))
      : (desk.byTransaction.get(transactionId) ?? '')
  const payment = desk.payments.get(key)
  if (!payment) throw new PayRefusal(404, 'RESOURCE_NOT_EXISTS', '订单不存在')
  if (!isPaid(payment)) throw new PayRefusal(400, 'INVALID_REQUEST', '订单未支付，不能退款')
  return payment
}

function readAmount(body: Json, payment: Payment): number {
  const amount = recordOf(body.amount)
  const refundFen = numberOf(amount.refund, Number.NaN)
  if (!Number.isSafeInteger(refundFen) || refundFen < 1) {
    throw new PayRefusal(400, 'PARAM_ERROR', '参数错误：amount.refund 为大于零的整数')
  }
  if (textOf(amount.currency) !== 'CNY') {
    throw new PayRefusal(400, 'PARAM_ERROR', '参数错误：amount.currency 仅支持 CNY')
  }
  if (numberOf(amount.total, Number.NaN) !== payment.totalFen) {
    throw new PayRefusal(400, 'INVALID_REQUEST', '订单金额与原订单不一致')
  }
  return refundFen
}

function repeatRefund(before: Refund, payment: Payment, refundFen: number): Json {
  if (before.refundFen !== refundFen || before.outTradeNo !== payment.outTradeNo) {
    throw new PayRefusal(400, 'INVALID_REQUEST', '订单金额或退款金额与之前请求不一致，请核实后再试')
  }
  return refundAnswer(before)
}

function checkRules(desk: PayDesk, payment: Payment, refundFen: number): void {
  const now = desk.kit.clock.now().getTime()
  if (now - Date.parse(payment.paidAt) > YEAR_MS) {
    throw new PayRefusal(400, 'INVALID_REQUEST', '订单已超过可退款的期限')
  }
  if (payment.refundedFen + refundFen > payment.totalFen) {
    throw new PayRefusal(400, 'INVALID_REQUEST', '申请退款金额大于订单剩余可退金额')
  }
  if (payment.refundCount >= MAX_REFUNDS) {
    throw new PayRefusal(400, 'INVALID_REQUEST', '部分退款次数超过 50 次')
  }
  if (payment.lastRefundAt !== '' && now - Date.parse(payment.lastRefundAt) < GAP_MS) {
    throw new PayRefusal(429, 'FREQUENCY_LIMITED', '同一订单的退款请间隔 1 分钟后再申请')
  }
  const { balanceFen } = desk.settings()
  if (balanceFen >= 0 && balanceFen < refundFen) {
    throw new PayRefusal(403, 'NOT_ENOUGH', '基本账户余额不足，请充值后重新发起')
  }
}

function storeRefund(
  desk: PayDesk,
  payment: Payment,
  request: { outRefundNo: string; amount: number; body: Json },
): Refund {
  const now = desk.kit.clock.now()
  const { refundMode, refundDelayMs, balanceFen } = desk.settings()
  const settleAt =
    refundMode === 'auto' ? new Date(now.getTime() + refundDelayMs).toISOString() : ''
  const refund: Refund = {
    mchid: payment.mchid,
    outRefundNo: request.outRefundNo,
    refundId: `5030${String(BigInt(`0x${randomBytes(10).toString('hex')}`)).padStart(24, '0')}`,
    outTradeNo: payment.outTradeNo,
    transactionId: payment.transactionId,
    totalFen: payment.totalFen,
    refundFen: request.amount,
    reason: textOf(request.body.reason),
    notifyUrl: textOf(request.body.notify_url),
    createdAt: now.toISOString(),
    settleAt,
    state: 'PROCESSING',
    settledAt: '',
  }
  desk.refunds.put(`${payment.mchid}/${refund.outRefundNo}`, refund)
  desk.payments.put(paymentKey(payment.mchid, payment.outTradeNo), {
    ...payment,
    state: 'REFUND',
    refundedFen: payment.refundedFen + request.amount,
    refundCount: payment.refundCount + 1,
    lastRefundAt: now.toISOString(),
  })
  if (balanceFen >= 0) desk.change({ balanceFen: balanceFen - request.amount })
  return refund
}

export function queryRefund(desk: PayDesk, mchid: string, outRefundNo: string): Json {
  const refund = desk.refunds.get(`${mchid}/${outRefundNo}`)
  if (!refund) throw new PayRefusal(404, 'RESOURCE_NOT_EXISTS', '退款单不存在')
  return refundAnswer(refund)
}

/** Ends a refund and tells the merchant (IN-053). A closed one gives its amount back. */
export function settleRefund(desk: PayDesk, refund: Refund, state: Refund['state']): Refund {
  const now = desk.kit.clock.now()
  const settled: Refund = { ...refund, state, settleAt: '', settledAt: now.toISOString() }
  desk.refunds.put(`${refund.mchid}/${refund.outRefundNo}`, settled)
  if (state === 'SUCCESS') {
    const back = refund.abnormalTo?.type === 'MERCHANT_BANK_CARD'
    desk.kit.log.effect(back ? 'refund-returned' : 'refund-paid', refund.outRefundNo, now)
  }
  if (state === 'CLOSED') giveBack(desk, refund)
  if (refund.notifyUrl !== '') {
    desk.kit.deliveries.enqueue({
      event: `REFUND.${state}`,
      key: refund.outRefundNo,
      url: refund.notifyUrl,
      content: refundNotice(settled, now),
    })
  }
  return settled
}

function giveBack(desk: PayDesk, refund: Refund): void {
  const key = paymentKey(refund.mchid, refund.outTradeNo)
  const payment = desk.payments.get(key)
  if (!payment) return
  const refundedFen = payment.refundedFen - refund.refundFen
  desk.payments.put(key, { ...payment, refundedFen })
}

/** Refunds that end by themselves when their time has come. */
export function settleDueRefunds(desk: PayDesk, due: Iterable<string>): string[] {
  const now = desk.kit.clock.now().toISOString()
  const done: string[] = []
  for (const key of due) {
    const refund = desk.refunds.get(key)
    if (refund?.state === 'PROCESSING' && refund.settleAt !== '') {
      if (refund.settleAt > now) continue
      settleRefund(desk, refund, 'SUCCESS')
    }
    done.push(key)
  }
  return done
}

/** IN-054: an abnormal refund goes to the payer's card or the merchant's account instead. */
export function applyAbnormal(
  desk: PayDesk,
  mchid: string,
  asked: {
    readonly refundId: string
    readonly no: string
    readonly body: Json
    /** The key that the caller says the card details are sealed with. */
    readonly serial: string
  },
): Json {
  const refund = desk.refunds.get(`${mchid}/${asked.no}`)
  if (refund?.refundId !== asked.refundId) {
    throw new PayRefusal(404, 'RESOURCE_NOT_EXISTS', '退款单不存在')
  }
  if (refund.state !== 'ABNORMAL') {
    throw new PayRefusal(400, 'INVALID_REQUEST', '退款单状态不是异常，不能发起异常退款')
  }
  const abnormalTo = readTarget(desk, asked.body, asked.serial)
  const now = desk.kit.clock.now()
  const { refundMode, refundDelayMs } = desk.settings()
  const settleAt =
    refundMode === 'auto' ? new Date(now.getTime() + refundDelayMs).toISOString() : ''
  const again: Refund = { ...refund, state: 'PROCESSING', settleAt, abnormalTo }
  desk.refunds.put(`${mchid}/${asked.no}`, again)
  desk.kit.log.effect('refund-abnormal', asked.no, now)
  return refundAnswer(again)
}

function readTarget(desk: PayDesk, body: Json, serial: string): AbnormalTo {
  const type = textOf(body.type)
  if (type === 'MERCHANT_BANK_CARD') return { type }
  if (type !== 'USER_BANK_CARD') {
    throw new PayRefusal(
      400,
      'PARAM_ERROR',
      '参数错误：type 为 USER_BANK_CARD 或 MERCHANT_BANK_CARD',
    )
  }
  const bank = textOf(body.bank_type)
  const account = unsealed(desk, textOf(body.bank_account), serial)
  const holder = unsealed(desk, textOf(body.real_name), serial)
  if (!/^[A-Z]+_DEBIT$/.test(bank) || !/^\d{12,19}$/.test(account) || holder === '') {
    throw new PayRefusal(400, 'INVALID_REQUEST', '银行卡信息有误，请核对后重新发起')
  }
  return { type, bank, account, holder }
}

/** Card details are sealed with one of our public keys, named in the header (RSA-OAEP). */
function unsealed(desk: PayDesk, text: string, serial: string): string {
  const { keys } = desk.kit
  const known = new Map([
    [keys.platformKeyId, keys.platformPrivate],
    [keys.nextPlatformKeyId, keys.nextPlatformPrivate],
  ])
  const key = known.get(serial)
  if (!key)
    throw new PayRefusal(400, 'PARAM_ERROR', '参数错误：Wechatpay-Serial 不是有效的公钥编号')
  try {
    const padding = constants.RSA_PKCS1_OAEP_PADDING
    return privateDecrypt({ key, padding }, Buffer.from(text, 'base64')).toString('utf8')
  } catch {
    throw new PayRefusal(400, 'PARAM_ERROR', '参数错误：敏感信息无法解密')
  }
}
