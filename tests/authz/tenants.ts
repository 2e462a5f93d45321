import { place } from '../rig/buy'
import { signInDealer } from '../rig/cast'
import { createNetwork, type Network } from '../rig/networks'
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
  const fileId = await uploadPicture(rig, tokens.member)
  return {
    ...network,
    ...sent,
    store,
    memberId: members[0]?.id ?? '',
    addressId: addresses[0]?.id ?? '',
    followUpId: visits[0]?.id ?? '',
    fileId,
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

/** The smallest picture there is, stored like a photograph of the buyer. */
async function uploadPicture(rig: Rig, token: string): Promise<string> {
  const bytes = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const type = 'image/png' as const
  const file = { name: '凭证.png', type, size: bytes.length, access: 'private' as const }
  const { fileId, uploadUrl } = await rig.do(token, 'files.createUpload', file)
  await fetch(new URL(uploadUrl, rig.baseUrl), {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: { 'content-type': type },
  })
  await rig.do(token, 'files.confirmUpload', { fileId, etag: '' })
  return fileId
}
