import { DAY_MS, HOUR_MS, MINUTE_MS, shanghaiDay } from '@xietong/domain/kernel/time'
import { nextPaymentCheck, nextRefundCheck } from '@xietong/domain/payments/schedule'
import type { Deps } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import type { Timer } from '../../runtime/timers'
import { raiseAlarm } from '../peers'
import { applyRefund } from './apply-refund'
import { type Attempt, claimChecks, setNextCheck } from './attempt-store'
import { checkAttempt } from './check-with-peer'
import { closeAtPeer } from './close-attempt'
import { reconcile } from './reconcile'
import { claimRefundChecks, type Refund, setRefundCheck, stuckRefunds } from './refund-store'
import { sendAgain } from './work-on-refund'

const BATCH = 100
/** Questions at a time: a wave of payments must not wait behind one slow answer. */
const SIDE_BY_SIDE = 10
const CLAIM_MS = MINUTE_MS

/** IN-047: an order is right with no callback at all. */
async function checkPayments(deps: Deps): Promise<void> {
  const now = deps.now()
  const until = new Date(now.getTime() + CLAIM_MS)
  const due = await claimChecks(deps.db, now, { until, limit: BATCH })
  for (let start = 0; start < due.length; start += SIDE_BY_SIDE) {
    const group = due.slice(start, start + SIDE_BY_SIDE)
    await Promise.all(group.map((attempt) => checkOne(deps, attempt)))
  }
}

async function checkOne(deps: Deps, attempt: Attempt): Promise<void> {
  try {
    if (attempt.state === 'closing') {
      await closeAtPeer(deps, attempt)
      return
    }
    const state = await checkAttempt(deps, attempt)
    if (state === 'paid') {
      return
    }
    if (attempt.state === 'closed') {
      // Asked once after closing; only an unknown answer is asked for again.
      await setNextCheck(deps.db, attempt.id, state === 'unknown' ? retryAt(deps) : null)
      return
    }
    if (state === 'closed') {
      return
    }
    await setNextCheck(deps.db, attempt.id, nextFor(deps, attempt, state === 'unknown'))
  } catch (error) {
    deps.log.error({ paymentId: attempt.id, err: error }, 'payment check failed')
  }
}

const retryAt = (deps: Deps) => new Date(deps.now().getTime() + MINUTE_MS)

function nextFor(deps: Deps, attempt: Attempt, unknown: boolean): Date | null {
  const startedAt = attempt.prepaid_at ?? attempt.created_at
  const next = nextPaymentCheck({ startedAt, expiresAt: attempt.expires_at }, deps.now())
  return next ?? (unknown ? retryAt(deps) : null)
}

/** IN-053, IN-055: a lost refund notice is found by asking. */
async function checkRefunds(deps: Deps): Promise<void> {
  const now = deps.now()
  const until = new Date(now.getTime() + CLAIM_MS)
  for (const refund of await claimRefundChecks(deps.db, now, { until, limit: BATCH })) {
    try {
      await checkRefund(deps, refund)
    } catch (error) {
      deps.log.error({ refundId: refund.id, err: error }, 'refund check failed')
    }
  }
}

async function checkRefund(deps: Deps, refund: Refund): Promise<void> {
  const askedAt = deps.now()
  const answer = await deps.ports.wechatPay.queryRefund(refund.out_refund_no)
  if (answer.kind === 'done') {
    await applyRefund(deps, answer.value, { askedAt })
  }
  if (answer.kind !== 'done' || answer.value.state === 'PROCESSING') {
    await setRefundCheck(deps.db, refund.id, nextRefundCheck(refund.created_at, deps.now()))
  }
}

/** MB-087, IN-054: what the peer refused is tried again every hour, under the same number. */
async function retryRefunds(deps: Deps): Promise<void> {
  const before = new Date(deps.now().getTime() - HOUR_MS)
  for (const refundId of await stuckRefunds(deps.db, before)) {
    await runCommand(deps, 'payments.retryRefunds', (ctx) => sendAgain(ctx, refundId))
  }
}

const WARN_BEFORE_MS = 30 * DAY_MS

/** IN-041: a certificate that ends within 30 days reaches a person every day. */
async function checkCertificates(deps: Deps): Promise<void> {
  const soon = deps.now().getTime() + WARN_BEFORE_MS
  for (const { id, expiresAt } of deps.ports.wechatPay.certificates()) {
    if (expiresAt.getTime() < soon) {
      const text = `微信支付平台证书 ${id} 将于 ${shanghaiDay(expiresAt)} 到期，请更换`
      await raiseAlarm(deps, { kind: 'certificate-expiring', peer: 'wechat-pay', text })
    }
  }
}

export const paymentsTimers: Timer[] = [
  { name: 'payments.check-payments', everySeconds: 5, run: checkPayments },
  { name: 'payments.check-refunds', everySeconds: 60, run: checkRefunds },
  { name: 'payments.retry-refunds', everySeconds: 600, run: retryRefunds },
  { name: 'payments.reconcile', everySeconds: 600, run: reconcile },
  { name: 'payments.check-certificates', dailyAt: '09:00', run: checkCertificates },
]
