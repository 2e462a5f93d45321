/**
 * What the auditor knows, and what it lets the product answer. Written from the specification
 * (10-member "Order states", 45-integrations "Payment attempt") and from the books of WeChat Pay,
 * without looking at the product.
 */
export interface KnownOrder {
  readonly index: number
  readonly id: string
  readonly kind: 'package' | 'e-card' | 'pick-up'
  readonly buyer: number
  readonly quantity: number
  readonly totalFen: number
  readonly freightFen: number
  /** Until when it may be paid; a pick-up needs no money. */
  readonly payBefore: number
  /** Our numbers at WeChat Pay, as far as they were seen. */
  numbers: string[]
  /** Somebody was told that it is closed. */
  closed: boolean
  /** Asked back in an application, and whether it was agreed to. */
  claim: 'none' | 'asked' | 'agreed' | 'refused'
  caseId: string
  noteId: string
  shipped: boolean
  received: boolean
}

export interface KnownCard {
  readonly id: string
  readonly buyer: number
  readonly orderIndex: number
  /** The pick-up that used it. */
  usedBy: number | null
}

/** What is so at the moment of an answer. */
export interface Facts {
  readonly now: number
  /** WeChat Pay holds, or held, the payer's money. */
  readonly paidAtPeer: boolean
  /** A peer lies, is silent or was so just now. */
  readonly troubled: boolean
}

type Codes = readonly string[]
const given = (condition: boolean, ...codes: string[]): Codes => (condition ? codes : [])

export function mayAnswerPay(order: KnownOrder, { now, paidAtPeer, troubled }: Facts): Codes {
  const over = order.closed || now >= order.payBefore
  return [
    // Paid and not heard of yet: the sheet opens again, and WeChat itself takes nothing twice.
    ...given(!over, 'ok'),
    ...given(paidAtPeer, 'ALREADY_PAID'),
    ...given(over || paidAtPeer, 'ORDER_CLOSED'),
    ...given(troubled, 'PEER_UNAVAILABLE'),
  ]
}

export function mayAnswerCancel(order: KnownOrder, { now, paidAtPeer, troubled }: Facts): Codes {
  const over = order.closed || now >= order.payBefore
  return [
    ...given(!paidAtPeer && !order.closed, 'ok'),
    ...given(paidAtPeer, 'ALREADY_PAID'),
    ...given(over, 'STATE_CONFLICT'),
    ...given(troubled, 'PEER_UNAVAILABLE'),
  ]
}

/** Whether asking may answer paid, or not paid. */
export function mayAnswerCheck(order: KnownOrder, { now, paidAtPeer, troubled }: Facts): Codes {
  const over = order.closed || now >= order.payBefore
  return [
    ...given(paidAtPeer, 'paid'),
    // Money that came after the close goes back and pays nothing.
    ...given(!paidAtPeer || troubled || over, 'unpaid'),
  ]
}

export function mayAnswerRedeem(card: KnownCard, bought: KnownOrder): Codes {
  const goesBack = bought.claim === 'asked' || bought.claim === 'agreed'
  return [
    ...given(card.usedBy === null && bought.claim !== 'agreed', 'ok'),
    ...given(card.usedBy !== null, 'CARD_USED'),
    ...given(goesBack, 'CARD_VOID', 'CARD_LOCKED', 'NOT_FOUND'),
  ]
}

export function mayAnswerCancelPickUp(order: KnownOrder): Codes {
  return [
    ...given(!order.closed && !order.shipped, 'ok'),
    ...given(order.noteId !== '' || order.shipped, 'SHIPMENT_CREATED', 'STATE_CONFLICT'),
    ...given(order.closed, 'STATE_CONFLICT'),
  ]
}

export function mayAnswerClaim(
  order: KnownOrder,
  cards: readonly KnownCard[],
  facts: Facts,
): Codes {
  const isUsed = cards.some((card) => card.usedBy !== null)
  const nothing = !facts.paidAtPeer || order.closed
  return [
    ...given(!nothing && order.claim !== 'agreed' && order.claim !== 'asked', 'ok'),
    // The product may not have heard of the money yet, or the time is over.
    'AFTERSALE_NOT_OFFERED',
    ...given(order.received || order.kind === 'e-card', 'AFTERSALE_OVER'),
    ...given(order.claim !== 'none', 'AFTERSALE_TOO_MUCH'),
    ...given(isUsed || order.claim !== 'none', 'CARDS_NOT_FREE'),
  ]
}

export function mayAnswerApprove(order: KnownOrder, cards: readonly KnownCard[]): Codes {
  const isUsed = cards.some((card) => card.usedBy !== null)
  return [
    ...given(order.claim === 'asked' && !isUsed, 'ok'),
    ...given(order.claim !== 'asked', 'STATE_CONFLICT', 'AFTERSALE_TOO_MUCH'),
    ...given(isUsed, 'CARDS_NOT_FREE'),
    // A store that got the order decides first.
    ...given(order.noteId !== '', 'HANDLED_BY_STORE'),
  ]
}
