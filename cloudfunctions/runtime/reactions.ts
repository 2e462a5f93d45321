import type { Ctx } from './context'

/**
 * Reactions against the direction of the imports that must commit with their cause (payment
 * settled ⇒
 * order paid ⇒ cards issued). The lower context calls `react`; the composition wires who listens.
 */
export interface ReactionMap {
  'payment.settled': {
    orderId: string
    paymentId: string
    amountFen: number
    transactionId: string
    paidAt: Date
    /**
     * The listener calls this, and changes nothing, when its order no longer takes money (closed,
     * or
     * paid by another payment): the payment is then kept as late and refunded in full (IN-049).
     */
    refuse(reason: 'order-closed' | 'already-paid'): void
  }
  'refund.done': {
    orderId: string
    refundId: string
    paymentId: string
    amountFen: number
    /** What buyers read of the way the money went. */
    way: string
  }
  /** WeChat closed a refund; it was asked for anew under another number. */
  'refund.replaced': { from: string; to: string }
  /** Pieces go out again in an order of their own; the store is the one that handled the case. */
  'order.resent': { orderId: string; storeId: string | null }
  /** Pieces of an order that did not leave will never be shipped. */
  'order.reduced': { orderId: string }
  /** Promised goods turned out not to be there: documents lost all or a part of their promise. */
  'stock.missing': { documents: readonly { kind: string; id: string }[]; reason: string }
  'order.addressChanged': { orderId: string }
  /** WeChat's check of a picture was answered. */
  'file.judged': { fileId: string; state: 'checking' | 'stored' | 'refused' }
  /** More codes were asked for today than a normal day has. */
  'sms.flooded': { limit: number }
  'goods.saved': { skuIds: readonly string[] }
  'listing.saved': { listingId: string; quota: number | null }
  'dealer.saved': {
    dealerId: string
    tier: 1 | 2 | 3
    kind: 'partner' | 'store' | null
    name: string
  }
}
export type ReactionName = keyof ReactionMap
export type Reaction<Name extends ReactionName> = (
  ctx: Ctx,
  fact: ReactionMap[Name],
) => Promise<void>
export type Reactions = { readonly [Name in ReactionName]?: readonly Reaction<Name>[] }

/** Runs every wired reaction inside the current transaction. */
export async function react<Name extends ReactionName>(
  ctx: Ctx,
  name: Name,
  fact: ReactionMap[Name],
): Promise<void> {
  for (const reaction of ctx.deps.reactions[name] ?? []) {
    await (reaction as Reaction<Name>)(ctx, fact)
  }
}
