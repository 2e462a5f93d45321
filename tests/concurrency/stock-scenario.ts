import { randomUUID } from 'node:crypto'
import type { Ctx } from '../../cloudfunctions/runtime/context'
import { openContext, sqlState } from '../../cloudfunctions/runtime/run-command'
import type { Rig } from '../rig/rig'

interface Wish {
  readonly document: { readonly kind: string; readonly id: string; readonly no: string }
  readonly warehouseId: string
  readonly lines: readonly { readonly skuId: string; readonly quantity: number }[]
}
/** Reserving as the product does it, or a deliberately wrong variant from tests/mutants. */
export type Reserve = (ctx: Ctx, wish: Wish) => Promise<{ readonly ok: boolean }>

/** A sku nobody else uses, with this many on hand in the central warehouse. */
export async function stockOf(rig: Rig, warehouseId: string, onHand: number): Promise<string> {
  const skuId = randomUUID()
  await rig.db.query(
    'insert into stock.balances (warehouse_id, sku_id, on_hand, reserved) values ($1, $2, $3, 0)',
    [warehouseId, skuId, onHand],
  )
  return skuId
}

export interface Sale {
  readonly sold: number
  readonly refused: number
  /** A caller saw an error, or the database refused to oversell. */
  readonly errors: number
  readonly reserved: number
}

/** What the product answers with TRY_LATER, so that the buyer's program tries again. */
const isBusy = (error: unknown) =>
  sqlState(error) === '55P03' || /timeout exceeded when trying to connect/.test(String(error))

async function buyOne(
  rig: Rig,
  reserve: Reserve,
  wish: Wish,
): Promise<'sold' | 'refused' | 'error'> {
  for (;;) {
    try {
      const reserved = await rig.deps.db.transaction().execute((tx) => {
        const { ctx } = openContext(rig.deps, tx, { app: 'system', name: 'test' })
        return reserve(ctx, wish)
      })
      return reserved.ok ? 'sold' : 'refused'
    } catch (error) {
      if (!isBusy(error)) {
        return 'error'
      }
    }
  }
}

/** `buyers` at once for one unit each of something of which few are left. */
export async function sellOut(
  rig: Rig,
  reserve: Reserve,
  sale: { readonly warehouseId: string; readonly skuId: string; readonly buyers: number },
): Promise<Sale> {
  const { warehouseId, skuId } = sale
  const attempt = () => {
    const document = { kind: 'order', id: randomUUID(), no: 'A3' }
    return buyOne(rig, reserve, { document, warehouseId, lines: [{ skuId, quantity: 1 }] })
  }
  const outcomes = await Promise.all(Array.from({ length: sale.buyers }, attempt))
  const { rows } = await rig.db.query<{ reserved: string }>(
    'select coalesce(sum(quantity), 0) as reserved from stock.reservations where sku_id = $1',
    [skuId],
  )
  const count = (outcome: string) => outcomes.filter((one) => one === outcome).length
  return {
    sold: count('sold'),
    refused: count('refused'),
    errors: count('error'),
    reserved: Number(rows[0]?.reserved),
  }
}
