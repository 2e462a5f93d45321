import type { Ctx } from '../../runtime/context'
import { markDispatched, type OrderForDispatch } from '../orders'
import { release } from '../stock'
import { documentOf } from './needs'
import { type Dispatch, insertDispatch, type Note, voidNote } from './note-store'
import { promiseGoods } from './promise-goods'

/**
 * Ends a note that was not shipped: it is void, the order waits for another party, and its goods
 * are promised by the central warehouse again. When that is short meanwhile the order waits without
 * a promise; the next dispatch makes a new one or says what is short. False when somebody was
 * faster. The caller has locked order and note.
 */
export async function takeBack(
  ctx: Ctx,
  { order, note }: { readonly order: OrderForDispatch; readonly note: Note },
  why: Pick<Dispatch, 'kind' | 'byName'> & { readonly reason: string },
): Promise<boolean> {
  const { kind, byName, reason } = why
  const voided = await voidNote(ctx.tx, { id: note.id, reason, now: ctx.now })
  if (!voided || !(await markDispatched(ctx, { orderId: order.id, shipperName: null }))) {
    return false
  }
  const promised = await promiseGoods(ctx, order, 'central')
  if (!promised.ok) {
    await release(ctx, { document: documentOf(order) })
  }
  await insertDispatch(ctx.tx, {
    id: ctx.newId(),
    orderId: order.id,
    noteId: note.id,
    at: ctx.now,
    kind,
    shipper: note.shipper,
    byName,
    reason,
  })
  ctx.audit({
    objectKind: 'note',
    objectId: note.id,
    objectNo: note.noteNo,
    before: { state: note.state },
    after: { state: 'void', reason },
  })
  return true
}
