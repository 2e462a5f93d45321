import type { Deps } from '../../runtime/context'
import { type Attempt, attemptsOfOrder, moveAttempt } from './attempt-store'
import { settleTrade } from './settle'

export interface PeerCheck {
  /** The order's payment is settled, now or before. */
  readonly paid: boolean
  /** False when the peer could not be asked: the state is not known, and nothing was changed. */
  readonly certain: boolean
}

const ASKED = ['created', 'pending', 'closing', 'unknown', 'closed', 'irregular']

/**
 * Asks WeChat Pay about every attempt of the order that may have been paid and settles what was
 * (MB-035, IN-043): what the client says is only a reason to ask.
 */
export async function checkWithPeer(deps: Deps, order: { orderId: string }): Promise<PeerCheck> {
  const attempts = await attemptsOfOrder(deps.db, order.orderId)
  if (attempts.some((attempt) => attempt.state === 'paid')) {
    return { paid: true, certain: true }
  }
  let certain = true
  for (const attempt of attempts.filter((one) => ASKED.includes(one.state))) {
    const answer = await checkAttempt(deps, attempt)
    certain &&= answer !== 'unknown'
  }
  const now = await attemptsOfOrder(deps.db, order.orderId)
  return { paid: now.some((attempt) => attempt.state === 'paid'), certain }
}

export type AttemptCheck = 'paid' | 'unpaid' | 'closed' | 'absent' | 'unknown'

/** One question about one attempt; money that came is settled at once. */
export async function checkAttempt(deps: Deps, attempt: Attempt): Promise<AttemptCheck> {
  const answer = await deps.ports.wechatPay.query(attempt.out_trade_no)
  if (answer.kind === 'unknown') {
    return 'unknown'
  }
  if (answer.kind === 'refused') {
    return answer.code === 'ORDER_NOT_EXIST' ? 'absent' : 'unknown'
  }
  const settlement = await settleTrade(deps, answer.value)
  if (settlement !== 'unpaid') {
    return settlement === 'settled' || settlement === 'known' || settlement === 'late'
      ? 'paid'
      : 'unknown'
  }
  const over = answer.value.state === 'CLOSED' || answer.value.state === 'REVOKED'
  if (!over) {
    return 'unpaid'
  }
  const move = {
    from: ['created', 'pending', 'closing', 'unknown'],
    to: 'closed',
    nextCheckAt: null,
  } as const
  await moveAttempt(deps.db, attempt.id, move, deps.now())
  return 'closed'
}
