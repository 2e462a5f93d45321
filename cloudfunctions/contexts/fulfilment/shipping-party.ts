import type { Ctx } from '../../runtime/context'
import { chainOf, findStore } from '../channel'
import { CENTRAL_WAREHOUSE, warehouseOfDealer } from '../stock'

/** Who ships: the platform from its central warehouse, or a store at its discount. */
export interface ShippingParty {
  readonly dealerId: string | null
  readonly name: string
  readonly warehouseId: string
  /** Basis points of the retail price that the platform settles at; 0 for the platform itself. */
  readonly discount: number
}

export type Target =
  | { readonly kind: 'platform' }
  | { readonly kind: 'store'; readonly dealerId: string }

export const PLATFORM_NAME = '总仓'

/** The chosen party, or null: only an active 专卖店 with a warehouse may ship for the platform. */
export async function partyOf(ctx: Ctx, target: Target): Promise<ShippingParty | null> {
  if (target.kind === 'platform') {
    return { dealerId: null, name: PLATFORM_NAME, warehouseId: CENTRAL_WAREHOUSE, discount: 0 }
  }
  const { dealerId } = target
  const store = await findStore(ctx.tx, dealerId)
  const warehouseId = await warehouseOfDealer(ctx.tx, dealerId)
  const [dealer] = await chainOf(ctx.tx, dealerId)
  if (!store?.active || warehouseId === null || !dealer) {
    return null
  }
  return { dealerId, name: store.name, warehouseId, discount: dealer.discount }
}
