import { MINUTE_MS } from '@xietong/domain/kernel/time'
import { checkAfterClosing } from '@xietong/domain/payments/schedule'
import type { Deps } from '../../runtime/context'
import { type Attempt, attemptsOfOrder, isOpen, moveAttempt } from './attempt-store'
import { checkAttempt } from './check-with-peer'

/** `none` = there was nothing to close. Only `closed` and `none` allow the order to be closed. */
export type Closing = 'closed' | 'paid' | 'unknown' | 'none'

/**
 * Closes what may still be paid of an order, at the peer first (IN-048). A time-out is followed
 * by a
 * question; the order may be closed only when WeChat Pay says that the number is.
 */
export async function closeAttempt(deps: Deps, order: { orderId: string }): Promise<Closing> {
  const attempts = await attemptsOfOrder(deps.db, order.orderId)
  if (attempts.some((attempt) => attempt.state === 'paid')) {
    return 'paid'
  }
  const open = attempts.find(isOpen)
  if (!open) {
    return 'none'
  }
  await moveAttempt(
    deps.db,
    open.id,
    { from: ['created', 'pending', 'unknown'], to: 'closing', nextCheckAt: retryAt(deps) },
    deps.now(),
  )
  return closeAtPeer(deps, open)
}

const retryAt = (deps: Deps) => new Date(deps.now().getTime() + MINUTE_MS)

export async function closeAtPeer(deps: Deps, attempt: Attempt): Promise<Closing> {
  const answer = await deps.ports.wechatPay.close(attempt.out_trade_no)
  if (answer.kind === 'done') {
    return closed(deps, attempt)
  }
  if (answer.kind === 'refused' && ['ORDER_CLOSED', 'ORDER_NOT_EXIST'].includes(answer.code)) {
    return closed(deps, attempt)
  }
  const state = await checkAttempt(deps, attempt)
  if (state === 'paid' || state === 'closed') {
    return state
  }
  await moveAttempt(
    deps.db,
    attempt.id,
    { from: ['closing'], to: 'unknown', nextCheckAt: retryAt(deps) },
    deps.now(),
  )
  return 'unknown'
}

/**
 * Asked about once more a minute later: a payment in the same second is then found and given
 * back.
 */
async function closed(deps: Deps, attempt: Attempt): Promise<Closing> {
  const now = deps.now()
  const moved = await moveAttempt(
    deps.db,
    attempt.id,
    {
      from: ['closing', 'unknown', 'created', 'pending'],
      to: 'closed',
      nextCheckAt: checkAfterClosing(now),
    },
    now,
  )
  if (moved) {
    return 'closed'
  }
  const [newest] = await attemptsOfOrder(deps.db, attempt.order_id ?? '')
  return newest?.state === 'paid' ? 'paid' : 'closed'
}
