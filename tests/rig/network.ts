import type { SentInputOf } from '@xietong/domain/kernel/operation'
import type { Operations } from '@xietong/domain/operations'
import { createDealer, signInDealer } from './cast'
import { signInMember } from './people'
import type { Rig } from './rig'
import { pay, type Shop, saveAddress } from './shop'

export interface Ladder {
  readonly first: number
  readonly second: number
  readonly third: number
}

export type Place = 'first' | 'second' | 'third' | 'thirdOfFirst'

export interface Network {
  readonly ids: Record<Place, string>
  readonly phones: Record<Place, string>
}

/** A first-tier dealer with a second tier, a third tier under that, and a third tier of its own. */
export async function createNetwork(rig: Rig, admin: string, ladder: Ladder): Promise<Network> {
  const first = await createDealer(rig, admin, {
    name: '湖畔人家',
    tier: 1,
    discount: ladder.first,
  })
  const second = await createDealer(rig, admin, {
    name: '姑苏鲜品',
    tier: 2,
    parentId: first.dealerId,
    discount: ladder.second,
  })
  const third = await createDealer(rig, admin, {
    name: '临湖小店',
    tier: 3,
    parentId: second.dealerId,
    discount: ladder.third,
  })
  const thirdOfFirst = await createDealer(rig, admin, {
    name: '山塘小馆',
    tier: 3,
    parentId: first.dealerId,
    discount: ladder.third,
  })
  const made = { first, second, third, thirdOfFirst }
  const pick = (key: 'dealerId' | 'phone') =>
    Object.fromEntries(Object.entries(made).map(([place, one]) => [place, one[key]]))
  return {
    ids: pick('dealerId') as Record<Place, string>,
    phones: pick('phone') as Record<Place, string>,
  }
}

/** A member who registered through a dealer's invite (or through nobody's), with an address. */
export async function joinedMember(rig: Rig, dealerPhone: string | null): Promise<string> {
  let invite: string | undefined
  if (dealerPhone) {
    const token = await signInDealer(rig, dealerPhone)
    invite = (await rig.do(token, 'channel.getInviteCode', {})).token
    await rig.advance(61_000)
  }
  const { token } = await signInMember(rig, undefined, invite)
  await saveAddress(rig, token)
  return token
}

/** Places an order as its page would, at the total that the server quotes. */
export async function placeFor(
  rig: Rig,
  member: string,
  line: { kind: 'package' | 'e-card'; itemId: string; quantity: number },
): Promise<string> {
  const { rows } = await rig.do(member, 'members.listAddresses', {})
  const addressId = line.kind === 'package' ? (rows[0]?.id ?? null) : null
  const { totalFen } = await rig.do(member, 'orders.quoteOrder', { lines: [line], addressId })
  const placed = await rig.do(member, 'orders.placeOrder', {
    lines: [line],
    addressId,
    expectedTotalFen: totalFen,
    fromCart: false,
    remark: '',
  })
  return placed.orderId
}

/** Buys and pays. */
export async function buy(
  rig: Rig,
  member: string,
  line: { kind: 'package' | 'e-card'; itemId: string; quantity: number },
): Promise<string> {
  const orderId = await placeFor(rig, member, line)
  await pay(rig, member, orderId)
  return orderId
}

/** The shop's package and e-card at another retail price. */
export async function setPrices(rig: Rig, admin: string, shop: Shop, retailFen: number) {
  const { packageId, cardProductId } = shop
  const {
    id: _p,
    state: _s,
    available: _a,
    ...goods
  } = await rig.do(admin, 'catalog.getPackage', {
    packageId,
  })
  const contents = goods.contents.map(({ skuId, quantity }) => ({ skuId, quantity }))
  await rig.do(admin, 'catalog.updatePackage', { ...goods, contents, retailFen, packageId })
  const found = await rig.do(admin, 'catalog.getCardProduct', { cardProductId })
  const { id: _c, state: _t, available: _b, nextSeason: _n, ...card } = found
  await rig.do(admin, 'catalog.updateCardProduct', { ...card, retailFen, cardProductId })
}

type Form = Omit<SentInputOf<Operations['channel.updateDealer']>, 'requestId'>

/**
 * Changes some fields of a dealer as the console's form does: all fields go back, with the version.
 */
export async function changeDealer(
  rig: Rig,
  admin: string,
  dealerId: string,
  changes: Partial<Form>,
) {
  const read = await rig.do(admin, 'channel.getDealer', { dealerId })
  const { name, contact, phone, province, city, district, street, latitude, longitude } = read
  const { kind, sellsOffline, earnsOnline, discount, version } = read
  return rig.call(admin, 'channel.updateDealer', {
    ...{ name, contact, phone, province, city, district, street, latitude, longitude },
    ...{ kind, sellsOffline, earnsOnline, discount, version, dealerId },
    ...changes,
  })
}
