import { createDealer, signInDealer } from '../rig/cast'
import { acceptedAgreements, signInAdmin } from '../rig/people'
import { createShop, SUZHOU, saveAddress } from '../rig/shop'
import { newWechatUser, wechatCode } from '../rig/wechat'
import { type Rate, rateOf, stepTimes } from './measure'
import { paymentsSettled } from './settled'
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
    const user = await newWechatUser(rig)
    const session = await rig.do(null, 'members.signInByWechat', {
      code: await wechatCode(rig, user.id),
      phoneCode: await wechatCode(rig, user.id, 'phone-code'),
      accepted: await acceptedAgreements(rig),
      invite: token,
    })
    const addressId = await saveAddress(rig, session.token)
    return { token: session.token, addressId }
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
export async function placedAndPaid(
  world: World,
  buyers: Buyer[],
  seconds: number,
): Promise<Rate & { steps: Record<string, number> }> {
  const { rig } = world
  const admin = await signInAdmin(rig)
  const shop = await createShop(rig, admin, { stock: 5_000_000 })
  const lines = [{ kind: 'package' as const, itemId: shop.packageId, quantity: 1 }]
  const settled = paymentsSettled(world)
  const { time, medians } = stepTimes()
  const rate = await rateOf(CLIENTS, seconds, async (client, turn) => {
    const { token, addressId } = buyerOf(buyers, client, turn)
    const quote = await time('quote', rig.do(token, 'orders.quoteOrder', { lines, addressId }))
    const place = rig.do(token, 'orders.placeOrder', {
      lines,
      addressId,
      expectedTotalFen: quote.totalFen,
      fromCart: false,
      remark: '',
    })
    const { orderId } = await time('place', place)
    const { params } = await time('prepay', rig.do(token, 'orders.payOrder', { orderId }))
    const prepayId = params.package.replace('prepay_id=', '')
    await time('payer confirms', rig.sandbox.act('wechat-pay', 'pay', { prepayId }))
    await time('notice settles', settled.wait(orderId))
  })
  settled.stop()
  return { ...rate, steps: medians() }
}

/** The sheet is confirmed at WeChat; the order is settled by the signed notice alone. */
async function payByNotice({ rig }: World, token: string, orderId: string): Promise<void> {
  const { params } = await rig.do(token, 'orders.payOrder', { orderId })
  const prepayId = params.package.replace('prepay_id=', '')
  await rig.sandbox.act('wechat-pay', 'pay', { prepayId })
}

const CARDS_EACH = 25

/** Each turn one member redeems one card of the own wallet. */
export async function redeemed(world: World, buyers: Buyer[], seconds: number): Promise<Rate> {
  const { rig } = world
  const admin = await signInAdmin(rig)
  const shop = await createShop(rig, admin, { stock: 5_000_000, quota: 1_000_000 })
  const lines = [{ kind: 'e-card' as const, itemId: shop.cardProductId, quantity: CARDS_EACH }]
  const wallets = new Map<string, string[]>()
  const settled = paymentsSettled(world)
  for (const { token } of buyers) {
    const quote = await rig.do(token, 'orders.quoteOrder', { lines, addressId: null })
    const { orderId } = await rig.do(token, 'orders.placeOrder', {
      lines,
      addressId: null,
      expectedTotalFen: quote.totalFen,
      fromCart: false,
      remark: '',
    })
    await payByNotice(world, token, orderId)
    await settled.wait(orderId)
    const { rows } = await rig.do(token, 'cards.listMyCards', { filter: { state: 'active' } })
    wallets.set(
      token,
      rows.map(({ id }) => id),
    )
  }
  settled.stop()
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
