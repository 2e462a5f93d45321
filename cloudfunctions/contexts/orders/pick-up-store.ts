import { sql } from 'kysely'
import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'

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

async function countUp(ctx: Ctx, day: string, capacity: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update orders.pick_up_day set booked = booked + 1
    where day = ${day}::date and booked < ${capacity}`.execute(ctx.tx)
  return numAffectedRows === 1n
}
