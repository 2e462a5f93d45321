import type { Address } from '@xietong/domain/kernel/schema'
import { sql } from 'kysely'
import { actorKey } from '../../runtime/actor'
import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import { regionOf } from './order-store'

/** Orders booked per day, from the first day on; days nobody booked are absent. */
export async function bookedDays(
  reader: Reader,
  from: string,
  to: string,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ day: string; booked: number }>`
    select day, booked from orders.pick_up_day
    where day between ${from}::date and ${to}::date`.execute(reader)
  return new Map(rows.map((row) => [row.day, row.booked]))
}

/**
 * Books one pick-up order on a day, exactly up to its capacity. A day's row is made by its own
 * statement before it is counted, so that two first bookings cannot both count from zero.
 */
export async function bookDay(ctx: Ctx, day: string, capacity: number): Promise<boolean> {
  if (await countUp(ctx, day, capacity)) {
    return true
  }
  await sql`insert into orders.pick_up_day (day) values (${day}::date)
    on conflict do nothing`.execute(ctx.tx)
  return countUp(ctx, day, capacity)
}

/** Gives the place of a pick-up order on its day back. */
export async function unbookDay(ctx: Ctx, day: string): Promise<void> {
  await sql`
    update orders.pick_up_day set booked = booked - 1
    where day = ${day}::date and booked > 0`.execute(ctx.tx)
}

async function countUp(ctx: Ctx, day: string, capacity: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update orders.pick_up_day set booked = booked + 1
    where day = ${day}::date and booked < ${capacity}`.execute(ctx.tx)
  return numAffectedRows === 1n
}

/** Another day or address of a pick-up whose row the caller has locked, with its history row. */
export async function rewritePickUp(
  ctx: Ctx,
  change: {
    readonly orderId: string
    readonly state: string
    readonly wantedOn: string
    readonly address: Address
    readonly urgency: number
    readonly text: string
  },
): Promise<void> {
  const { address } = change
  await sql`
    with changed as (
      update orders.sales_order set wanted_on = ${change.wantedOn}::date,
        address = ${JSON.stringify(address)}::jsonb, recipient = ${address.name},
        recipient_phone = ${address.phone}, province = ${address.province},
        region = ${regionOf(address)}, urgency = ${change.urgency}
      where id = ${change.orderId} returning id
    )
    insert into orders.history (id, order_id, at, from_state, to_state, text, actor)
    select ${ctx.newId()}::uuid, id, ${ctx.now}, ${change.state}, ${change.state}, ${change.text},
      ${actorKey(ctx.actor)} from changed`.execute(ctx.tx)
}
