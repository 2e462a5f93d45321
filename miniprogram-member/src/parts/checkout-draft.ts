import { open } from '@xietong/ui/device/navigate'
import { create } from 'zustand'
import type { SaleKind } from './shop-view'

export interface WantedLine {
  /** Printed cards are shown here and sold by dealers. */
  readonly kind: Exclude<SaleKind, 'physical-card'>
  readonly itemId: string
  readonly quantity: number
}

export interface CheckoutDraft {
  readonly lines: readonly WantedLine[]
  readonly fromCart: boolean
}

/** What is about to be ordered; too much for the query of a page. */
export const useCheckoutDraft = create<CheckoutDraft>(() => ({ lines: [], fromCart: false }))

export function startCheckout(lines: readonly WantedLine[], fromCart: boolean): void {
  useCheckoutDraft.setState({ lines, fromCart })
  open('orders/checkout/index')
}
