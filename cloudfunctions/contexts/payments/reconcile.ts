import { addDays, MINUTE_MS, shanghaiDay, shanghaiInstant } from '@xietong/domain/kernel/time'
import {
  type BillLine,
  type FlowLine,
  readFundBill,
  readTradeBill,
} from '@xietong/domain/payments/bill'
import { compareDay } from '@xietong/domain/payments/compare'
import type { Ctx, Deps } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import { raiseAlarm } from '../peers'
import {
  claimDay,
  firstDay,
  insertDays,
  keepFile,
  keepFlows,
  keepLines,
  noteDayProblem,
  ownRecords,
  toldOnOtherDays,
} from './bill-store'
import { addDifferences, closeCrossDay, closeDay, closeGone } from './difference-store'
import type { BillFile, BillKind } from './port'
import { repairFromBill } from './repair-from-bill'

/** Bills reach back three months, and those of a day are ready at ten the next morning (IN-056). */
const DAYS_BACK = 90
const READY_AT = '10:05'
const AGAIN_MS = 10 * MINUTE_MS
/** Days in one run: after a long silence the others follow ten minutes later. */
const DAYS_A_RUN = 10

/**
 * IN-014: fetches the bills of every day that is over, brings our books to WeChat Pay's truth and
 * lists what still differs. A day that fails waits ten minutes; a day that is done stays done.
 */
export async function reconcile(deps: Deps): Promise<void> {
  await planDays(deps)
  for (let turn = 0; turn < DAYS_A_RUN; turn++) {
    const now = deps.now()
    const day = await claimDay(deps.db, now, new Date(now.getTime() + AGAIN_MS))
    if (day === null) {
      return
    }
    await tryDay(deps, day)
  }
}

/** A day that cannot be worked on says so and waits; the days behind it get their turn. */
async function tryDay(deps: Deps, day: string): Promise<void> {
  try {
    await reconcileDay(deps, day)
  } catch (error) {
    deps.log.error({ day, err: error }, 'reconciliation failed')
    await putOff(deps, day, '对账没有完成，稍后自动重试')
  }
}

async function planDays(deps: Deps): Promise<void> {
  const today = shanghaiDay(deps.now())
  const first = await firstDay(deps.db, addDays(today, -DAYS_BACK))
  const days: { day: string; dueAt: Date }[] = []
  for (let day = first ? shanghaiDay(new Date(first)) : today; day < today; day = addDays(day, 1)) {
    days.push({ day, dueAt: shanghaiInstant(addDays(day, 1), READY_AT) })
  }
  if (days.length > 0) {
    await insertDays(deps.db, days)
  }
}

interface Bill<Line> {
  readonly lines: readonly Line[]
  /** Null when nothing moved that day. */
  readonly file: BillFile | null
}

async function reconcileDay(deps: Deps, day: string): Promise<void> {
  const trade = await fetchBill(deps, { kind: 'trade', day }, readTradeBill)
  const fund = trade && (await fetchBill(deps, { kind: 'fund', day }, readFundBill))
  if (!trade || !fund) {
    return
  }
  await runCommand(deps, 'payments.keepBills', async (ctx) => {
    for (const [kind, { file }] of [
      ['trade', trade],
      ['fund', fund],
    ] as const) {
      await (file ? keepFile(ctx, { day, kind, file }) : null)
    }
    await keepLines(ctx.tx, day, trade.lines)
    await keepFlows(ctx.tx, day, fund.lines)
    ctx.audit({ objectKind: 'reconciliation', objectId: day, after: { kept: trade.lines.length } })
  })
  await repairFromBill(deps, day, trade.lines)
  await runCommand(deps, 'payments.reconcile', (ctx) => compare(ctx, day, { trade, fund }))
}

/** A bill that was fetched, checked and read whole, or null: the day says why and waits. */
async function fetchBill<Line>(
  deps: Deps,
  { kind, day }: { readonly kind: BillKind; readonly day: string },
  read: (text: string) => Line[] | null,
): Promise<Bill<Line> | null> {
  const answer = await deps.ports.wechatPay.bill(kind, day)
  if (answer.kind === 'refused' && answer.code === 'NO_STATEMENT_EXIST') {
    return { lines: [], file: null }
  }
  if (answer.kind !== 'done') {
    const creating = answer.kind === 'refused' && answer.code === 'STATEMENT_CREATING'
    await putOff(deps, day, creating ? '微信支付正在生成账单' : answer.message)
    return null
  }
  const lines = read(answer.value.text)
  if (!lines) {
    await putOff(deps, day, '账单内容无法识别，没有采用')
    return null
  }
  return { lines, file: answer.value }
}

async function putOff(deps: Deps, day: string, problem: string): Promise<void> {
  const nextTryAt = new Date(deps.now().getTime() + AGAIN_MS)
  await noteDayProblem(deps.db, day, { problem, nextTryAt })
}

interface Bills {
  readonly trade: Bill<BillLine>
  readonly fund: Bill<FlowLine>
}

async function compare(ctx: Ctx, day: string, { trade, fund }: Bills): Promise<void> {
  const { lines } = trade
  const keys = lines.map(({ key }) => key)
  const own = await ownRecords(ctx.tx, day, keys)
  const { matched, differences } = compareDay({ lines, flows: fund.lines, own })
  const onlyHere = differences.filter(({ kind }) => kind === 'only-here')
  const elsewhere = await toldOnOtherDays(
    ctx.tx,
    day,
    onlyHere.map(({ key }) => key),
  )
  const found = differences.filter((one) => one.kind !== 'only-here' || !elsewhere.has(one.key))
  const added = await addDifferences(ctx, day, found)
  await closeGone(ctx, day, found)
  await closeCrossDay(ctx, keys)
  const sum = (subject: BillLine['subject']) => lines.filter((line) => line.subject === subject)
  const fenOf = (some: readonly BillLine[]) => some.reduce((fen, line) => fen + line.amountFen, 0)
  const [payments, refunds] = [sum('payment'), sum('refund')]
  await closeDay(ctx, {
    day,
    payments: payments.length,
    paidFen: fenOf(payments),
    refunds: refunds.length,
    refundedFen: fenOf(refunds),
    matched,
  })
  if (added > 0) {
    const text = `${day} 微信支付对账有 ${added} 条差异，请到对账页面处理`
    await raiseAlarm(ctx, { kind: 'reconciliation', peer: 'wechat-pay', text })
  }
  ctx.audit({
    objectKind: 'reconciliation',
    objectId: day,
    after: { lines: lines.length, matched, differences: found.length },
  })
}
