import { sql } from 'kysely'
import type { Reserve } from '../concurrency/stock-scenario'
import { meeting } from './meeting'

/** More than there are units. */
const afterTheLook = meeting(11)

/**
 * The classical mistake: look first, then write without looking again. Only the CHECK of the table
 * stands between it and an oversold sku, so its callers see errors instead of refusals.
 */
export const reserveCheckedBeforeLock: Reserve = async (ctx, { document, warehouseId, lines }) => {
  for (const { skuId, quantity } of lines) {
    const { rows } = await sql<{ free: number }>`
      select on_hand - reserved as free from stock.balances
      where warehouse_id = ${warehouseId} and sku_id = ${skuId}`.execute(ctx.tx)
    if ((rows[0]?.free ?? 0) < quantity) {
      return { ok: false }
    }
    await afterTheLook()
    await sql`
      update stock.balances set reserved = reserved + ${quantity}
      where warehouse_id = ${warehouseId} and sku_id = ${skuId}`.execute(ctx.tx)
    await sql`
      insert into stock.reservations
        (document_id, document_kind, document_no, warehouse_id, sku_id, quantity, created_at)
      values (${document.id}, ${document.kind}, ${document.no}, ${warehouseId}, ${skuId},
              ${quantity}, ${ctx.now})`.execute(ctx.tx)
  }
  return { ok: true }
}
