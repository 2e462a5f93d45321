import { fen } from '@xietong/domain/kernel/money'
import { ok, type Result, refuse } from '@xietong/domain/kernel/result'
import { levelPrice } from '@xietong/domain/orders/price'
import type { ActorOf } from '../../runtime/actor'
import type { Ctx } from '../../runtime/context'
import { saleItems } from '../catalog'
import { type CartLine, lockCart, putInCart } from './cart-store'
import { unitsLeft } from './sale-stock'
import { shopperOf } from './shop-view'

const CART_LINES = 100
const MOST_OF_ONE = 9_999

/** What the badge shows: pieces in the cart. */
export function badgeOf(lines: readonly CartLine[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0)
}

type Short = 'OFF_SHELF' | 'INSUFFICIENT_STOCK'

interface Filled {
  readonly quantity: number
  readonly badge: number
  readonly atStock: boolean
}

/** Adds pieces of a package, stopping at what is in stock (MB-025). */
export async function fillCart(
  ctx: Ctx<ActorOf<'member'>>,
  packageId: string,
  more: number,
): Promise<Result<Filled, Short | 'CART_FULL'>> {
  const lines = await lockCart(ctx, ctx.actor.memberId)
  const before = lines.find((line) => line.package_id === packageId)
  const filled = await setQuantity(ctx, lines, {
    packageId,
    wanted: (before?.quantity ?? 0) + more,
  })
  // Refusing rolls the new line back; the other reasons come first in the declared order.
  return filled.ok && !before && lines.length >= CART_LINES ? refuse('CART_FULL') : filled
}

/** Sets the quantity of a package that is in the cart (MB-028); null when it is not. */
export async function changeQuantity(
  ctx: Ctx<ActorOf<'member'>>,
  packageId: string,
  wanted: number,
): Promise<Result<Filled, Short> | null> {
  const lines = await lockCart(ctx, ctx.actor.memberId)
  const present = lines.some((line) => line.package_id === packageId)
  return present ? setQuantity(ctx, lines, { packageId, wanted }) : null
}

async function setQuantity(
  ctx: Ctx<ActorOf<'member'>>,
  lines: readonly CartLine[],
  { packageId, wanted }: { packageId: string; wanted: number },
): Promise<Result<Filled, Short>> {
  const [item] = await saleItems(ctx.tx, [{ kind: 'package', itemId: packageId }])
  if (!item?.onShelf) {
    return refuse('OFF_SHELF')
  }
  const left = (await unitsLeft(ctx.tx, [item])).get(packageId) ?? 0
  if (left === 0) {
    return refuse('INSUFFICIENT_STOCK')
  }
  const quantity = Math.min(wanted, left, MOST_OF_ONE)
  const { discount } = await shopperOf(ctx.tx, ctx.actor)
  const unitFen = levelPrice(fen(item.retailFen), discount)
  await putInCart(ctx, ctx.actor.memberId, { packageId, quantity, unitFen })
  const before = lines.find((line) => line.package_id === packageId)?.quantity ?? 0
  return ok({ quantity, badge: badgeOf(lines) - before + quantity, atStock: quantity < wanted })
}
