import { stateMachine } from '../kernel/state-machine'

export type EarningState = 'pending' | 'due' | 'expired' | 'deducted'

export const earningStateLabels: Readonly<Record<EarningState, string>> = {
  pending: '未入账',
  due: '已入账',
  expired: '已失效',
  deducted: '已扣回',
}

/** 20-dealer, "When commission is due, and refunds". */
export const earningMachine = stateMachine<EarningState>(['pending'], {
  pending: ['due', 'expired'],
  due: ['deducted'],
  expired: [],
  deducted: [],
})
