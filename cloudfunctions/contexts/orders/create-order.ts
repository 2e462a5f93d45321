import { shanghaiDay } from '@xietong/domain/kernel/time'
import { newOrderNumber } from '@xietong/domain/orders/order-number'
import type { Ctx } from '../../runtime/context'
import type { SaleItem } from '../catalog'
import { reserve, type SkuQuantity } from '../stock'
import { insertOrder, type LineContent, type NewLine, type NewOrder } from './order-store'

/**
 * A number is taken about once in ten thousand days of a hundred thousand orders: five draws
 * suffice.
 */
const DRAWS = 5

/** Writes a new order under a fresh number and answers the number. */
export async function createOrder(ctx: Ctx, order: NewOrder): Promise<string> {
  for (let draw = 0; draw < DRAWS; draw++) {
    const orderNo = newOrderNumber(shanghaiDay(ctx.now), ctx.deps.random)
    if (await insertOrder(ctx, order, orderNo)) {
      return orderNo
    }
  }
  throw new Error('no free order number was drawn')
}

/**
 * What one unit of a package holds, copied so that later changes of the package do not touch the
 * order.
 */
export function contentsOf(item: SaleItem): LineContent[] {
  return item.contents.map(({ skuId, code, name, spec, quantity, weightGrams }) => ({
    skuId,
    code,
    name,
    spec,
    quantity,
    weightGrams,
  }))
}

/** 阳澄湖大闸蟹礼盒 ×2、姜茶 ×1, cut to what a list can show. */
export function summaryOf(
  lines: readonly { readonly name: string; readonly quantity: number }[],
): string {
  const words = lines.map((line) => `${line.name} ×${line.quantity}`).join('、')
  return words.length <= 300 ? words : `${words.slice(0, 297)}…`
}

type Held = Pick<NewLine, 'quantity' | 'contents'>

/** The skus that lines hold, one entry per sku. */
export function skusOf(lines: readonly Held[]): SkuQuantity[] {
  const needed = new Map<string, number>()
  for (const line of lines) {
    for (const part of line.contents) {
      needed.set(part.skuId, (needed.get(part.skuId) ?? 0) + part.quantity * line.quantity)
    }
  }
  return [...needed].map(([skuId, quantity]) => ({ skuId, quantity }))
}

/**
 * Reserves everything that the lines hold in the central warehouse; false when something is short.
 */
export async function reserveContents(
  ctx: Ctx,
  order: { readonly id: string; readonly orderNo: string },
  lines: readonly Held[],
): Promise<boolean> {
  const reserved = await reserve(ctx, {
    document: { kind: 'order', id: order.id, no: order.orderNo },
    warehouseId: 'central',
    lines: skusOf(lines),
  })
  return reserved.ok
}
