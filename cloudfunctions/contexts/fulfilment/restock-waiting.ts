import type { Deps } from '../../runtime/context'
import { oneByOne } from '../../runtime/one-by-one'
import { runCommand } from '../../runtime/run-command'
import { lockOrderForDispatch, orderForDispatch, shortOrders } from '../orders'
import { coverable } from '../stock'
import { documentOf, needsOf } from './needs'
import { openNoteOf } from './note-list-store'
import { promiseAgain } from './promise-goods'

const LOOKED_AT = 1_000
const AT_ONCE = 100

/**
 * AD-267: orders that wait for goods are promised them in the order of their urgency as soon as
 * enough is there. A look without locks leaves those out that are still short, so that many which
 * wait for one sku do not keep the others from theirs.
 */
export async function restockWaiting(deps: Deps): Promise<void> {
  const wishes: Parameters<typeof coverable>[1][number][] = []
  for (const orderId of await shortOrders(deps.db, { limit: LOOKED_AT })) {
    const order = await orderForDispatch(deps.db, orderId)
    if (order) {
      const note = await openNoteOf(deps.db, orderId)
      const to = note?.warehouseId ?? 'central'
      wishes.push({ document: documentOf(order), to, lines: needsOf(order) })
    }
  }
  const covered = (await coverable(deps.db, wishes)).slice(0, AT_ONCE)
  await oneByOne(deps, 'fulfilment.restock', covered, (orderId) =>
    runCommand(deps, 'fulfilment.restock', async (ctx) => {
      const order = await lockOrderForDispatch(ctx, orderId)
      const promised = await promiseAgain(ctx, orderId)
      if (order && promised?.ok) {
        ctx.audit({ objectKind: 'order', objectId: order.id, objectNo: order.orderNo })
      }
    }),
  )
}
