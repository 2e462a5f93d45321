import { type Fen, fen, ZERO } from '@xietong/domain/kernel/money'
import { type Refusal, refuse } from '@xietong/domain/kernel/result'
import type { Address } from '@xietong/domain/kernel/schema'
import { linePrice, type OrderTotals, orderTotals } from '@xietong/domain/orders/price'
import type { Reader } from '../../runtime/database'
import { freightFor, type SaleItem, saleItems } from '../catalog'
import { findAddress, memberForOrder, type OrderingMember } from '../members'

export interface WantedItem {
  readonly kind: 'package' | 'e-card'
  readonly itemId: string
  readonly quantity: number
}
export interface CheckoutLine {
  readonly item: SaleItem
  readonly quantity: number
  readonly retailFen: Fen
  readonly unitFen: Fen
  readonly amountFen: Fen
}
export interface Checkout extends OrderTotals {
  readonly member: OrderingMember
  readonly type: 'package' | 'e-card'
  readonly lines: readonly CheckoutLine[]
  readonly address: Address | null
  readonly served: boolean
  /** Null while no address says where to. */
  readonly freightFen: Fen | null
}

/** The same item named twice is one line. */
function merged(wanted: readonly WantedItem[]): WantedItem[] {
  const byItem = new Map<string, WantedItem>()
  for (const one of wanted) {
    const before = byItem.get(one.itemId)?.quantity ?? 0
    byItem.set(one.itemId, { ...one, quantity: before + one.quantity })
  }
  return [...byItem.values()]
}

const MOST_OF_ONE = 9_999

/**
 * Computes an order as the server will charge it, for the preview and for placing alike, so that
 * both always agree. Cards and packages are bought apart, since only packages are delivered.
 */
export async function checkOut(
  reader: Reader,
  request: {
    readonly memberId: string
    readonly lines: readonly WantedItem[]
    readonly addressId: string | null
  },
): Promise<
  Checkout | Refusal<'OFF_SHELF' | 'QUANTITY_OUT_OF_RANGE' | 'NOT_FOUND' | 'VALIDATION_FAILED'>
> {
  const wanted = merged(request.lines)
  const type = wanted[0]?.kind ?? 'package'
  if (wanted.some((one) => one.kind !== type)) {
    return refuse('VALIDATION_FAILED', { fields: '电子卡和套餐请分开下单' })
  }
  if (wanted.some((one) => one.quantity > MOST_OF_ONE)) {
    return refuse('QUANTITY_OUT_OF_RANGE', { available: MOST_OF_ONE })
  }
  const items = new Map((await saleItems(reader, wanted)).map((item) => [item.itemId, item]))
  const found = wanted.flatMap((one) => items.get(one.itemId) ?? [])
  const offered = found.every((item) => item.kind === type && item.onShelf)
  if (found.length < wanted.length || !offered) {
    return refuse('OFF_SHELF')
  }
  const member = await memberForOrder(reader, request.memberId)
  const lines = wanted.map(({ itemId, quantity }) => {
    const item = items.get(itemId) as SaleItem
    return { item, quantity, ...linePrice(fen(item.retailFen), member.levelDiscount, quantity) }
  })
  const address = await deliveryAddress(reader, request, type)
  if (address === 'missing') {
    return refuse('NOT_FOUND')
  }
  const freight = await freightOfOrder(reader, lines, type, address)
  return {
    member,
    type,
    lines,
    address,
    ...freight,
    ...orderTotals(lines, freight.freightFen ?? ZERO),
  }
}

async function deliveryAddress(
  reader: Reader,
  request: { readonly memberId: string; readonly addressId: string | null },
  type: Checkout['type'],
): Promise<Address | null | 'missing'> {
  if (type === 'e-card' || request.addressId === null) {
    return null
  }
  return (await findAddress(reader, request.memberId, request.addressId)) ?? 'missing'
}

/** Weight of one unit in grams: what its contents weigh together. */
export function unitWeight(item: SaleItem): number {
  return item.contents.reduce((sum, part) => sum + part.weightGrams * part.quantity, 0)
}

async function freightOfOrder(
  reader: Reader,
  lines: readonly CheckoutLine[],
  type: Checkout['type'],
  address: Address | null,
): Promise<{ served: boolean; freightFen: Fen | null }> {
  if (type === 'e-card') {
    return { served: true, freightFen: ZERO }
  }
  if (address === null) {
    return { served: true, freightFen: null }
  }
  const freight = await freightFor(reader, {
    lines: lines.map(({ item, quantity }) => ({
      freightTemplateId: item.freightTemplateId,
      quantity,
      weightGrams: unitWeight(item),
    })),
    province: address.province,
    goodsFen: orderTotals(lines, ZERO).goodsFen,
  })
  return { served: freight.served, freightFen: freight.served ? fen(freight.freightFen) : null }
}
