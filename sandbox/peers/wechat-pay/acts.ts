import { randomUUID } from 'node:crypto'
import { shanghaiStamp } from '../../core/clock'
import type { Fault } from '../../core/faults'
import { type Json, listOf, numberOf, recordOf, textOf } from '../../core/json'
import { refuseControl } from '../../core/peer'
import { paymentAnswer } from './answers'
import { editBill } from './bill-acts'
import { buildNotice, paidNotice } from './notice'
import { newTransactionId } from './payments'
import { isPaid, type PayDesk, type Payment, paymentKey, type Refund } from './records'
import { settleRefund } from './refunds'
import { lines, rsaVerify } from './signing'

/** What a person can do at WeChat Pay: pay, give up, hold a refund, forge a notice (IN-017). */
export async function act(desk: PayDesk, action: string, body: Json): Promise<unknown> {
  const acts: Record<string, () => unknown> = {
    open: () => openWindow(desk, body),
    window: () => windowOf(findPayment(desk, body)),
    pay: () => pay(desk, findPayment(desk, body), body),
    cancel: () => endWindow(desk, body, 'cancelled'),
    leave: () => endWindow(desk, body, 'left'),
    fail: () => endWindow(desk, body, 'failed'),
    hold: () => hold(desk, body),
    'mark-paid': () => pay(desk, findPayment(desk, body), { ...body, notify: 'none' }),
    notify: () => notify(desk, body),
    'build-notice': () => forgedRequest(desk, body),
    resend: () => desk.kit.deliveries.resend(textOf(body.id), numberOf(body.copies, 1)),
    'settle-refund': () => settle(desk, body),
    set: () => change(desk, body),
    'bill-edit': () => editBill(desk, body),
    waiting: () => waiting(desk),
  }
  const chosen = acts[action] ?? refuseControl(`没有这个动作：${action}`)
  return await chosen()
}

export function findPayment(desk: PayDesk, body: Json): Payment {
  const prepayId = textOf(body.prepayId ?? body.package).replace(/^prepay_id=/, '')
  const key =
    prepayId === ''
      ? paymentKey(textOf(body.mchid, desk.kit.keys.mchid), textOf(body.outTradeNo))
      : (desk.byPrepay.get(prepayId) ?? '')
  return desk.payments.get(key) ?? refuseControl('没有这笔待付款')
}

const put = (desk: PayDesk, payment: Payment): Payment => {
  desk.payments.put(paymentKey(payment.mchid, payment.outTradeNo), payment)
  return payment
}

/** The pay window opens on the payer's phone; it then waits for the person at the portal. */
export function openWindow(desk: PayDesk, body: Json): Json {
  const payment = findPayment(desk, body)
  checkPaySign(desk, payment, body)
  if (isPaid(payment) || payment.state === 'CLOSED') return windowOf(payment)
  const expired = expiry(desk, payment)
  if (expired) return windowOf(put(desk, { ...payment, window: 'failed' }))
  return windowOf(put(desk, { ...payment, window: 'open' }))
}

/** WeChat opens no window for parameters the merchant did not sign (IN-043). */
function checkPaySign(desk: PayDesk, payment: Payment, body: Json): void {
  const signature = textOf(body.paySign)
  if (signature === '' && body.package === undefined) return
  const text = lines(
    payment.appid,
    textOf(body.timeStamp),
    textOf(body.nonceStr),
    textOf(body.package),
  )
  if (rsaVerify(text, signature, desk.kit.keys.merchantPublic)) return
  refuseControl('支付验证签名失败')
}

const PREPAY_MS = 2 * 3600_000

function expiry(desk: PayDesk, payment: Payment): string {
  const now = desk.kit.clock.now().getTime()
  if (payment.timeExpire !== '' && Date.parse(payment.timeExpire) <= now) return '订单已过期'
  if (now - Date.parse(payment.prepayAt) > PREPAY_MS) return '预支付会话已过期'
  return ''
}

export const windowOf = (payment: Payment): Json => ({
  outTradeNo: payment.outTradeNo,
  prepayId: payment.prepayId,
  totalFen: payment.totalFen,
  state: payment.state,
  window: isPaid(payment) ? 'paid' : payment.state === 'CLOSED' ? 'failed' : payment.window,
})

type NotifyMode = 'normal' | 'none' | 'drop' | 'delay' | 'double'

/** The payer pays. The money is taken whatever happens to the notice afterwards. */
function pay(desk: PayDesk, payment: Payment, body: Json): Json {
  if (isPaid(payment)) return windowOf(payment)
  if (payment.state === 'CLOSED') return refuseControl('订单已关闭，不能付款')
  const expired = expiry(desk, payment)
  if (expired !== '') return refuseControl(expired)
  const now = desk.kit.clock.now()
  const paid = put(desk, {
    ...payment,
    state: 'SUCCESS',
    window: 'paid',
    transactionId: newTransactionId(now),
    paidAt: now.toISOString(),
  })
  desk.byTransaction.put(paid.transactionId, paymentKey(paid.mchid, paid.outTradeNo))
  desk.kit.log.effect('payment', paid.outTradeNo, now)
  sendPaid(desk, paid, textOf(body.notify, 'normal') as NotifyMode, numberOf(body.delayMs, 120_000))
  return windowOf(paid)
}

function sendPaid(desk: PayDesk, paid: Payment, mode: NotifyMode, delayMs: number): void {
  if (mode === 'none' || mode === 'drop') return
  const content = paidNotice(paid, desk.kit.clock.now())
  const draft = {
    event: 'TRANSACTION.SUCCESS',
    key: paid.outTradeNo,
    url: paid.notifyUrl,
    content,
    delayMs: mode === 'delay' ? delayMs : 0,
  }
  desk.kit.deliveries.enqueue(draft)
  if (mode === 'double') desk.kit.deliveries.enqueue(draft)
}

function endWindow(desk: PayDesk, body: Json, window: 'cancelled' | 'left' | 'failed'): Json {
  const payment = findPayment(desk, body)
  if (isPaid(payment)) return refuseControl('这笔已经付过了')
  return windowOf(put(desk, { ...payment, window }))
}

/** Keeps a payment at one of the states that are not final (IN-047). */
function hold(desk: PayDesk, body: Json): Json {
  const payment = findPayment(desk, body)
  const state = textOf(body.state, 'USERPAYING')
  if (isPaid(payment)) return refuseControl('这笔已经付过了')
  if (state !== 'USERPAYING' && state !== 'NOTPAY' && state !== 'PAYERROR') {
    return refuseControl('state 只能是 USERPAYING、NOTPAY 或 PAYERROR')
  }
  return windowOf(put(desk, { ...payment, state }))
}

/**
 * Sends a notice that the payment alone would not cause: with another amount, payer or merchant,
 * or signed wrongly. It is not repeated; the answers of the product come back to the caller.
 */
async function notify(desk: PayDesk, body: Json): Promise<unknown> {
  const url = textOf(body.url) || findPayment(desk, body).notifyUrl
  const copies = Math.min(numberOf(body.copies, 1), 500)
  const fixed = body.fresh === true ? undefined : forgedRequest(desk, body)
  const sends = Array.from({ length: copies }, () => post(url, fixed ?? forgedRequest(desk, body)))
  return Promise.all(sends)
}

async function post(url: string, request: Json): Promise<Json> {
  const headers = recordOf(request.headers) as Record<string, string>
  const response = await fetch(url, { method: 'POST', headers, body: textOf(request.body) })
  return { status: response.status, body: (await response.text()).slice(0, 500) }
}

/** Headers and body of a notice with the wished faults, for tests that post it themselves. */
export function forgedRequest(desk: PayDesk, body: Json): Json {
  const payment = findPayment(desk, body)
  const now = desk.kit.clock.now()
  const paid: Payment = isPaid(payment)
    ? payment
    : { ...payment, transactionId: newTransactionId(now), paidAt: now.toISOString() }
  const set = recordOf(body.set)
  const amount = { ...recordOf(paymentAnswer({ ...paid, state: 'SUCCESS' }).amount) }
  const content = {
    ...paymentAnswer({ ...paid, state: 'SUCCESS' }),
    ...set,
    amount: { ...amount, ...recordOf(set.amount) },
  }
  const notice = {
    id: textOf(body.noticeId, randomUUID()),
    createTime: shanghaiStamp(now),
    eventType: textOf(body.event, 'TRANSACTION.SUCCESS'),
    resourceType: 'transaction' as const,
    summary: '支付成功',
    content,
  }
  const variant = textOf(body.variant)
  return { ...buildNotice(desk, notice, variant === '' ? undefined : asFault(variant)) }
}

const asFault = (variant: string): Fault => ({
  id: '',
  kind: 'bad-signature',
  on: 'callback',
  left: 1,
  match: '',
  ms: 0,
  seconds: 0,
  status: 0,
  code: '',
  message: '',
  variant,
  copies: 1,
})

function settle(desk: PayDesk, body: Json): unknown {
  const key = `${textOf(body.mchid, desk.kit.keys.mchid)}/${textOf(body.outRefundNo)}`
  const refund = desk.refunds.get(key) ?? refuseControl('没有这笔退款')
  const state = textOf(body.state, 'SUCCESS') as Refund['state']
  if (state === 'PROCESSING') {
    // Sent again by hand in WeChat Pay's own console, which tells nobody.
    desk.refunds.put(key, { ...refund, state })
    return {}
  }
  if (!['SUCCESS', 'CLOSED', 'ABNORMAL'].includes(state)) {
    return refuseControl('state 只能是 SUCCESS、CLOSED、ABNORMAL 或 PROCESSING')
  }
  return settleRefund(desk, refund, state)
}

function change(desk: PayDesk, body: Json): unknown {
  const now = desk.settings()
  const mode = textOf(body.refundMode, now.refundMode)
  const signWith = textOf(body.signWith, now.signWith)
  if (mode !== 'auto' && mode !== 'manual') return refuseControl('refundMode: auto 或 manual')
  if (signWith !== 'current' && signWith !== 'next' && signWith !== 'alternate') {
    return refuseControl('signWith: current、next 或 alternate')
  }
  desk.change({
    refundMode: mode,
    signWith,
    refundDelayMs: numberOf(body.refundDelayMs, now.refundDelayMs),
    balanceFen: numberOf(body.balanceFen, now.balanceFen),
  })
  return desk.settings()
}

const isWaiting = (payment: Payment): boolean =>
  ['none', 'open'].includes(payment.window) && !isPaid(payment) && payment.state !== 'CLOSED'

/** What lies on the payers' phones now, newest first. */
export function waiting(desk: PayDesk): Json[] {
  const rows: Json[] = []
  for (const payment of desk.payments.all()) {
    if (!isWaiting(payment) || expiry(desk, payment) !== '') continue
    const owner = desk.kit.world.personByOpenid(payment.openid)
    rows.push({
      ...windowOf(payment),
      description: payment.description,
      payer: owner?.person.name ?? '',
      timeExpire: payment.timeExpire,
      createdAt: payment.createdAt,
    })
  }
  return listOf(rows.reverse()) as Json[]
}
