import type { TimelineEvent } from '@xietong/ui/timeline'
import { yuan } from '@xietong/ui/words/numbers'
import { when } from '@xietong/ui/words/time'
import type { Earning } from '../../parts/earning-words'

type Change = Earning['changes'][number]

/** Pieces take back their share each, money without pieces a part of it. */
const refundWords = ({ pieces, refundedFen }: Change): string =>
  pieces > 0 ? `退 ${pieces} 件` : `补偿 ${yuan(refundedFen)}`

/** How the amount came about, oldest first; the last one may still lie ahead. */
export function eventsOf(earning: Earning, now: number): TimelineEvent[] {
  const { originalFen, amountFen, state, changes } = earning
  const events: TimelineEvent[] = [
    {
      key: 'paid',
      title: `支付成功 +${yuan(originalFen)}`,
      time: when(earning.createdAt, now),
      note: '按支付时的折扣计算',
    },
  ]
  for (const [place, change] of changes.entries()) {
    events.push({
      key: `refunded ${place}`,
      title: `退款冲减 ${yuan(change.afterFen - change.beforeFen)}`,
      time: when(change.at, now),
      note: `${refundWords(change)}，${yuan(change.beforeFen)} → ${yuan(change.afterFen)}`,
    })
  }
  if (state === 'pending') {
    events.push({
      key: 'due',
      title: `售后期满入账 ${yuan(amountFen)}`,
      time: earning.dueAt ? when(earning.dueAt, now) : '收货后计算',
      note: '没有进行中的售后时入账',
    })
  } else {
    const titles = { due: '已入账，可提现', expired: '已失效', deducted: '已扣回' } as const
    events.push({
      key: state,
      title: titles[state],
      time: earning.settledAt ? when(earning.settledAt, now) : '',
    })
  }
  return events
}
