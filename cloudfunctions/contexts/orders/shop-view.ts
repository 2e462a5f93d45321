import { type Fen, fen } from '@xietong/domain/kernel/money'
import { levelPrice } from '@xietong/domain/orders/price'
import { stockView } from '@xietong/domain/orders/stock-view'
import type { Settings } from '@xietong/domain/settings/contract'
import type { Actor } from '../../runtime/actor'
import type { Reader } from '../../runtime/database'
import type { SaleItem } from '../catalog'
import { likedAmong, memberForOrder } from '../members'

export interface Shopper {
  readonly discount: number
  readonly levelName: string | null
}
const VISITOR: Shopper = { discount: 10_000, levelName: null }

/** Who looks decides only the member price; the retail price is one for all (MB-022). */
export async function shopperOf(reader: Reader, actor: Actor): Promise<Shopper> {
  if (actor.app !== 'member') {
    return VISITOR
  }
  const { levelDiscount, levelName } = await memberForOrder(reader, actor.memberId)
  return { discount: levelDiscount, levelName }
}

/** Which of the items carry a full heart for who looks (MB-023). */
export async function likedBy(
  reader: Reader,
  actor: Actor,
  items: readonly SaleItem[],
): Promise<ReadonlySet<string>> {
  if (actor.app !== 'member' || items.length === 0) {
    return new Set()
  }
  const itemIds = items.map((item) => item.itemId)
  return likedAmong(reader, actor.memberId, itemIds)
}

/** A row of the shop; the member price shows only where the level has a discount. */
export function shopRow(
  item: SaleItem,
  facts: {
    readonly shopper: Shopper
    readonly left: number
    readonly liked: ReadonlySet<string>
    readonly settings: Settings
  },
) {
  const { shopper, settings } = facts
  const retailFen = fen(item.retailFen)
  const discounted = shopper.discount < 10_000
  const memberFen: Fen | null = discounted ? levelPrice(retailFen, shopper.discount) : null
  return {
    id: item.itemId,
    kind: item.kind,
    name: item.name,
    sellingPoints: item.sellingPoints,
    picture: item.picture,
    categoryId: item.categoryId,
    retailFen,
    memberFen,
    levelName: discounted ? shopper.levelName : null,
    sales: settings.showSales ? item.sales : null,
    favourite: facts.liked.has(item.itemId),
    stock: stockView(facts.left, settings.showStock),
  }
}
