import { maskCardNumber } from '@xietong/domain/cards/card-number'
import type { getMyCard } from '@xietong/domain/cards/contract'
import { type Season, seasonOn, seasonState } from '@xietong/domain/cards/season'
import type { Fen } from '@xietong/domain/kernel/money'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { shanghaiDay } from '@xietong/domain/kernel/time'
import type { Reader } from '../../runtime/database'
import { cardListings, type SaleItem } from '../catalog'
import type { CardRow } from './store'

/**
 * What a card product says about all its cards: its packages and the season it can be redeemed in.
 */
export interface CardProduct {
  readonly id: string
  readonly name: string
  /** The one that counts today. */
  readonly season: Season | null
  /** What a store is paid for delivering one card of it (AD-207). */
  readonly subsidyFen: Fen
  /** The packages that can be chosen, as they are sold (AD-151). */
  readonly packages: readonly SaleItem[]
}

/** Card products by id, each with the packages that it can be redeemed for. */
export async function loadCardProducts(
  reader: Reader,
  productIds: readonly string[],
  now: Date,
): Promise<Map<string, CardProduct>> {
  const items = await cardListings(reader, productIds)
  const products = items.filter((item) => productIds.includes(item.itemId))
  const byId = new Map(items.map((item) => [item.itemId, item]))
  return new Map(
    products.map((product) => [
      product.itemId,
      {
        id: product.itemId,
        name: product.name,
        season: seasonOn(product, shanghaiDay(now)),
        subsidyFen: product.subsidyFen,
        packages: choosable(product.packageIds.flatMap((packageId) => byId.get(packageId) ?? [])),
      },
    ]),
  )
}

/** Those on shelf; when all are off, each one, because a card that was sold keeps its value. */
function choosable(packages: readonly SaleItem[]): readonly SaleItem[] {
  const onShelf = packages.filter((item) => item.onShelf)
  return onShelf.length > 0 ? onShelf : packages
}

/** A card as its holder sees it (MB-054). */
export function walletView(
  card: CardRow,
  product: CardProduct | undefined,
  now: Date,
): OutputOf<typeof getMyCard> {
  const season = product?.season ?? null
  const state = seasonState(season, shanghaiDay(now))
  return {
    id: card.id,
    kind: card.kind,
    cardProductId: card.product_id,
    name: card.name,
    maskedNumber: maskCardNumber(card.number),
    state: card.state,
    packages: (product?.packages ?? []).map(({ itemId, name }) => ({ packageId: itemId, name })),
    season: season && { opensOn: season.opensOn, closesOn: season.closesOn },
    inSeason: state === 'open',
    seasonState: state,
    locked: card.lock_reason !== null,
    vip: card.vip,
    receivedAt: card.received_at.toISOString(),
    usedOrderId: card.used_order_id,
  }
}
