import { randomBytes } from 'node:crypto'
import { type Json, numberOf, recordOf, textOf } from '../../core/json'
import { appNames } from '../../seed/people'
import { PayRefusal, paymentAnswer } from './answers'
import { isPaid, type PayDesk, type Payment, paymentKey } from './records'

const PREPAY_MS = 2 * 3600_000

/** JSAPI prepay (IN-042). The same number with the same content is the same transaction. */
export function prepay(desk: PayDesk, body: Json, mchid: string): Json {
  const draft = readPrepay(desk, body, mchid)
  const key = paymentKey(mchid, draft.outTradeNo)
  const before = desk.payments.get(key)
  const now = desk.kit.clock.now()
  if (before) return repeatPrepay(desk, before, draft)
  if (draft.timeExpire !== '' && Date.parse(draft.timeExpire) <= now.getTime()) {
    throw new PayRefusal(400, 'PARAM_ERROR', 'time_expire 时间已过期')
  }
  const payment: Payment = {
    ...draft,
    prepayId: newPrepayId(now),
    prepayAt: now.toISOString(),
    createdAt: now.toISOString(),
    state: 'NOTPAY',
    transactionId: '',
    paidAt: '',
    closedAt: '',
    window: 'none',
    refundedFen: 0,
    refundCount: 0,
    lastRefundAt: '',
  }
  desk.payments.put(key, payment)
  desk.byPrepay.put(payment.prepayId, key)
  return { prepay_id: payment.prepayId }
}

function repeatPrepay(desk: PayDesk, before: Payment, draft: Draft): Json {
  if (isPaid(before)) throw new PayRefusal(400, 'ORDERPAID', '该订单已支付')
  if (before.state === 'CLOSED') throw new PayRefusal(400, 'ORDER_CLOSED', '该订单已关闭')
  const same =
    before.totalFen === draft.totalFen &&
    before.openid === draft.openid &&
    before.appid === draft.appid &&
    before.notifyUrl === draft.notifyUrl
  if (!same) throw new PayRefusal(403, 'OUT_TRADE_NO_USED', '商户订单号重复')
  const now = desk.kit.clock.now()
  if (now.getTime() - Date.parse(before.prepayAt) < PREPAY_MS) return { prepay_id: before.prepayId }
  const renewed = { ...before, prepayId: newPrepayId(now), prepayAt: now.toISOString() }
  const key = paymentKey(before.mchid, before.outTradeNo)
  desk.byPrepay.remove(before.prepayId)
  desk.byPrepay.put(renewed.prepayId, key)
  desk.payments.put(key, renewed)
  return { prepay_id: renewed.prepayId }
}

type Draft = Pick<
  Payment,
  | 'mchid'
  | 'outTradeNo'
  | 'appid'
  | 'openid'
  | 'description'
  | 'attach'
  | 'totalFen'
  | 'notifyUrl'
  | 'timeExpire'
>

function readPrepay(desk: PayDesk, body: Json, mchid: string): Draft {
  const amount = recordOf(body.amount)
  const payer = recordOf(body.payer)
  const draft: Draft = {
    mchid: textOf(body.mchid),
    outTradeNo: textOf(body.out_trade_no),
    appid: textOf(body.appid),
    openid: textOf(payer.openid),
    description: textOf(body.description),
    attach: textOf(body.attach),
    totalFen: numberOf(amount.total, Number.NaN),
    notifyUrl: textOf(body.notify_url),
    timeExpire: textOf(body.time_expire),
  }
  if (draft.mchid !== mchid) wrongParameter('mchid', '请求商户号与签名商户号不一致')
  if (!/^[0-9a-zA-Z_\-|*]{6,32}$/.test(draft.outTradeNo)) {
    wrongParameter('out_trade_no', '商户订单号为 6 到 32 位数字、大小写字母、_-|*')
  }
  if (draft.description === '' || draft.description.length > 127) {
    wrongParameter('description', '商品描述为 1 到 127 个字符')
  }
  if (!Number.isSafeInteger(draft.totalFen) || draft.totalFen < 1) {
    wrongParameter('amount.total', '订单总金额为大于零的整数，单位为分')
  }
  if (textOf(amount.currency, 'CNY') !== 'CNY') wrongParameter('amount.currency', '币种仅支持 CNY')
  if (!isNotifyUrl(draft.notifyUrl)) {
    wrongParameter('notify_url', '通知地址须为不带参数的完整地址')
  }
  if (draft.timeExpire !== '' && Number.isNaN(Date.parse(draft.timeExpire))) {
    wrongParameter('time_expire', '时间须为 RFC 3339 格式')
  }
  checkPayer(desk, draft)
  return draft
}

function checkPayer(desk: PayDesk, draft: Draft): void {
  const app = appNames.find((name) => desk.kit.keys.apps[name].appid === draft.appid)
  if (!app) throw new PayRefusal(400, 'APPID_MCHID_NOT_MATCH', '商户号与 appid 不匹配')
  const owner = desk.kit.world.personByOpenid(draft.openid)
  if (owner?.app !== app) wrongParameter('payer.openid', '无效的 openid')
}

/** WeChat asks for https; on this machine the loopback address takes its place. */
function isNotifyUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (url.search !== '') return false
  return url.protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
}

function wrongParameter(field: string, message: string): never {
  throw new PayRefusal(400, 'PARAM_ERROR', `参数错误：${field} ${message}`)
}

const newPrepayId = (at: Date): string => {
  const stamp = at.toISOString().replace(/\D/g, '').slice(0, 14)
  return `wx${stamp}${randomBytes(10).toString('hex')}`.slice(0, 36)
}

export function queryPayment(payment: Payment | undefined): Json {
  if (!payment) throw new PayRefusal(404, 'ORDER_NOT_EXIST', '订单不存在')
  return paymentAnswer(payment)
}

/** Close (IN-048): only an unpaid number can be closed, and for good. */
export function closePayment(desk: PayDesk, payment: Payment | undefined): void {
  if (!payment) throw new PayRefusal(404, 'ORDER_NOT_EXIST', '订单不存在')
  if (isPaid(payment)) throw new PayRefusal(400, 'ORDERPAID', '该订单已支付')
  if (payment.state === 'USERPAYING') {
    throw new PayRefusal(202, 'USERPAYING', '用户支付中，需要输入密码')
  }
  if (payment.state === 'CLOSED') return
  desk.payments.put(paymentKey(payment.mchid, payment.outTradeNo), {
    ...payment,
    state: 'CLOSED',
    closedAt: desk.kit.clock.now().toISOString(),
    window: payment.window === 'open' ? 'failed' : payment.window,
  })
}

/** 28 digits, as WeChat Pay makes them. */
export const newTransactionId = (at: Date): string => {
  const day = at.toISOString().slice(0, 10).replace(/-/g, '')
  const tail = BigInt(`0x${randomBytes(6).toString('hex')}`)
  return `4200002${day}${String(tail).padStart(13, '0').slice(-13)}`
}
