import type { DemoGoods } from './goods'
import { type DemoWorld, dayFrom } from './parts'
import { personOf, signInDealer, signInMember, wechatCode } from './people'

export interface DemoMember {
  user: string
  token: string
  addressId: string
}

const homes: Record<string, { district: string; street: string }> = {
  'ouyang-jingyi': { district: '姑苏区', street: '平江路 12 号' },
  'shen-mubai': { district: '昆山市', street: '人民南路 215 号 3 幢 1802' },
}

/** A member who came through the QR of the tier-3 dealer, with an address of their own. */
export async function makeMember(world: DemoWorld, user: string): Promise<DemoMember> {
  const dealer = await signInDealer(world, 'shangguan-yunxiu')
  const invite = await world.caller.ask('channel.getInviteCode', dealer, {})
  const token = await signInMember(world, user, invite.token)
  const { name, phone } = personOf(user)
  const home = homes[user] ?? { district: '姑苏区', street: '观前街 1 号' }
  const address = { name, phone, province: '江苏省', city: '苏州市', ...home }
  const { addressId } = await world.caller.call(
    { name: 'members.saveAddress', as: token, key: user },
    { addressId: null, address, isDefault: true },
  )
  await world.caller.call(
    { name: 'members.updateMyProfile', as: token, key: user },
    { nickname: name, avatar: null },
  )
  return { user, token, addressId }
}

export async function makeVip(world: DemoWorld, levelId: string, user: string): Promise<void> {
  const { phone } = personOf(user)
  const { rows } = await world.caller.ask('members.listMembers', world.admin, {
    filter: { keyword: phone },
    sort: '-registeredAt',
    page: 1,
    size: 10,
  })
  const member = rows[0]
  if (!member) throw new Error(`no member ${user}`)
  await world.caller.call(
    { name: 'members.setMemberLevel', as: world.admin, key: user },
    { memberId: member.id, levelId, reason: '老客户' },
  )
}

interface Wish {
  key: string
  kind: 'package' | 'e-card'
  itemId: string
  quantity: number
}

async function place(world: DemoWorld, member: DemoMember, wish: Wish): Promise<string> {
  const lines = [{ kind: wish.kind, itemId: wish.itemId, quantity: wish.quantity }]
  const addressId = wish.kind === 'package' ? member.addressId : null
  const quote = await world.caller.ask('orders.quoteOrder', member.token, { lines, addressId })
  const { orderId } = await world.caller.call(
    { name: 'orders.placeOrder', as: member.token, key: wish.key },
    { lines, addressId, expectedTotalFen: quote.totalFen, fromCart: false, remark: '' },
  )
  return orderId
}

async function openPayment(world: DemoWorld, member: DemoMember, orderId: string): Promise<string> {
  const { params } = await world.caller.ask('orders.payOrder', member.token, {
    orderId,
    wechatCode: await wechatCode(world, member.user, 'member'),
  })
  // WeChat opens its window only for parameters that the merchant signed.
  const window = (await world.sandbox.act('wechat-pay', 'open', params)) as { prepayId: string }
  return window.prepayId
}

/** Pays as a person does, and waits until the product knows. */
async function buy(world: DemoWorld, member: DemoMember, wish: Wish): Promise<string> {
  const orderId = await place(world, member, wish)
  const before = await world.caller.ask('orders.checkPayment', member.token, { orderId })
  if (before.paid) return orderId
  const prepayId = await openPayment(world, member, orderId)
  await world.sandbox.act('wechat-pay', 'pay', { prepayId })
  for (let look = 0; look < 50; look += 1) {
    const { paid } = await world.caller.ask('orders.checkPayment', member.token, { orderId })
    if (paid) return orderId
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error(`order ${wish.key} was not paid`)
}

export interface OrderParts {
  goods: DemoGoods
  first: DemoMember
  second: DemoMember
  /** The dealer that ships. */
  store: string
}

const pack = ({ goods }: OrderParts, key: string, of: string, quantity = 1): Wish => ({
  key,
  kind: 'package',
  itemId: goods.packages.get(of) ?? '',
  quantity,
})

const card = ({ goods }: OrderParts, key: string, of: string, quantity: number): Wish => ({
  key,
  kind: 'e-card',
  itemId: goods.cards.get(of) ?? '',
  quantity,
})

/** Some days ago: cards that lie in the wallet since. */
export async function buyDemoCards(world: DemoWorld, parts: OrderParts): Promise<string> {
  return buy(world, parts.first, card(parts, 'cards', 'feast', 3))
}

/** Ordered, dispatched and shipped: the parcel is on the road. */
export async function sendParcel(world: DemoWorld, parts: OrderParts): Promise<void> {
  const orderId = await buy(world, parts.first, pack(parts, 'road', 'september'))
  await ship(world, { orderId, dealerId: parts.store, trackingNo: 'SF1534096288124' })
}

/** Paid and not dispatched: it waits in the pool, longer than it should. */
export async function leaveWaiting(world: DemoWorld, parts: OrderParts): Promise<void> {
  await buy(world, parts.second, pack(parts, 'pool-1', 'king'))
}

/** Today: a new order in the pool, a pick-up order, and one that waits to be paid. */
export async function makeToday(
  world: DemoWorld,
  parts: OrderParts,
  cardOrder: string,
): Promise<void> {
  const { first, goods } = parts
  await buy(world, first, pack(parts, 'pool-2', 'taste', 2))
  await redeemOne(world, { member: first, orderId: cardOrder, goods })
  const unpaid = await place(world, first, pack(parts, 'unpaid', 'september'))
  await openPayment(world, first, unpaid)
}

/** What the member lets WeChat send, once per message (IN-030). */
export async function allowMessages(world: DemoWorld, member: DemoMember): Promise<void> {
  for (const moment of ['payment', 'redemption'] as const) {
    const { templateIds } = await world.caller.ask('notify.listTemplates', member.token, { moment })
    for (let time = 0; time < 5; time += 1) {
      const consent = { app: 'member', user: member.user, templates: templateIds }
      await world.sandbox.act('wechat', 'consent', consent)
      await world.caller.call(
        { name: 'notify.recordConsent', as: member.token, key: `${moment}/${time}` },
        { answers: templateIds.map((templateId) => ({ templateId, answer: 'accept' as const })) },
      )
    }
  }
}

/** Head office dispatches, the store ships, the carrier collects and moves on. */
async function ship(
  world: DemoWorld,
  parcel: { orderId: string; dealerId: string; trackingNo: string },
): Promise<void> {
  const { caller, admin, sandbox } = world
  const { orderId, dealerId, trackingNo } = parcel
  const { dispatched } = await caller.call(
    { name: 'fulfilment.dispatchOrders', as: admin, key: trackingNo },
    { orderIds: [orderId], to: { kind: 'store', dealerId } },
  )
  const noteId = dispatched[0]?.noteId
  if (!noteId) return
  const note = await caller.ask('fulfilment.getNote', admin, { noteId })
  await caller.call(
    { name: 'fulfilment.shipNote', as: admin, key: trackingNo },
    {
      noteId,
      carrierCode: 'SF-COLD',
      trackingNo,
      lines: note.lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
    },
  )
  await untilSubscribed(world, trackingNo)
  for (const action of ['collect', 'transit']) {
    await sandbox.act('kuaidi100', action, { number: trackingNo })
  }
}

/** The product subscribes after its transaction; the courier cannot move before. */
async function untilSubscribed({ sandbox }: DemoWorld, trackingNo: string): Promise<void> {
  for (let look = 0; look < 100; look += 1) {
    const parcels = (await sandbox.act('kuaidi100', 'parcels', {})) as { number: string }[]
    if (parcels.some((one) => one.number === trackingNo)) return
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error(`nobody subscribed to ${trackingNo}`)
}

async function redeemOne(
  world: DemoWorld,
  wish: { member: DemoMember; orderId: string; goods: DemoGoods },
): Promise<void> {
  const { member, orderId, goods } = wish
  const order = await world.caller.ask('orders.getMyOrder', member.token, { orderId })
  const cardId = order.cards[0]?.cardId
  if (!cardId) return
  const { name, phone } = personOf(member.user)
  await world.caller.call(
    { name: 'orders.redeemCards', as: member.token, key: 'first-card' },
    {
      cardIds: [cardId],
      packageId: goods.packages.get('feast') ?? '',
      pickUpOn: dayFrom(world, 4),
      address: {
        name,
        phone,
        province: '江苏省',
        city: '苏州市',
        district: '姑苏区',
        street: '平江路 12 号',
      },
      remark: '周末家宴，请上午送到',
    },
  )
}
