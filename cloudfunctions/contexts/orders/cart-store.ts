import { sql } from 'kysely'
import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'

export interface CartLine {
  readonly package_id: string
  readonly quantity: number
  readonly added_unit_fen: number
}

/** A cart as it stands, the newest line first. */
export async function cartOf(reader: Reader, memberId: string): Promise<CartLine[]> {
  const { rows } = await sql<CartLine>`
    select package_id, quantity, added_unit_fen from orders.cart_line
    where member_id = ${memberId} order by added_at desc, package_id limit 100`.execute(reader)
  return rows
}

/** Locks the member's cart, so that two taps at once cannot pass its limits together. */
export async function lockCart(ctx: Ctx, memberId: string): Promise<CartLine[]> {
  await sql`insert into orders.cart (member_id) values (${memberId})
    on conflict do nothing`.execute(ctx.tx)
  await sql`select from orders.cart where member_id = ${memberId} for update`.execute(ctx.tx)
  return cartOf(ctx.tx, memberId)
}

export async function putInCart(
  ctx: Ctx,
  memberId: string,
  line: { readonly packageId: string; readonly quantity: number; readonly unitFen: number },
): Promise<void> {
  await sql`
    insert into orders.cart_line (member_id, package_id, quantity, added_unit_fen, added_at)
    values (${memberId}, ${line.packageId}, ${line.quantity}, ${line.unitFen}, ${ctx.now})
    on conflict (member_id, package_id) do update set quantity = excluded.quantity`.execute(ctx.tx)
}

export async function takeFromCart(
  ctx: Ctx,
  memberId: string,
  packageIds: readonly string[] | 'all',
): Promise<void> {
  const which = packageIds === 'all' ? sql`` : sql`and package_id = any(${packageIds}::uuid[])`
  await sql`delete from orders.cart_line where member_id = ${memberId} ${which}`.execute(ctx.tx)
}
