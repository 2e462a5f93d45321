import type { Rig } from './rig'
import { pay, type Shop, saveAddress } from './shop'

type Item = { readonly kind: 'package' | 'e-card'; readonly itemId: string }

/** Places an order at the total that the server quotes. */
export async function place(
  rig: Rig,
  member: string,
  { kind, itemId }: Item,
  terms: { readonly quantity?: number; readonly addressId?: string | null } = {},
) {
  const addressId = terms.addressId ?? (kind === 'package' ? await saveAddress(rig, member) : null)
  const lines = [{ kind, itemId, quantity: terms.quantity ?? 1 }]
  const quote = await rig.do(member, 'orders.quoteOrder', { lines, addressId })
  return rig.do(member, 'orders.placeOrder', {
    lines,
    addressId,
    expectedTotalFen: quote.totalFen,
    fromCart: false,
    remark: '',
  })
}

export const placePackage = (rig: Rig, member: string, shop: Shop, quantity = 1) =>
  place(rig, member, { kind: 'package', itemId: shop.packageId }, { quantity })

export const placeCards = (rig: Rig, member: string, shop: Shop, quantity = 1) =>
  place(rig, member, { kind: 'e-card', itemId: shop.cardProductId }, { quantity })

/** Buys e-cards and answers their ids; they are in the wallet as soon as they are paid. */
export async function buyCards(
  rig: Rig,
  member: string,
  shop: Shop,
  quantity = 1,
): Promise<string[]> {
  const { orderId } = await placeCards(rig, member, shop, quantity)
  await pay(rig, member, orderId)
  const order = await rig.do(member, 'orders.getMyOrder', { orderId })
  return order.cards.map(({ cardId }) => cardId)
}
