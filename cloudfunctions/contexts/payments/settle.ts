import { DAY_MS } from '@xietong/domain/kernel/time'
import { type Mismatch, mismatchLabels, mismatchOf } from '@xietong/domain/payments/match'
import type { Ctx, Deps } from '../../runtime/context'
import { react } from '../../runtime/reactions'
import { runCommand, sqlState } from '../../runtime/run-command'
import { post } from '../ledger'
import { raiseAlarm } from '../peers'
import {
  type Attempt,
  attemptsOfOrder,
  insertForeignMoney,
  isOpen,
  lockAttempt,
  markIrregular,
  markLate,
  type ReportedMoney,
  takePayment,
} from './attempt-store'
import type { Trade } from './port'
import { countRefunds } from './refund-store'
import { refundWhole } from './request-refund'

/**
 * What a report of the peer did: `settled` now; `known` before; `late` = refunded by itself;
 * `irregular`
 * = does not match; `unmatched` = no such number; `unpaid` = it does not say that money came.
 */
export type Settlement = 'settled' | 'known' | 'late' | 'irregular' | 'unmatched' | 'unpaid'

/**
 * Books a report of WeChat Pay, by notice or by query, in one transaction: the attempt, the order
 * and
 * what follows from it, the ledger. A report is a hint; it counts after comparison under the row
 * lock.
 * `within` runs in the same transaction, for the inbox row of a notice.
 */
export async function settleTrade(
  deps: Deps,
  trade: Trade,
  within?: (ctx: Ctx, settlement: Settlement) => Promise<void>,
): Promise<Settlement> {
  const once = () =>
    runCommand(deps, 'payments.settle', async (ctx) => {
      const settlement = await settle(ctx, trade)
      await within?.(ctx, settlement)
      return settlement
    })
  try {
    return await once()
  } catch (error) {
    // IN-050: the order's other payment was settled in the same moment. Now it stands, and this one
    // is the second.
    if (isSecondPayment(error)) {
      return once()
    }
    throw error
  }
}

const isSecondPayment = (error: unknown) =>
  sqlState(error) === UNIQUE_VIOLATION &&
  (error as { constraint?: unknown }).constraint === 'attempt_one_paid'
const UNIQUE_VIOLATION = '23505'

async function settle(ctx: Ctx, trade: Trade): Promise<Settlement> {
  const money = moneyOf(trade, ctx.now)
  if (!money) {
    return 'unpaid'
  }
  const taken = await takePayment(ctx.tx, money, ctx.now)
  return taken ? complete(ctx, taken, money) : settleOdd(ctx, money)
}

/** A payment that was refunded since was paid first. */
function moneyOf(trade: Trade, now: Date): ReportedMoney | null {
  const paid = trade.state === 'SUCCESS' || trade.state === 'REFUND'
  if (!paid || trade.transactionId === null) {
    return null
  }
  return {
    outTradeNo: trade.outTradeNo,
    transactionId: trade.transactionId,
    totalFen: trade.totalFen ?? 0,
    currency: trade.currency ?? '',
    appId: trade.appId,
    merchantId: trade.merchantId,
    payerOpenId: trade.payerOpenId ?? '',
    paidAt: trade.paidAt ?? now,
  }
}

/** The order takes the money, or says in the same transaction that it no longer does. */
async function complete(ctx: Ctx, attempt: Attempt, money: ReportedMoney): Promise<Settlement> {
  if (attempt.order_id === null) {
    throw new Error('a payment without an order cannot be completed')
  }
  let refusal: 'order-closed' | 'already-paid' | null = null
  await react(ctx, 'payment.settled', {
    orderId: attempt.order_id,
    paymentId: attempt.id,
    amountFen: money.totalFen,
    transactionId: money.transactionId,
    paidAt: money.paidAt,
    refuse: (reason) => {
      refusal = reason
    },
  })
  if (refusal !== null) {
    return late(ctx, attempt, money, refusal)
  }
  await book(ctx, attempt, 'payment', 'order-money')
  ctx.audit(auditOf(attempt, 'paid'))
  return 'settled'
}

/** Order paid ⇔ one settled payment ⇔ one ledger transaction (I7). */
export async function book(
  ctx: Ctx,
  attempt: Attempt,
  kind: string,
  towards: string,
): Promise<void> {
  const amountFen = attempt.paid_fen ?? 0
  if (amountFen === 0) {
    return
  }
  await post(ctx, {
    kind,
    reference: { kind: 'payment', id: attempt.id },
    entries: [
      { account: { owner: 'platform', kind: 'wechat-receipts' }, amountFen },
      { account: { owner: 'platform', kind: towards }, amountFen: -amountFen },
    ],
  })
}

const auditOf = (attempt: Attempt, state: string) => ({
  objectKind: 'payment',
  objectId: attempt.id,
  objectNo: attempt.out_trade_no,
  before: { state: attempt.state === state ? 'open' : attempt.state },
  after: { state, paidFen: attempt.paid_fen },
})

/** Whatever the one conditional statement did not take: known, late, not matching, or not ours. */
async function settleOdd(ctx: Ctx, money: ReportedMoney): Promise<Settlement> {
  const attempt = await lockAttempt(ctx.tx, { outTradeNo: money.outTradeNo })
  if (!attempt) {
    return foreign(ctx, money)
  }
  const received = ['paid', 'late-paid', 'auto-refunded'].includes(attempt.state)
  if (received && attempt.transaction_id === money.transactionId) {
    return 'known'
  }
  const mismatch = received ? 'amount' : mismatchOf(expectation(attempt), money)
  if (mismatch !== null) {
    return irregular(ctx, attempt, money, mismatch)
  }
  if (attempt.order_id === null) {
    return 'known'
  }
  const others = await attemptsOfOrder(ctx.tx, attempt.order_id)
  const paidBefore = others.some((other) => other.id !== attempt.id && other.state === 'paid')
  if (attempt.state === 'closed' || paidBefore) {
    return late(ctx, attempt, money, paidBefore ? 'already-paid' : 'order-closed')
  }
  if (attempt.state === 'irregular' && (await countRefunds(ctx.tx, attempt.id)) > 0) {
    // Finance has sent it back already; the order is paid with another number.
    return 'known'
  }
  if (isOpen(attempt) || attempt.state === 'irregular') {
    throw new Error(`payment ${attempt.out_trade_no} changed while it was settled`)
  }
  return 'known'
}

const expectation = (attempt: Attempt) => ({
  appId: attempt.app_id,
  merchantId: attempt.merchant_id,
  amountFen: attempt.amount_fen,
  payerOpenId: attempt.payer_open_id,
})

const lateNotes = {
  'order-closed': '订单已关闭后到账，自动退款',
  'already-paid': '订单已由另一笔支付，自动退款',
}

/**
 * IN-049: booked and given back in full; the closed order stays closed. Money that comes days later
 * also reaches a person, since something kept it.
 */
async function late(
  ctx: Ctx,
  attempt: Attempt,
  money: ReportedMoney,
  reason: keyof typeof lateNotes,
): Promise<Settlement> {
  await markLate(ctx.tx, attempt.id, money, { note: lateNotes[reason], now: ctx.now })
  const received: Attempt = { ...attempt, paid_fen: money.totalFen }
  await book(ctx, received, 'late-payment', 'late-money')
  await refundWhole(ctx, received, { reason: lateNotes[reason], key: `late/${attempt.id}` })
  if (ctx.now.getTime() - attempt.expires_at.getTime() > DAY_MS) {
    const text = `${attempt.out_trade_no} 在订单关闭很久之后到账，已自动退款`
    await raiseAlarm(ctx, { kind: 'payment-late', peer: 'wechat-pay', text })
  }
  ctx.audit(auditOf(received, 'late-paid'))
  return 'late'
}

/** IN-046: the order stays unpaid, the money is kept as 异常收款, and a person is told. */
async function irregular(
  ctx: Ctx,
  attempt: Attempt,
  money: ReportedMoney,
  mismatch: Mismatch,
): Promise<Settlement> {
  const sums = `应收 ${attempt.amount_fen} 分，实收 ${money.totalFen} 分`
  const text = `${attempt.out_trade_no} ${mismatchLabels[mismatch]}：${sums}`
  // Another merchant's or program's money is not ours to keep; only the alarm tells of it.
  const ours = mismatch !== 'merchant' && mismatch !== 'app'
  if (ours) {
    await markIrregular(ctx.tx, attempt.id, money, { note: text, now: ctx.now })
  }
  await raiseAlarm(ctx, { kind: 'payment-mismatch', peer: 'wechat-pay', text })
  ctx.audit(auditOf(attempt, ours ? 'irregular' : attempt.state))
  return ours ? 'irregular' : 'unmatched'
}

async function foreign(ctx: Ctx, money: ReportedMoney): Promise<Settlement> {
  if (money.merchantId === ctx.deps.config.WXPAY_MCHID && money.totalFen > 0) {
    await insertForeignMoney(ctx.tx, ctx.newId(), money, ctx.now)
  }
  await raiseAlarm(ctx, {
    kind: 'payment-unmatched',
    peer: 'wechat-pay',
    text: `收到没有对应支付单的款项：${money.outTradeNo}，${money.totalFen} 分`,
  })
  return 'unmatched'
}
