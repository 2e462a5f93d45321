import type { Actor } from '../../runtime/actor'
import type { Deps } from '../../runtime/context'
import { dealersInScope, isOneOf } from '../../runtime/data-scope'
import type { Reader } from '../../runtime/database'
import { selectWarehouses, type WarehouseRow } from './store'

/** Stores of the caller's data scope; the central warehouse belongs to the whole scope (AD-005). */
export async function warehousesInScope(
  ctx: { readonly actor: Actor; readonly deps: Deps },
  reader: Reader,
): Promise<{ readonly rows: WarehouseRow[]; readonly ids: readonly string[] | null }> {
  const dealers = await dealersInScope(ctx, reader)
  const all = await selectWarehouses(reader)
  const rows = all.filter(({ dealerId }) => isOneOf(dealers, dealerId))
  return { rows, ids: dealers === null ? null : rows.map(({ id }) => id) }
}
