import type { EarningState } from '@xietong/domain/channel/earning'
import type { RowOf } from '@xietong/ui/hooks/use-rows'
import { when } from '@xietong/ui/words/time'

export type Earning = RowOf<'channel.listMyEarnings'>

export const earningTypes = [
  { key: 'package', label: '现货套餐' },
  { key: 'e-card', label: '电子卡' },
  { key: 'physical-card', label: '实体卡' },
] as const

export const earningStates: readonly { readonly key: EarningState; readonly label: string }[] = [
  { key: 'pending', label: '未入账' },
  { key: 'due', label: '已入账' },
  { key: 'expired', label: '已失效' },
  { key: 'deducted', label: '已扣回' },
]

export const typeWords = (type: Earning['orderType']): string =>
  earningTypes.find(({ key }) => key === type)?.label ?? ''

/** The state, preceded by when the money comes or came. */
export function stateWords(earning: Earning, now: number): string {
  const state = earningStates.find(({ key }) => key === earning.state)?.label ?? ''
  if (earning.state === 'pending') {
    return earning.dueAt
      ? `${state} · 预计 ${when(earning.dueAt, now)} 入账`
      : `${state} · 售后期满后入账`
  }
  return earning.settledAt ? `${state} · ${when(earning.settledAt, now)}` : state
}
