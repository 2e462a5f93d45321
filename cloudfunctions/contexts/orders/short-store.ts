import type { OrderState } from '@xietong/domain/orders/states'
import { sql } from 'kysely'
import { actorKey } from '../../runtime/actor'
import type { Ctx } from '../../runtime/context'
import type { Reader, Tx } from '../../runtime/database'

export interface ShortOrder {
  readonly id: string
  readonly orderNo: string
  readonly paid: boolean
}

/** The states in which a missing piece of goods still matters to a paid order. */
export const waitingStates = ['to-ship', 'part-shipped'] as const
export const isWaiting = (state: OrderState) => waitingStates.some((one) => one === state)

/**
 * Marks orders as 缺货待处理, with a line in the story of the paid ones. It neither waits for the
 * rows of the orders nor takes them, so that whoever holds locks of stock may call it. Answers
 * those that were not marked before.
 */
export async function markShort(
  ctx: Ctx,
  orderIds: readonly string[],
  say: { readonly text: string; readonly reason: string },
): Promise<ShortOrder[]> {
  const { rows } = await sql<ShortOrder>`
    with marked as (
      insert into orders.short_order (order_id, since, reason)
      select one, ${ctx.now}::timestamptz, ${say.reason}
      from unnest(${[...orderIds].sort()}::uuid[]) one
      on conflict do nothing returning order_id
    ), told as (
      insert into orders.history (id, order_id, at, from_state, to_state, text, note, actor)
      select gen_random_uuid(), o.id, ${ctx.now}, o.state, o.state, ${say.text}, ${say.reason},
        ${actorKey(ctx.actor)}
      from orders.sales_order o join marked m on m.order_id = o.id
      where o.state = any(${waitingStates})
    )
    select o.id, o.order_no as "orderNo", o.state = any(${waitingStates}) as paid
    from orders.sales_order o join marked m on m.order_id = o.id
    order by o.order_no`.execute(ctx.tx)
  return rows
}

export async function forgetShort(tx: Tx, orderId: string): Promise<void> {
  await sql`delete from orders.short_order where order_id = ${orderId}`.execute(tx)
}

/** The same with a line in the order's story; false when the order was not marked. */
export async function endShort(ctx: Ctx, orderId: string, text: string): Promise<boolean> {
  const { rows } = await sql`
    with found as (delete from orders.short_order where order_id = ${orderId} returning order_id)
    insert into orders.history (id, order_id, at, from_state, to_state, text, actor)
    select ${ctx.newId()}::uuid, o.id, ${ctx.now}, o.state, o.state, ${text}, ${actorKey(ctx.actor)}
    from orders.sales_order o join found on found.order_id = o.id
    returning id`.execute(ctx.tx)
  return rows.length === 1
}

export interface Shortness {
  readonly since: Date
  readonly reason: string
}

/** The marks of listed orders; an order without one is absent. */
export async function shortnessOf(
  reader: Reader,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, Shortness>> {
  if (orderIds.length === 0) {
    return new Map()
  }
  const { rows } = await sql<Shortness & { id: string }>`
    select order_id as id, since, reason from orders.short_order
    where order_id = any(${orderIds}::uuid[])`.execute(reader)
  return new Map(rows.map(({ id, since, reason }) => [id, { since, reason }]))
}

/** Marked orders that still wait, the most urgent first; or one of them. */
export async function selectShortOrders(
  reader: Reader,
  wanted: { readonly orderId?: string; readonly limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select o.id from orders.short_order s join orders.sales_order o on o.id = s.order_id
    where o.state = any(${waitingStates})
      and (${wanted.orderId ?? null}::uuid is null or o.id = ${wanted.orderId ?? null}::uuid)
    order by o.urgency, o.id limit ${wanted.limit}`.execute(reader)
  return rows.map(({ id }) => id)
}
