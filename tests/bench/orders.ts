import { createDealer, signInDealer } from '../rig/cast'
import { signInAdmin, signInMember } from '../rig/people'
import { createShop, pay, SUZHOU, saveAddress } from '../rig/shop'
import { type Rate, rateOf } from './measure'
import type { World } from './world'

const CLIENTS = 8

/** A member of a tier-3 dealer, so that every order books three shares. */
async function memberInChain({ rig }: World, admin: string) {
  const store = await createDealer(rig, admin, {
    name: '测速专卖店',
    tier: 1,
    kind: 'store',
    discount: 6_000,
  })
  const second = await createDealer(rig, admin, {
    name: '测速经销商',
    tier: 2,
    parentId: store.dealerId,
    discount: 7_000,
  })
  const third = await createDealer(rig, admin, {
    name: '测速小商户',
    tier: 3,
    parentId: second.dealerId,
    discount: 8_000,
  })
  const { token } = await rig.do(await signInDealer(rig, third.phone), 'channel.getInviteCode', {})
  return async () => {
    const member = await signInMember(rig, undefined, token)
    const addressId = await saveAddress(rig, member.token)
    return { token: member.token, addressId }
  }
}

/** Enough people that nobody meets the limit per person. */
const MEMBERS = 240
type Buyer = { token: string; addressId: string }

export async function openBuyers(world: World): Promise<Buyer[]> {
  const admin = await signInAdmin(world.rig)
  const join = await memberInChain(world, admin)
  const buyers: Buyer[] = []
  for (let n = 0; n < MEMBERS; n += CLIENTS) {
    buyers.push(...(await Promise.all(Array.from({ length: CLIENTS }, join))))
  }
  return buyers
}

const buyerOf = (buyers: Buyer[], client: number, turn: number) =>
  buyers[(client + turn * CLIENTS) % buyers.length] as Buyer

/** Cart to paid: quote, place, prepay at WeChat Pay, the payer pays, its signed notice settles. */
export async function placedAndPaid(world: World, buyers: Buyer[], seconds: number): Promise<Rate> {
  const { rig } = world
  const admin = await signInAdmin(rig)
  const shop = await createShop(rig, admin, { stock: 5_000_000 })
  const lines = [{ kind: 'package' as const, itemId: shop.packageId, quantity: 1 }]
  return rateOf(CLIENTS, seconds, async (client, turn) => {
    const { token, addressId } = buyerOf(buyers, client, turn)
    const quote = await rig.do(token, 'orders.quoteOrder', { lines, addressId })
    const { orderId } = await rig.do(token, 'orders.placeOrder', {
      lines,
      addressId,
      expectedTotalFen: quote.totalFen,
      fromCart: false,
      remark: '',
    })
    await pay(rig, token, orderId)
  })
}

const CARDS_EACH = 15

/** Each turn one member redeems one card of the own wallet. */
export async function redeemed(world: World, buyers: Buyer[], seconds: number): Promise<Rate> {
  const { rig } = world
  const admin = await signInAdmin(rig)
  const shop = await createShop(rig, admin, { stock: 5_000_000, quota: 1_000_000 })
  const lines = [{ kind: 'e-card' as const, itemId: shop.cardProductId, quantity: CARDS_EACH }]
  const wallets = new Map<string, string[]>()
  for (const { token } of buyers) {
    const quote = await rig.do(token, 'orders.quoteOrder', { lines, addressId: null })
    const { orderId } = await rig.do(token, 'orders.placeOrder', {
      lines,
      addressId: null,
      expectedTotalFen: quote.totalFen,
      fromCart: false,
      remark: '',
    })
    await pay(rig, token, orderId)
    const { rows } = await rig.do(token, 'cards.listMyCards', { filter: { state: 'active' } })
    wallets.set(
      token,
      rows.map(({ id }) => id),
    )
  }
  const first = buyers[0] as Buyer
  const calendar = await rig.do(first.token, 'orders.getPickUpCalendar', {
    cardIds: wallets.get(first.token)?.slice(0, 1) ?? [],
  })
  const days = calendar.days.filter(({ state }) => state === 'free').map(({ day }) => day)
  return rateOf(CLIENTS, seconds, async (client, turn) => {
    const { token } = buyerOf(buyers, client, turn)
    const card = wallets.get(token)?.pop()
    if (!card) {
      throw new Error('the wallets are empty: more cards are needed')
    }
    await rig.do(token, 'orders.redeemCards', {
      cardIds: [card],
      packageId: shop.packageId,
      pickUpOn: days[turn % days.length] as string,
      address: SUZHOU,
      remark: '',
    })
  })
}
