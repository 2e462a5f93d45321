import { buyCards, place } from './buy'
import { randomPhone, signInMember } from './people'
import type { Rig } from './rig'
import { pay, type Shop, SUZHOU, saveAddress, stockUp } from './shop'

export interface Place {
  readonly province: string
  readonly city: string
  readonly district: string
  readonly latitude: number
  readonly longitude: number
}
export const KUNSHAN: Place = {
  province: '江苏省',
  city: '苏州市',
  district: '昆山市',
  latitude: 31.38464,
  longitude: 120.98073,
}
export const WUXI: Place = {
  province: '江苏省',
  city: '无锡市',
  district: '梁溪区',
  latitude: 31.56597,
  longitude: 120.30361,
}
export const SHANGHAI: Place = {
  province: '上海市',
  city: '上海市',
  district: '浦东新区',
  latitude: 31.22114,
  longitude: 121.54409,
}

export interface Store {
  readonly dealerId: string
  readonly name: string
  readonly phone: string
  readonly warehouseId: string
}

/** An active 专卖店 with its warehouse, stocked with so many of each sku of the shop. */
export async function openStore(
  rig: Rig,
  admin: string,
  store: { name: string; at: Place; discount?: number; stock?: number; shop: Shop },
): Promise<Store> {
  const phone = randomPhone()
  const { dealerId } = await rig.do(admin, 'channel.createDealer', {
    name: store.name,
    contact: '店长',
    phone,
    ...store.at,
    street: '前进路 88 号',
    kind: 'store',
    sellsOffline: true,
    earnsOnline: true,
    discount: store.discount ?? 6_000,
    tier: 1,
    parentId: null,
  })
  const { rows } = await rig.do(admin, 'stock.listWarehouses', {})
  const warehouseId = rows.find((row) => row.dealerId === dealerId)?.id ?? ''
  const { maleSku, femaleSku } = store.shop
  if (store.stock) {
    const skuIds = [maleSku, femaleSku]
    await stockUp(rig, admin, { warehouseId, skuIds, quantity: store.stock })
  }
  return { dealerId, name: store.name, phone, warehouseId }
}

/** A paid order of packages, waiting for a shipping party; the buyer's token comes with it. */
export async function paidOrder(
  rig: Rig,
  shop: Shop,
  order: { quantity?: number; address?: typeof SUZHOU } = {},
) {
  const { token, phone } = await signInMember(rig)
  const addressId = await saveAddress(rig, token, order.address ?? SUZHOU)
  const placed = await place(
    rig,
    token,
    { kind: 'package', itemId: shop.packageId },
    { quantity: order.quantity ?? 1, addressId },
  )
  await pay(rig, token, placed.orderId)
  return { ...placed, token, phone }
}

/** Redeems freshly bought e-cards for a delivery on a day; the order waits for a shipping party. */
export async function redeemed(
  rig: Rig,
  shop: Shop,
  wish: { pickUpOn?: string; cards?: number; vip?: boolean; physical?: boolean } = {},
) {
  const { token } = await signInMember(rig)
  const cardIds = await buyCards(rig, token, shop, wish.cards ?? 1)
  if (wish.vip || wish.physical) {
    // Cards of enterprises and of print runs come by other doors that this test does not need.
    await rig.db.query('update cards.card set vip = $2, kind = $3 where id = any($1)', [
      cardIds,
      wish.vip ?? false,
      wish.physical ? 'physical' : 'electronic',
    ])
  }
  const order = await rig.do(token, 'orders.redeemCards', {
    cardIds,
    packageId: shop.packageId,
    pickUpOn: wish.pickUpOn ?? '2026-09-26',
    address: SUZHOU,
    remark: '请放门卫',
  })
  return { ...order, token }
}

/** Dispatches one order and answers its shipping note. */
export async function dispatch(rig: Rig, admin: string, orderId: string, store: Store | null) {
  const { dispatched } = await rig.do(admin, 'fulfilment.dispatchOrders', {
    orderIds: [orderId],
    to: store ? { kind: 'store', dealerId: store.dealerId } : { kind: 'platform' },
  })
  const { noteId, noteNo } = dispatched[0] ?? { noteId: '', noteNo: '' }
  return { noteId, noteNo }
}

let serial = 0
/** A tracking number of 顺丰 that no other test uses. */
export function newTrackingNo(): string {
  serial += 1
  return `SF${String(1_000_000_000_000 + serial)}`
}

/** Ships everything that a note still holds. */
export async function ship(rig: Rig, token: string, noteId: string, trackingNo = newTrackingNo()) {
  const { lines } = await rig.do(token, 'fulfilment.getNote', { noteId })
  return rig.do(token, 'fulfilment.shipNote', {
    noteId,
    carrierCode: 'SF',
    trackingNo,
    lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
  })
}

/** Makes the next calls of a peer go wrong (IN-016). */
export async function fault(rig: Rig, peer: string, body: Record<string, unknown>): Promise<void> {
  await control(rig, `${peer}/fault`, body)
}

export async function clearFaults(rig: Rig, peer: string): Promise<void> {
  await control(rig, `${peer}/fault/clear`, {})
}

async function control(rig: Rig, path: string, body: unknown): Promise<void> {
  const response = await fetch(`${rig.controlUrl}/_control/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) {
    throw new Error(`control ${path}: ${response.status} ${await response.text()}`)
  }
}

/** Rows that a peer keeps for looking at: calls, effects, callbacks, outbox. */
export async function seenBy(rig: Rig, path: string): Promise<Record<string, unknown>[]> {
  const response = await fetch(`${rig.controlUrl}/_control/${path}`)
  const body = (await response.json()) as Record<string, unknown>
  return (body.rows ?? body.value ?? []) as Record<string, unknown>[]
}
