import type { Ctx } from '../../runtime/context'
import { giveBackQuota, moveReservation, release, takeQuota } from '../stock'
import { reserveContents, skusOf } from './create-order'
import type { OrderRow } from './order-store'

/** What the shelves said when the money came. */
export type Taken = 'taken' | 'no-goods' | 'no-quota'

/**
 * MB-033: takes what an order needs in the transaction that settles its payment: goods first, then
 * quotas in sorted order, like an order that holds them from the beginning, so that neither waits
 * for the other in a circle. `no-quota` leaves nothing taken; `no-goods` only the quota.
 */
export async function takeAtPayment(ctx: Ctx, order: OrderRow): Promise<Taken> {
  const hasGoods = order.type !== 'package' || (await promiseGoods(ctx, order))
  if (order.stock_method === 'at-payment' && !(await takeQuotas(ctx, order))) {
    await release(ctx, { document: { kind: 'order', id: order.id } })
    return 'no-quota'
  }
  return hasGoods ? 'taken' : 'no-goods'
}

/** An order whose goods went missing while it was unpaid may still hold a part of them. */
async function promiseGoods(ctx: Ctx, order: OrderRow): Promise<boolean> {
  if (order.stock_method === 'at-payment') {
    return reserveContents(ctx, { id: order.id, orderNo: order.order_no }, order.lines)
  }
  const promised = await moveReservation(ctx, {
    document: { kind: 'order', id: order.id, no: order.order_no },
    to: 'central',
    lines: skusOf(order.lines),
  })
  return promised.ok
}

async function takeQuotas(ctx: Ctx, order: OrderRow): Promise<boolean> {
  const limited = order.lines.filter((line) => line.limited)
  const taken: OrderRow['lines'][number][] = []
  for (const line of [...limited].sort((a, b) => (a.itemId < b.itemId ? -1 : 1))) {
    if (!(await takeQuota(ctx, { listingId: line.itemId, quantity: line.quantity }))) {
      for (const { itemId, quantity } of taken) {
        await giveBackQuota(ctx, { listingId: itemId, quantity })
      }
      return false
    }
    taken.push(line)
  }
  return true
}
