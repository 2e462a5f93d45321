import { sourcesOf } from '@xietong/domain/kernel/state-machine'
import { nextRefundCheck } from '@xietong/domain/payments/schedule'
import { type RefundState, refundMachine } from '@xietong/domain/payments/states'
import type { Ctx, Deps } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import { raiseAlarm } from '../peers'
import { type Attempt, lockAttempt } from './attempt-store'
import { bookReturned, finish } from './finish-refund'
import type { RefundReport } from './port'
import {
  findRefund,
  lockRefund,
  moveRefund,
  moveToReturned,
  notePeerNumber,
  type Refund,
  setRefundCheck,
} from './refund-store'

export type RefundSettlement = 'moved' | 'known' | 'unmatched'

const stateOf: Readonly<Record<RefundReport['state'], RefundState>> = {
  PROCESSING: 'processing',
  SUCCESS: 'done',
  CLOSED: 'closed',
  ABNORMAL: 'abnormal',
}

interface Report {
  /** When the question was asked that this answers; absent for a notice, which may be old. */
  readonly askedAt?: Date
  readonly within?: (ctx: Ctx, settlement: RefundSettlement) => Promise<void>
}

/**
 * Books what the peer says of a refund, by answer, notice or query: each state is entered once, so
 * a repeated or older report changes nothing (IN-053). Ledger, order and message move only on
 * SUCCESS.
 */
export async function applyRefund(
  deps: Deps,
  report: RefundReport,
  how: Report = {},
): Promise<RefundSettlement> {
  return runCommand(deps, 'payments.refund', async (ctx) => {
    const settlement = await apply(ctx, report, how.askedAt ?? null)
    await how.within?.(ctx, settlement)
    return settlement
  })
}

async function apply(
  ctx: Ctx,
  report: RefundReport,
  askedAt: Date | null,
): Promise<RefundSettlement> {
  // The payment before its refund before the order, as whoever decides about a refund locks them.
  const known = await findRefund(ctx.tx, { outRefundNo: report.outRefundNo })
  const attempt = known && (await lockAttempt(ctx.tx, { id: known.attempt_id }))
  const refund = attempt && (await lockRefund(ctx.tx, report.outRefundNo))
  if (!refund || !attempt || attempt.out_trade_no !== report.outTradeNo) {
    return odd(ctx, report, '没有对应的退款单')
  }
  if (refund.amount_fen !== report.refundFen) {
    return odd(
      ctx,
      report,
      `退款金额不一致：应退 ${refund.amount_fen} 分，实退 ${report.refundFen} 分`,
    )
  }
  if (report.refundId) {
    await notePeerNumber(ctx.tx, refund.id, report.refundId)
  }
  if (report.state === 'ABNORMAL' && isOfBefore(refund, askedAt)) {
    await setRefundCheck(ctx.tx, refund.id, ctx.now)
    return 'known'
  }
  return enter(ctx, { attempt, refund, to: stateOf[report.state] })
}

/**
 * An abnormal refund was sent another way: what tells of ABNORMAL may be older than that. Only an
 * answer to a question asked since is believed; anything else is a reason to ask.
 */
function isOfBefore(refund: Refund, askedAt: Date | null): boolean {
  if (refund.state !== 'processing' || refund.abnormal_to === null) {
    return false
  }
  const sentAt = refund.abnormal_sent_at
  return sentAt === null || askedAt === null || askedAt <= sentAt
}

interface Entered {
  readonly attempt: Attempt
  readonly refund: Refund
  readonly to: RefundState
}

async function enter(ctx: Ctx, { attempt, refund, to }: Entered): Promise<RefundSettlement> {
  // Money that is back at the merchant waits for finance, whatever is told again.
  if (refund.returned_at !== null) {
    return 'known'
  }
  const returns = to === 'done' && refund.abnormal_to === 'merchant-account'
  const nextCheckAt = to === 'processing' ? nextRefundCheck(refund.created_at, ctx.now) : null
  const from = sourcesOf(refundMachine, to)
  const moved = returns
    ? await moveToReturned(ctx.tx, refund.id, { problem: RETURNED, now: ctx.now })
    : await moveRefund(ctx.tx, refund.out_refund_no, { from, to, nextCheckAt }, ctx.now)
  if (!moved) {
    return 'known'
  }
  if (returns) {
    await bookReturned(ctx, moved)
  } else if (to === 'done') {
    await finish(ctx, attempt, moved, 'wechat')
  }
  if (moved.state === 'abnormal') {
    const what = returns ? RETURNED : '异常，需要财务处理'
    const text = `退款 ${refund.out_refund_no}：${what}`
    await raiseAlarm(ctx, { kind: 'refund-abnormal', peer: 'wechat-pay', text })
  }
  ctx.audit({
    objectKind: 'refund',
    objectId: refund.id,
    objectNo: refund.out_refund_no,
    before: { state: refund.state },
    after: { state: moved.state },
  })
  return 'moved'
}

const RETURNED = '款项已退到商户银行账户，请付款给买家并登记凭证'

async function odd(ctx: Ctx, report: RefundReport, text: string): Promise<RefundSettlement> {
  await raiseAlarm(ctx, {
    kind: 'refund-unmatched',
    peer: 'wechat-pay',
    text: `${report.outRefundNo} ${text}`,
  })
  return 'unmatched'
}
