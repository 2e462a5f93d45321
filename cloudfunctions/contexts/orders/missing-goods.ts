import type { Ctx } from '../../runtime/context'
import type { ReactionMap } from '../../runtime/reactions'
import { alertShort } from './order-events'
import { endShort, markShort } from './short-store'

/**
 * Reaction to stock that turned out missing (AD-267): paid orders that lost their goods keep their
 * place with the flag 缺货待处理 and operations are told; an unpaid one looks again when it is paid.
 */
export async function markMissing(ctx: Ctx, missing: ReactionMap['stock.missing']): Promise<void> {
  const orderIds = missing.documents.flatMap(({ kind, id }) => (kind === 'order' ? [id] : []))
  const marked = await markShort(ctx, orderIds, { text: '缺货待处理', reason: missing.reason })
  alertShort(
    ctx,
    marked.filter(({ paid }) => paid),
    missing.reason,
  )
}

/** The goods of an order are promised again; its story says so when they were missing. */
export function markFound(ctx: Ctx, orderId: string): Promise<boolean> {
  return endShort(ctx, orderId, '商品已补齐')
}
