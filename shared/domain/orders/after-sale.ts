import type { Fen } from '../kernel/money'
import { stateMachine } from '../kernel/state-machine'
import { DAY_MS, plusMs } from '../kernel/time'
import type { Tone } from './states'

export const afterSaleStates = [
  'merchant',
  'buyer',
  'refunding',
  'resending',
  'done',
  'refused',
  'withdrawn',
] as const
export type AfterSaleState = (typeof afterSaleStates)[number]

export const afterSaleLabels: Readonly<Record<AfterSaleState, { label: string; tone: Tone }>> = {
  merchant: { label: '待商家处理', tone: 'ours' },
  buyer: { label: '待买家处理', tone: 'theirs' },
  refunding: { label: '退款中', tone: 'moving' },
  resending: { label: '待补发', tone: 'ours' },
  done: { label: '已完成', tone: 'done' },
  refused: { label: '已拒绝', tone: 'ended' },
  withdrawn: { label: '已撤销', tone: 'ended' },
}

/**
 * 10-member "After-sales states". A refused case may be put before the merchant again; 补发 is done
 * when its parcel has left.
 */
export const afterSaleMachine = stateMachine<AfterSaleState>(['merchant'], {
  merchant: ['buyer', 'refunding', 'resending', 'refused', 'withdrawn'],
  buyer: ['merchant', 'withdrawn'],
  refunding: ['done'],
  resending: ['done'],
  refused: ['merchant'],
  done: [],
  withdrawn: [],
})

/** Cases that are not decided or whose money is on its way: receipt and earnings wait for them. */
export const openAfterSaleStates: readonly AfterSaleState[] = [
  'merchant',
  'buyer',
  'refunding',
  'resending',
]

/**
 * Cases that claim pieces and money of their order; a refused or withdrawn one gave them back, and
 * so did 补发 that is done: the new piece stands for the old one.
 */
export const claimingAfterSaleStates: readonly AfterSaleState[] = [...openAfterSaleStates, 'done']

export const afterSaleTypes = ['refund', 'return', 'resend'] as const
export type AfterSaleType = (typeof afterSaleTypes)[number]
export const afterSaleTypeLabels: Readonly<Record<AfterSaleType, string>> = {
  refund: '仅退款',
  return: '退货退款',
  resend: '补发',
}

export const afterSaleReasons = [
  '不想要了',
  '少件漏发',
  '死蟹或变质',
  '规格与描述不符',
  '包装破损',
  '未按约定时间送达',
  '其他',
] as const

/** What the merchant may ask of the buyer. */
export const afterSaleWishes = ['return', 'evidence'] as const

/** Days that a buyer has to answer before the case is withdrawn (10-member). */
export const BUYER_ANSWER_DAYS = 7

export function buyerDeadline(askedAt: Date): Date {
  return plusMs(askedAt, BUYER_ANSWER_DAYS * DAY_MS)
}

/** When after-sales ends: receipt or issue plus the period; before receipt it has no end. */
export function afterSaleEnds(completedAt: Date | null, days: number): Date | null {
  return completedAt ? plusMs(completedAt, days * DAY_MS) : null
}

/** One line of an order with all that its cases claim, in pieces and fen. */
export interface ClaimedLine {
  readonly unitFen: number
  readonly quantity: number
  readonly claimedPieces: number
  readonly claimedFen: number
}

/** What of a line can still be asked back: never more than was paid for it (MB-083). */
export function leftOf(line: ClaimedLine): { pieces: number; amountFen: number } {
  return {
    pieces: Math.max(0, line.quantity - line.claimedPieces),
    amountFen: Math.max(0, line.unitFen * line.quantity - line.claimedFen),
  }
}

/** Most that `pieces` of a line can bring back, in fen. */
export function mostFor(line: ClaimedLine, pieces: number): number {
  return Math.min(line.unitFen * pieces, leftOf(line).amountFen)
}

/** Whether the claimed pieces have reached the buyer, or are not to leave at all. */
export const claimedGoods = ['unsent', 'received'] as const
export type ClaimedGoods = (typeof claimedGoods)[number]

/** Pieces of a line: all, those that left, and those that cases claim of either kind. */
export interface LineStanding {
  readonly quantity: number
  readonly shipped: number
  readonly claimedUnsent: number
  readonly claimedReceived: number
}

/**
 * What of a line can still be claimed as not sent and as received. A claim for a received piece
 * never takes one that waits to be sent, and the other way round (MB-083).
 */
export function leftByGoods(line: LineStanding): Readonly<Record<ClaimedGoods, number>> {
  const { quantity, shipped, claimedUnsent, claimedReceived } = line
  const left = Math.max(0, quantity - claimedUnsent - claimedReceived)
  const of = (pieces: number) => Math.min(left, Math.max(0, pieces))
  return {
    unsent: of(quantity - shipped - claimedUnsent),
    received: of(shipped - claimedReceived),
  }
}

/**
 * Which pieces a claim means: an order of which nothing left has only unsent ones, one that left
 * whole only received ones. Between the two the buyer says; whoever does not say means pieces that
 * were received, so that nothing stops being sent by mistake. A return and 补发 are always about
 * received pieces.
 */
export function goodsMeant(claim: {
  readonly type: AfterSaleType
  readonly said: ClaimedGoods | undefined
  readonly nothingLeft: boolean
  readonly allLeft: boolean
}): ClaimedGoods {
  if (claim.type !== 'refund' || claim.allLeft) {
    return 'received'
  }
  return claim.nothingLeft ? 'unsent' : (claim.said ?? 'received')
}

export interface RefundedPart {
  readonly lineId: string
  readonly pieces: number
  readonly amountFen: Fen | number
}

/**
 * Splits what was refunded on a line into whole pieces and money without pieces, as the earnings
 * rule reads it (20-dealer): pieces paid back in full count as pieces, anything less as money.
 */
export function refundedTotals(
  unitFen: number,
  parts: readonly RefundedPart[],
): { pieces: number; amountFen: number } {
  let pieces = 0
  let amountFen = 0
  for (const part of parts) {
    if (part.pieces > 0 && part.amountFen === unitFen * part.pieces) {
      pieces += part.pieces
    } else {
      amountFen += part.amountFen
    }
  }
  return { pieces, amountFen }
}
