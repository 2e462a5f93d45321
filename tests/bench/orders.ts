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

/** Cart to paid: quote, place, prepay at WeChat Pay, the payer pays, its signed notice settles. */
export async function placedAndPaid(world: World, seconds: number): Promise<Rate> {
  const { rig } = world
  const admin = await signInAdmin(rig)
  const shop = await createShop(rig, admin, { stock: 5_000_000 })
  const join = await memberInChain(world, admin)
  const members: Awaited<ReturnType<typeof join>>[] = []
  for (let n = 0; n < CLIENTS; n++) {
    members.push(await join())
  }
  const lines = [{ kind: 'package' as const, itemId: shop.packageId, quantity: 1 }]
  return rateOf(CLIENTS, seconds, async (client) => {
    const { token, addressId } = members[client] as (typeof members)[number]
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

/** Each turn redeems one card of the member's wallet. */
export async function redeemed(world: World, seconds: number): Promise<Rate> {
  const { rig } = world
  const admin = await signInAdmin(rig)
  const shop = await createShop(rig, admin, { stock: 5_000_000, quota: 1_000_000 })
  const { token } = await signInMember(rig)
  const lines = [{ kind: 'e-card' as const, itemId: shop.cardProductId, quantity: 100 }]
  for (let n = 0; n < 60; n++) {
    const quote = await rig.do(token, 'orders.quoteOrder', { lines, addressId: null })
    const { orderId } = await rig.do(token, 'orders.placeOrder', {
      lines,
      addressId: null,
      expectedTotalFen: quote.totalFen,
      fromCart: false,
      remark: '',
    })
    await pay(rig, token, orderId)
  }
  const { rows } = await world.owner.query<{ id: string }>(
    `select c.id from cards.card c where c.card_product_id = $1`,
    [shop.cardProductId],
  )
  const cards = rows.map(({ id }) => id)
  const calendar = await rig.do(token, 'orders.getPickUpCalendar', { cardIds: cards.slice(0, 1) })
  const days = calendar.days.filter(({ state }) => state === 'free').map(({ day }) => day)
  const admins = await Promise.all(Array.from({ length: CLIENTS }, () => signInAdmin(rig)))
  return rateOf(CLIENTS, seconds, async (client, turn) => {
    const card = cards.pop()
    if (!card) {
      return
    }
    await rig.do(admins[client] as string, 'orders.redeemCards', {
      cardIds: [card],
      packageId: shop.packageId,
      pickUpOn: days[turn % days.length] as string,
      address: SUZHOU,
      remark: '',
    })
  })
}
