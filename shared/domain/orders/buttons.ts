import type { orderButtons } from './contract'
import type { OrderState, OrderType } from './states'

export type OrderButton = (typeof orderButtons)[number]

export interface ButtonFacts {
  readonly type: OrderType
  readonly state: OrderState
  readonly extended: boolean
  readonly afterSaleOpen: boolean
}

const byState: Readonly<Record<OrderState, readonly OrderButton[]>> = {
  unpaid: ['pay', 'cancel'],
  'in-review': [],
  issuing: [],
  'part-issued': ['cards'],
  'to-ship': [],
  'part-shipped': ['track'],
  shipped: ['track', 'receive', 'extend'],
  completed: ['track'],
  closed: [],
}

/** The buttons that a member sees on an order in its state (MB-076, MB-079, MB-080). */
export function buttonsOf(facts: ButtonFacts): OrderButton[] {
  if (facts.type === 'e-card' && facts.state === 'completed') {
    return ['cards']
  }
  return byState[facts.state].filter((button) => {
    if (button === 'extend') {
      return !facts.extended
    }
    return button !== 'receive' || !facts.afterSaleOpen
  })
}
