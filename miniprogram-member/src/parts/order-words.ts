import { type OrderState, type OrderType, orderStateLabels } from '@xietong/domain/orders/states'

/**
 * The word of the specification; the page first says what the state means. That somebody reviews
 * the order is head office's business: the buyer waits for the numbers (MB-049).
 */
export const stateWords = ({ state }: { readonly state: OrderState }): string =>
  orderStateLabels[state === 'in-review' ? 'issuing' : state].label

export const pictureKind = (type: OrderType): 'package' | 'e-card' | 'physical-card' =>
  type === 'pick-up' || type === 'resend' ? 'package' : type

export interface StepLine {
  readonly steps: readonly string[]
  readonly at: number
}

const goodsAt: Partial<Record<OrderState, number>> = {
  unpaid: 0,
  'to-ship': 1,
  'part-shipped': 2,
  shipped: 2,
  completed: 3,
}
const cardAt: Partial<Record<OrderState, number>> = {
  unpaid: 0,
  'in-review': 1,
  issuing: 1,
  'part-issued': 1,
  completed: 2,
}

/** Where the order stands among its steps; null when it is closed. */
export function stepsOf(type: OrderType, state: OrderState): StepLine | null {
  if (state === 'closed') return null
  if (type === 'e-card') return { steps: ['付款', '发卡号', '完成'], at: cardAt[state] ?? 0 }
  const first = type === 'pick-up' ? '提货' : type === 'resend' ? '补发' : '付款'
  return { steps: [first, '备货', '运输', '签收'], at: goodsAt[state] ?? 0 }
}
