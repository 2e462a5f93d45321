import type { CardState } from './states'

export interface CardToRedeem {
  readonly state: CardState
  readonly locked: boolean
  readonly productId: string
  readonly memberId: string | null
}

export type CardRefusal =
  | 'MIXED_CARDS'
  | 'CARD_VOID'
  | 'CARD_USED'
  | 'CARD_NOT_ACTIVE'
  | 'CARD_LOCKED'

/**
 * Why these cards cannot be redeemed together, in the declared order of precedence; null when they
 * can. Cards of one redemption have one product and one holder (MB-055, MB-057).
 */
export function redeemRefusal(cards: readonly CardToRedeem[]): CardRefusal | null {
  const [first] = cards
  const mixed = cards.some(
    (card) => card.productId !== first?.productId || card.memberId !== first.memberId,
  )
  if (mixed) {
    return 'MIXED_CARDS'
  }
  if (cards.some((card) => card.state === 'void')) {
    return 'CARD_VOID'
  }
  if (cards.some((card) => card.state === 'used')) {
    return 'CARD_USED'
  }
  if (cards.some((card) => card.state === 'inactive')) {
    return 'CARD_NOT_ACTIVE'
  }
  return cards.some((card) => card.locked) ? 'CARD_LOCKED' : null
}
