import { fen } from '@xietong/domain/kernel/money'
import { type Ok, ok, type Refusal, refuse } from '@xietong/domain/kernel/result'
import { MINUTE_MS } from '@xietong/domain/kernel/time'
import { nextPaymentCheck } from '@xietong/domain/payments/schedule'
import type { Deps } from '../../runtime/context'
import { type Attempt, attemptsOfOrder, isOpen, moveAttempt, storePrepay } from './attempt-store'
import { checkWithPeer } from './check-with-peer'
import type { PayParams } from './port'

/** A prepay id lives 2 hours; it is renewed a little before. */
const PREPAY_LIFE_MS = 110 * MINUTE_MS

type Started = Ok<PayParams> | Refusal<'ORDER_CLOSED' | 'ALREADY_PAID' | 'PEER_UNAVAILABLE'>

/**
 * After the commit of `createAttempt`: asks WeChat Pay for the prepay id, stores it and signs what
 * `requestPayment` needs. Bears being repeated: the same number is one payable transaction
 * (IN-042).
 */
export async function startAttempt(deps: Deps, order: { orderId: string }): Promise<Started> {
  const attempts = await attemptsOfOrder(deps.db, order.orderId)
  if (attempts.some((attempt) => attempt.state === 'paid')) {
    return refuse('ALREADY_PAID')
  }
  const attempt = attempts.find(isOpen)
  if (!attempt) {
    return refuse('ORDER_CLOSED')
  }
  if (attempt.state === 'closing') {
    // Being closed at the peer; when that turns out impossible the payer may try again.
    return refuse('PEER_UNAVAILABLE')
  }
  const now = deps.now()
  const known = attempt.prepaid_at !== null && attempt.prepay_id !== null
  if (known && now.getTime() - (attempt.prepaid_at?.getTime() ?? 0) < PREPAY_LIFE_MS) {
    return ok(deps.ports.wechatPay.payParams(attempt.app_id, attempt.prepay_id ?? ''))
  }
  return prepay(deps, attempt)
}

async function prepay(deps: Deps, attempt: Attempt): Promise<Started> {
  const answer = await deps.ports.wechatPay.prepay({
    appId: attempt.app_id,
    outTradeNo: attempt.out_trade_no,
    description: attempt.description,
    totalFen: fen(attempt.amount_fen),
    payerOpenId: attempt.payer_open_id,
    expiresAt: attempt.expires_at,
  })
  if (answer.kind === 'done') {
    return keepPrepay(deps, attempt, answer.value.prepayId)
  }
  if (answer.kind === 'refused' && answer.code === 'ORDERPAID') {
    await checkWithPeer(deps, { orderId: attempt.order_id ?? '' })
    return refuse('ALREADY_PAID')
  }
  if (answer.kind === 'refused' && answer.code === 'ORDER_CLOSED') {
    const move = {
      from: ['created', 'pending', 'unknown'],
      to: 'closed',
      nextCheckAt: null,
    } as const
    await moveAttempt(deps.db, attempt.id, move, deps.now())
  }
  // Unknown or refused: the state stays, and the same number is asked for again on the next press.
  return refuse('PEER_UNAVAILABLE')
}

async function keepPrepay(deps: Deps, attempt: Attempt, prepayId: string): Promise<Started> {
  const now = deps.now()
  const nextCheckAt = nextPaymentCheck({ startedAt: now, expiresAt: attempt.expires_at }, now)
  if (await storePrepay(deps.db, attempt.id, { prepayId, nextCheckAt }, now)) {
    return ok(deps.ports.wechatPay.payParams(attempt.app_id, prepayId))
  }
  // Closed while the peer was asked: its number must not stay payable.
  await deps.ports.wechatPay.close(attempt.out_trade_no)
  return refuse('ORDER_CLOSED')
}
