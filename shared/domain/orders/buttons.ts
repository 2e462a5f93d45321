import type { orderButtons } from './contract'
import type { OrderState, OrderType } from './states'

export type OrderButton = (typeof orderButtons)[number]

export interface ButtonFacts {
  readonly type: OrderType
  readonly state: OrderState
  readonly extended: boolean
  readonly afterSaleOpen: boolean
  /** Something of it has no review yet (MB-060). */
  readonly unreviewed: boolean
  /** A shipping party was named: a pick-up stays as it is. */
  readonly dispatched: boolean
}

const byState: Readonly<Record<OrderState, readonly OrderButton[]>> = {
  unpaid: ['pay', 'cancel'],
  'in-review': [],
  issuing: [],
  'part-issued': ['cards'],
  'to-ship': ['after-sale'],
  'part-shipped': ['track', 'after-sale'],
  shipped: ['track', 'receive', 'extend', 'after-sale'],
  completed: ['track', 'after-sale', 'review'],
  closed: [],
}

/** The buttons that a member sees on an order in its state (MB-058, MB-076, MB-079, MB-080). */
export function buttonsOf(facts: ButtonFacts): OrderButton[] {
  if (facts.type === 'e-card' && facts.state === 'completed') {
    return facts.unreviewed ? ['cards', 'after-sale', 'review'] : ['cards', 'after-sale']
  }
  if (facts.type === 'pick-up' && facts.state === 'to-ship' && !facts.dispatched) {
    return ['cancel-pick-up', 'change-pick-up']
  }
  return byState[facts.state].filter((button) => {
    if (button === 'after-sale') {
      return facts.type === 'package'
    }
    if (button === 'review') {
      return facts.unreviewed
    }
    if (button === 'extend') {
      return !facts.extended
    }
    return button !== 'receive' || !facts.afterSaleOpen
  })
}
