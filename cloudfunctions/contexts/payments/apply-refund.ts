import { formatYuan } from '@xietong/domain/kernel/money'
import { sourcesOf } from '@xietong/domain/kernel/state-machine'
import { nextRefundCheck } from '@xietong/domain/payments/schedule'
import { type RefundState, refundMachine } from '@xietong/domain/payments/states'
import type { Ctx, Deps } from '../../runtime/context'
import { react } from '../../runtime/reactions'
import { runCommand } from '../../runtime/run-command'
import { post } from '../ledger'
import { raiseAlarm } from '../peers'
import { type Attempt, findAttempt, moveAttempt } from './attempt-store'
import type { RefundReport } from './port'
import { findRefund, moveRefund, type Refund } from './refund-store'

export type RefundSettlement = 'moved' | 'known' | 'unmatched'

const stateOf: Readonly<Record<RefundReport['state'], RefundState>> = {
  PROCESSING: 'processing',
  SUCCESS: 'done',
  CLOSED: 'closed',
  ABNORMAL: 'abnormal',
}

/**
 * Books what the peer says of a refund, by answer, notice or query: each state is entered once,
 * so a
 * repeated or older report changes nothing (IN-053). Ledger, order and message move only on
 * SUCCESS.
 */
export async function applyRefund(
  deps: Deps,
  report: RefundReport,
  within?: (ctx: Ctx, settlement: RefundSettlement) => Promise<void>,
): Promise<RefundSettlement> {
  return runCommand(deps, 'payments.refund', async (ctx) => {
    const settlement = await apply(ctx, report)
    await within?.(ctx, settlement)
    return settlement
  })
}

async function apply(ctx: Ctx, report: RefundReport): Promise<RefundSettlement> {
  const refund = await findRefund(ctx.tx, { outRefundNo: report.outRefundNo })
  const attempt = refund ? await findAttempt(ctx.tx, refund.attempt_id) : null
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
  const to = stateOf[report.state]
  const nextCheckAt = to === 'processing' ? nextRefundCheck(refund.created_at, ctx.now) : null
  const from = sourcesOf(refundMachine, to)
  const moved = await moveRefund(ctx.tx, refund.out_refund_no, { from, to, nextCheckAt }, ctx.now)
  if (!moved) {
    return 'known'
  }
  if (to === 'done') {
    await finish(ctx, attempt, moved)
  }
  if (to === 'abnormal') {
    await raiseAlarm(ctx, {
      kind: 'refund-abnormal',
      peer: 'wechat-pay',
      text: `退款 ${refund.out_refund_no} 异常，需要财务处理`,
    })
  }
  ctx.audit({
    objectKind: 'refund',
    objectId: refund.id,
    objectNo: refund.out_refund_no,
    before: { state: refund.state },
    after: { state: to },
  })
  return 'moved'
}

/** Ledger, order and buyer of a refund that reached the payer, by WeChat Pay or by hand. */
export async function finish(
  ctx: Ctx,
  attempt: Attempt,
  refund: Refund,
  source: 'wechat-receipts' | 'bank-payments' = 'wechat-receipts',
): Promise<void> {
  const late = attempt.state === 'late-paid'
  const from = attempt.state === 'paid' ? 'order-money' : 'late-money'
  await post(ctx, {
    kind: 'refund',
    reference: { kind: 'refund', id: refund.id },
    entries: [
      { account: { owner: 'platform', kind: source }, amountFen: -refund.amount_fen },
      { account: { owner: 'platform', kind: from }, amountFen: refund.amount_fen },
    ],
  })
  if (attempt.state === 'late-paid' || attempt.state === 'irregular') {
    const move = {
      from: ['late-paid', 'irregular'],
      to: 'auto-refunded',
      nextCheckAt: null,
    } as const
    await moveAttempt(ctx.tx, attempt.id, move, ctx.now)
  }
  tellBuyer(ctx, attempt, refund, late)
  if (attempt.order_id !== null) {
    await react(ctx, 'refund.done', {
      orderId: attempt.order_id,
      refundId: refund.id,
      paymentId: attempt.id,
      amountFen: refund.amount_fen,
    })
  }
}

function tellBuyer(ctx: Ctx, attempt: Attempt, refund: Refund, late: boolean): void {
  if (attempt.member_id === null) {
    return
  }
  ctx.emit({
    code: 'refund.done',
    subject: { kind: 'order', id: attempt.order_id ?? attempt.id, no: attempt.order_no },
    variables: {
      order_id: attempt.order_no,
      amount: formatYuan(refund.amount_fen),
      reason: late ? '订单已关闭，款项原路退回' : refund.reason,
    },
    to: [{ kind: 'member', id: attempt.member_id }],
  })
}

async function odd(ctx: Ctx, report: RefundReport, text: string): Promise<RefundSettlement> {
  await raiseAlarm(ctx, {
    kind: 'refund-unmatched',
    peer: 'wechat-pay',
    text: `${report.outRefundNo} ${text}`,
  })
  return 'unmatched'
}
