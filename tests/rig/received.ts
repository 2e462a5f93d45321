import { buyCards, placePackage } from './buy'
import { dispatch, ship } from './delivery'
import { createPrintedProduct } from './printed-cards'
import type { Rig } from './rig'
import { pay, type Shop, SUZHOU } from './shop'

interface Where {
  readonly admin: string
  readonly shop: Shop
}

/** The platform ships all of an order. */
export async function shipAll(rig: Rig, admin: string, orderId: string): Promise<void> {
  const note = await dispatch(rig, admin, orderId, null)
  await ship(rig, admin, note.noteId)
}

/** A package that was bought and paid. */
export async function bought(rig: Rig, token: string, shop: Shop, quantity = 1): Promise<string> {
  const { orderId } = await placePackage(rig, token, shop, quantity)
  await pay(rig, token, orderId)
  return orderId
}

/** A package that was bought, shipped and received. */
export async function received(rig: Rig, token: string, { admin, shop }: Where): Promise<string> {
  const orderId = await bought(rig, token, shop)
  await shipAll(rig, admin, orderId)
  await rig.do(token, 'orders.confirmReceipt', { orderId })
  return orderId
}

/** Cards that were bought and redeemed, and the crabs received. */
async function pickedUp(rig: Rig, token: string, { admin, shop }: Where): Promise<string> {
  const [cardId = ''] = await buyCards(rig, token, shop, 1)
  const { orderId } = await rig.do(token, 'orders.redeemCards', {
    cardIds: [cardId],
    packageId: shop.packageId,
    pickUpOn: '2026-10-20',
    address: SUZHOU,
    remark: '',
  })
  await shipAll(rig, admin, orderId)
  await rig.do(token, 'orders.confirmReceipt', { orderId })
  return orderId
}

/**
 * One completed order of every kind. Printed cards are sold by dealers, so that the order of one is
 * a package's, written over by hand.
 */
export async function everyKindReceived(rig: Rig, token: string, where: Where) {
  const packages = await received(rig, token, where)
  const pickUp = await pickedUp(rig, token, where)
  const printed = await received(rig, token, where)
  const { productId, product } = await createPrintedProduct(rig, where.admin, where.shop)
  await rig.db.query(`update orders.sales_order set type = 'physical-card' where id = $1`, [
    printed,
  ])
  await rig.db.query(
    `update orders.order_line set kind = 'physical-card', item_id = $2, name = $3
     where order_id = $1`,
    [printed, productId, product],
  )
  return { packages, pickUp, printed, product }
}
