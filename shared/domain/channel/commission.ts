import {
  atBasisPoints,
  type BasisPoints,
  type Fen,
  fen,
  proportion,
  timesFen,
} from '../kernel/money'

export type Tier = 1 | 2 | 3

/**
 * Reward depth is fixed at three by law: only registered dealers earn, each the difference between
 * two contract prices. A chain beyond this is refused, whatever configuration led to it (design,
 * 12).
 */
export const REWARD_DEPTH_MAX = 3

/** A dealer of the chain as it stands at the moment of payment. */
export interface ChainLink {
  readonly dealerId: string
  readonly tier: Tier
  readonly discount: BasisPoints
  /** False when closed or without 线上分销: its share stays with the platform. */
  readonly earns: boolean
}

/** What one order line sold: retail and paid price of one unit in fen, freight left out. */
export interface SoldLine {
  readonly retailFen: Fen
  readonly unitFen: Fen
  readonly quantity: number
}

export interface Share {
  readonly dealerId: string
  readonly tier: Tier
  /** The dealer below, from whose side the order came; null when the member is the dealer's own. */
  readonly sourceDealerId: string | null
  readonly discount: BasisPoints
  /** The dealer's own price and the next one down, each lowered to at most what the member paid. */
  readonly priceFromFen: Fen
  readonly priceToFen: Fen
  readonly unitShareFen: Fen
  readonly amountFen: Fen
}

export interface Split {
  readonly shares: readonly Share[]
  /** The named remainder: all that no dealer gets. Shares and this add up to what was paid. */
  readonly platformFen: Fen
}

/** Tiers of the chain strictly downwards from the first, at most three of them. */
export function withinRewardDepth(chain: readonly { readonly tier: number }[]): boolean {
  const tiers = chain.map((link) => link.tier).sort((a, b) => a - b)
  const distinct = new Set(tiers).size === tiers.length
  const known = tiers.every(
    (tier) => Number.isInteger(tier) && tier >= 1 && tier <= REWARD_DEPTH_MAX,
  )
  return distinct && known && (tiers.length === 0 || tiers[0] === 1)
}

/**
 * Splits one paid line among the chain of the member's dealer (20-dealer, "Online commission").
 * Each dealer gets the next price down minus its own, per unit; prices are rounded half up once per
 * unit and lowered to at most the paid price, so no share is negative and no fen is lost (AD-071).
 * The order of `chain` does not matter. Throws on a chain deeper than the law allows: that is a
 * bug, not a refusal.
 */
export function splitLine(chain: readonly ChainLink[], line: SoldLine): Split {
  if (!withinRewardDepth(chain)) {
    throw new RangeError('REWARD_DEPTH: a reward chain has at most three tiers of dealers')
  }
  const downwards = [...chain].sort((a, b) => a.tier - b.tier)
  const prices = cappedPrices(downwards, line)
  const shares = downwards.flatMap((link, index): Share[] => {
    const priceFromFen = prices[index] ?? line.unitFen
    const priceToFen = prices[index + 1] ?? line.unitFen
    const unitShareFen = fen(priceToFen - priceFromFen)
    if (!link.earns || unitShareFen <= 0) {
      return []
    }
    const { dealerId, tier, discount } = link
    const amountFen = timesFen(unitShareFen, line.quantity)
    const sourceDealerId = downwards[index + 1]?.dealerId ?? null
    return [
      {
        dealerId,
        tier,
        sourceDealerId,
        discount,
        priceFromFen,
        priceToFen,
        unitShareFen,
        amountFen,
      },
    ]
  })
  const given = shares.reduce((sum, share) => sum + share.amountFen, 0)
  return { shares, platformFen: fen(line.unitFen * line.quantity - given) }
}

/**
 * Contract prices of the chain, each at most the price below it and the paid price. The ladder
 * keeps them in order; should a stored ladder ever be out of order, nobody's share turns negative
 * by it.
 */
function cappedPrices(downwards: readonly ChainLink[], line: SoldLine): Fen[] {
  let cap = line.unitFen
  return [...downwards]
    .reverse()
    .map((link) => {
      const price = atBasisPoints(line.retailFen, link.discount)
      cap = price < cap ? price : cap
      return cap
    })
    .reverse()
}

/** A booked line and the total refunded so far: whole pieces, and money without pieces. */
export interface RefundedLine {
  readonly unitShareFen: Fen
  readonly unitFen: Fen
  readonly quantity: number
  readonly refundedPieces: number
  readonly refundedFen: Fen
}

/**
 * What a party keeps of its share after refunds (20-dealer, "When commission is due, and refunds").
 * Pieces take back the unit share each; an amount without pieces leaves round half up (share × kept
 * money ÷ money). Always from the original line and the totals so far, so the order of refunds does
 * not matter and a line refunded in full keeps exactly 0.
 */
export function keptShare(line: RefundedLine): Fen {
  const pieces = Math.max(0, line.quantity - line.refundedPieces)
  const paid = timesFen(line.unitFen, pieces)
  const share = timesFen(line.unitShareFen, pieces)
  const kept = paid - line.refundedFen
  return paid === 0 || kept <= 0 ? fen(0) : proportion(share, fen(kept), paid)
}
