import type { Actor } from '../../runtime/actor'
import type { Ctx } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { holdEarnings } from '../channel'
import { emitCase } from './after-sale-events'
import { type AfterSaleRow, findAfterSale, recountOpen, tellCase } from './after-sale-store'
import { lockOrder, type OrderRow } from './order-store'

export interface OpenedCase {
  readonly one: AfterSaleRow
  readonly order: OrderRow
}

/**
 * The case with its order locked: everything that decides about money or goods of an order goes
 * through this lock, so that two clerks, or a clerk and a shipper, cannot both win.
 */
export async function openCase(ctx: Ctx, caseId: string): Promise<OpenedCase | null> {
  const known = await findAfterSale(ctx.tx, caseId)
  const order = known && (await lockOrder(ctx, known.order_id))
  const one = order && (await findAfterSale(ctx.tx, caseId))
  return one && order ? { one, order } : null
}

/** The case as its merchant may handle it: the store's own, or head office's after taking over. */
export async function openAsMerchant(
  ctx: Ctx,
  caseId: string,
): Promise<OpenedCase | 'NOT_FOUND' | 'HANDLED_BY_STORE'> {
  const found = await openCase(ctx, caseId)
  if (!found) {
    return 'NOT_FOUND'
  }
  const { actor } = ctx
  if (actor.app === 'dealer') {
    return found.one.store_id === actor.dealerId ? found : 'NOT_FOUND'
  }
  if (!(await isInScope(ctx, ctx.tx, found.one.dealer_id))) {
    return 'NOT_FOUND'
  }
  return found.one.store_id === null ? found : 'HANDLED_BY_STORE'
}

export const nameOf = (actor: Actor): string => ('name' in actor ? actor.name : '系统')

/** After every move: history, the order's open cases, earnings that wait, messages, audit. */
export async function closeStep(
  ctx: Ctx,
  before: AfterSaleRow['state'] | null,
  one: AfterSaleRow,
  said: {
    readonly text: string
    readonly note?: string
    readonly pictures?: readonly string[]
    readonly by?: string
  },
): Promise<void> {
  await tellCase(ctx, { caseId: one.id, state: one.state, by: nameOf(ctx.actor), ...said })
  const open = await recountOpen(ctx, one.order_id)
  await holdEarnings(ctx, { orderId: one.order_id, held: open > 0 })
  emitCase(ctx, one, said.text)
  ctx.audit({
    objectKind: 'after-sale',
    objectId: one.id,
    objectNo: one.case_no,
    before: { state: before },
    after: { state: one.state, note: said.note ?? '' },
  })
}
