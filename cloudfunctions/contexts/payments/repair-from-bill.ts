import type { BillLine } from '@xietong/domain/payments/bill'
import type { Deps } from '../../runtime/context'
import { applyRefund } from './apply-refund'
import { ownRecords } from './bill-store'
import { settleTrade } from './settle'

/** Questions at a time: a whole day of lost notices is asked for within minutes. */
const SIDE_BY_SIDE = 10

/**
 * A line of the bill that our books do not have settled is a reason to ask (IN-058): the answer is
 * booked like any other, with every comparison. The bill alone moves nothing.
 */
export async function repairFromBill(
  deps: Deps,
  day: string,
  lines: readonly BillLine[],
): Promise<void> {
  const own = await ownRecords(
    deps.db,
    day,
    lines.map(({ key }) => key),
  )
  const sound = new Set(
    own.flatMap((one) => (one.standing === 'sound' ? [`${one.subject}/${one.key}`] : [])),
  )
  const asked = lines.filter((line) => line.settled && !sound.has(`${line.subject}/${line.key}`))
  for (let start = 0; start < asked.length; start += SIDE_BY_SIDE) {
    await Promise.all(asked.slice(start, start + SIDE_BY_SIDE).map((line) => repair(deps, line)))
  }
}

async function repair(deps: Deps, line: BillLine): Promise<void> {
  try {
    await (line.subject === 'payment' ? repairPayment : repairRefund)(deps, line.key)
  } catch (error) {
    deps.log.error({ key: line.key, err: error }, 'repair from bill failed')
  }
}

async function repairPayment(deps: Deps, outTradeNo: string): Promise<void> {
  const answer = await deps.ports.wechatPay.query(outTradeNo)
  if (answer.kind === 'done') {
    await settleTrade(deps, answer.value)
  }
}

async function repairRefund(deps: Deps, outRefundNo: string): Promise<void> {
  const askedAt = deps.now()
  const answer = await deps.ports.wechatPay.queryRefund(outRefundNo)
  if (answer.kind === 'done') {
    await applyRefund(deps, answer.value, { askedAt })
  }
}
