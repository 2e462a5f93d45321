import { place } from '../rig/buy'
import { signInDealer } from '../rig/cast'
import { createNetwork, type Network } from '../rig/networks'
import { sendPicture } from '../rig/pictures'
import type { Rig } from '../rig/rig'
import { followUp } from '../rig/sales-team'
import { pay, type Shop, stockUp } from '../rig/shop'

/** A network with one of everything that belongs to somebody. */
export interface Tenant extends Network {
  readonly memberId: string
  readonly addressId: string
  /** Dispatched to the network's own store, with a case that waits for it. */
  readonly sentOrderId: string
  readonly noteId: string
  readonly lineId: string
  readonly caseId: string
  readonly followUpId: string
  readonly fileId: string
  readonly reviewId: string
  readonly warehouseId: string
  readonly paymentId: string
  readonly store: string
}

interface Terms {
  readonly admin: string
  readonly shop: Shop
  readonly name: string
}

export async function createTenant(rig: Rig, terms: Terms): Promise<Tenant> {
  const network = await createNetwork(rig, terms)
  const { admin } = terms
  const { dealerId, phone, tokens } = network
  const store = await signInDealer(rig, phone)
  const { rows: members } = await rig.do(admin, 'members.listMembers', {
    filter: { dealerId: network.belowId },
  })
  const { rows: addresses } = await rig.do(tokens.member, 'members.listAddresses', {})
  const { rows: houses } = await rig.do(admin, 'stock.listWarehouses', {})
  const warehouseId = houses.find((one) => one.dealerId === dealerId)?.id ?? ''
  const { maleSku, femaleSku } = terms.shop
  await stockUp(rig, admin, { warehouseId, skuIds: [maleSku, femaleSku], quantity: 20 })
  const sent = await sentOrder(rig, terms, { network, addressId: addresses[0]?.id ?? '' })
  const paid = await rig.do(admin, 'payments.listPayments', { filter: { orderNo: sent.orderNo } })
  const seller = { employeeId: network.employeeId, phone: '', token: tokens.seller }
  await followUp(rig, seller, network.leadId, { at: rig.now(), result: '见面' })
  const { rows: visits } = await rig.do(tokens.seller, 'sales.listMyFollowUps', {})
  const { fileId } = await sendPicture(rig, tokens.member, { access: 'private' })
  const reviewId = await writtenReview(rig, tokens.member)
  return {
    ...network,
    ...sent,
    store,
    memberId: members[0]?.id ?? '',
    addressId: addresses[0]?.id ?? '',
    followUpId: visits[0]?.id ?? '',
    fileId,
    reviewId,
    warehouseId,
    paymentId: paid.rows[0]?.id ?? '',
  }
}

/** A paid order on its way to the network's store, for which the buyer wants the money back. */
async function sentOrder(
  rig: Rig,
  { admin, shop }: Terms,
  { network, addressId }: { network: Network; addressId: string },
) {
  const { member } = network.tokens
  const item = { kind: 'package' as const, itemId: shop.packageId }
  const { orderId } = await place(rig, member, item, { quantity: 1, addressId })
  await pay(rig, member, orderId)
  const to = { kind: 'store' as const, dealerId: network.dealerId }
  const done = await rig.do(admin, 'fulfilment.dispatchOrders', { orderIds: [orderId], to })
  const { items, orderNo } = await rig.do(member, 'orders.getMyOrder', { orderId })
  const lineId = items[0]?.lineId ?? ''
  const { caseId } = await rig.do(member, 'orders.applyAfterSale', {
    orderId,
    type: 'refund',
    reason: '不想要了',
    description: '',
    pictures: [],
    lines: [{ lineId, quantity: 1, amountFen: 100 }],
    freightFen: 0,
  })
  const noteId = done.dispatched[0]?.noteId ?? ''
  return { sentOrderId: orderId, orderNo, noteId, lineId, caseId }
}

/** A review of the cards, which were received when they were paid. */
async function writtenReview(rig: Rig, member: string): Promise<string> {
  const { rows } = await rig.do(member, 'orders.listToReview', { filter: {} })
  const { reviewId } = await rig.do(member, 'orders.writeReview', {
    lineId: rows[0]?.lineId ?? '',
    score: 5,
    text: '',
    pictures: [],
    video: null,
  })
  return reviewId
}
