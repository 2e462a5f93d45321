import { place } from '../rig/buy'
import { dispatch, newTrackingNo, ship } from '../rig/delivery'
import { signInAdmin, signInMember } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { createShop, pay, type Shop, SUZHOU, saveAddress } from '../rig/shop'
import { newWechatUser, type WechatUser } from '../rig/wechat'
import { artefact } from './artefact'
import { createMiniProgram, type MiniProgram } from './mini-program'

let rig: Rig
let shop: Shop
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin, { stock: 200, quota: 100 })
})
afterAll(() => rig?.stop())

interface Person {
  /** The same member as in the app, for what is not the matter here. */
  readonly token: string
  readonly user: WechatUser
  readonly app: MiniProgram
}
/** Somebody with the member program open and signed in. */
async function person(consent: 'accept' | 'reject'): Promise<Person> {
  const { token, phone } = await signInMember(rig)
  const user = await newWechatUser(rig, phone)
  const app = createMiniProgram({
    dist: artefact('member'),
    origin: rig.baseUrl,
    app: 'member',
    user: user.id,
    wishes: { pay: 'pay', online: true, consent },
  })
  await app.launch()
  await app.tap('#tab-person')
  await app.tap('#person')
  await app.tap('#agree')
  await app.givePhone('#sign-in-wechat')
  await app.until('signed in', () => app.page() === 'pages/me/index')
  return { token, user, app }
}

const asked = ({ app }: Person) =>
  app.machine.calls
    .filter(({ name }) => name === 'requestSubscribeMessage')
    .map(({ arg }) => (arg as { tmplIds: string[] }).tmplIds)

/** Taps the page's button; before, the page has asked for nothing by itself. */
async function giveConsent(who: Person): Promise<string[]> {
  const before = asked(who).length
  await who.app.settle()
  expect(asked(who)).toHaveLength(before)
  await who.app.tap('#subscribe')
  const now = asked(who)
  expect(now).toHaveLength(before + 1)
  const ids = now.at(-1) ?? []
  expect(ids.length).toBeGreaterThan(0)
  expect(ids.length).toBeLessThanOrEqual(3)
  return ids
}

async function buyCard(who: Person): Promise<void> {
  const { app } = who
  await app.open('pages/home/index', {})
  await app.tap('#tab-grid')
  await app.tap('#segment-e-card')
  await app.tap(`#item-${shop.cardProductId}`)
  await app.tap('#buy-now')
  await app.tap('#confirm-quantity')
  await app.tap('#submit')
  await app.until('paid', () => app.page() === 'orders/paid/index')
  await app.until('cards issued', () => /1 张电子卡已到/.test(app.text()))
}

interface Sent {
  readonly detail: { openid: string; page: string; template_id: string }
}
/** Jump pages of the subscription messages that reached a person, without their record. */
async function reached({ user }: Person): Promise<string[]> {
  for (let turn = 0; turn < 3; turn++) await rig.tick()
  const open = rig.sandbox.peers.get('wechat')
  const all = open?.kit.store.collection<Sent>('messages').all() ?? []
  return all
    .filter(({ detail }) => detail.openid === user.openids.member)
    .map(({ detail }) => `${detail.template_id.slice(7)} ${detail.page.split('?')[0]}`)
}
const inside = async ({ token }: Person) =>
  (await rig.do(token, 'notify.listMessages', { size: 100 })).rows.map(({ title }) => title)
const counted = async ({ token, user }: Person) => {
  await rig.do(token, 'notify.countUnread', {})
  const { rows } = await rig.db.query(
    `select sum(accepted)::int as accepted, sum(rejected)::int as rejected
     from notify.consent c join identity.person p on p.id = c.person_id where p.phone = $1`,
    [user.phone],
  )
  return rows[0] as { accepted: number; rejected: number }
}

/** A package order that is paid, shipped and signed for; its page of the app is opened. */
async function deliver(who: Person, consent: (who: Person) => Promise<unknown>): Promise<string> {
  const addressId = await saveAddress(rig, who.token, SUZHOU)
  const goods = { kind: 'package', itemId: shop.packageId } as const
  const { orderId } = await place(rig, who.token, goods, { quantity: 1, addressId })
  await pay(rig, who.token, orderId)
  await who.app.open('orders/paid/index', { id: orderId })
  await consent(who)
  const { noteId } = await dispatch(rig, admin, orderId, null)
  const number = newTrackingNo()
  await ship(rig, admin, noteId, number)
  await rig.tick()
  await rig.sandbox.act('kuaidi100', 'sign', { number })
  for (let turn = 0; turn < 5; turn++) {
    await rig.sandbox.tick()
    await rig.tick()
  }
  return orderId
}

/** Books the pick-up of the one card in the wallet, to an address from WeChat. */
async function pickUp({ app }: Person): Promise<void> {
  await app.open('pages/wallet/index', {})
  await app.tap('.x-face')
  await app.tap('#redeem')
  await app.tap('#address-cell')
  await app.tap(/从微信地址导入/)
  await app.tap('#save-address')
  await app.until('back', () => app.page() === 'cards/redeem/index')
  const [day] = app.all('.x-cal-free')
  await app.tap(`#${day?.attrs.id}`)
  await app.tap('#confirm-redeem')
  await app.until('redeemed', () => app.page() === 'orders/order/index')
}

/** Applies for after-sale on the app's page and has head office agree and pay back. */
async function complain(
  who: Person,
  orderId: string,
  consent: (who: Person) => Promise<unknown>,
): Promise<void> {
  const { app, token } = who
  const { items } = await rig.do(token, 'orders.getMyOrder', { orderId })
  await app.open('orders/apply/index', { id: orderId })
  await app.tap(`#pick-${items[0]?.lineId}`)
  await app.tap('#reason-0')
  await app.tap('#send-after-sale')
  await app.until('the case', () => app.page() === 'orders/case/index')
  const { rows } = await rig.db.query('select id from orders.after_sale where order_id = $1', [
    orderId,
  ])
  const caseId = rows[0]?.id as string
  await consent(who)
  await rig.do(admin, 'orders.approveAfterSale', { caseId, note: '' })
  for (let turn = 0; turn < 5; turn++) {
    await rig.advance(10_000)
    await rig.tick()
  }
}

test('MB-090 the app asks at payment, redemption and after-sale; the granted messages open their pages, the rest is inside', async () => {
  const who = await person('accept')
  await buyCard(who)
  await giveConsent(who)
  await pickUp(who)
  await giveConsent(who)
  // The next card is paid for and issued with the consents of the first.
  await buyCard(who)
  const orderId = await deliver(who, giveConsent)
  await complain(who, orderId, giveConsent)

  expect((await reached(who)).sort()).toEqual(
    [
      '-after-sale orders/case/index',
      '-card-booking orders/order/index',
      '-card-delivered pages/wallet/index',
      '-order-moved orders/order/index',
      '-order-paid orders/order/index',
      '-order-shipped orders/order/index',
      '-refund-done orders/order/index',
    ].sort(),
  )
  const titles = ['支付成功', '已发货', '已签收', '电子卡已到账', '退款到账', '售后进度']
  expect(await inside(who)).toEqual(expect.arrayContaining(titles))

  // Without the grant nothing goes out by WeChat, and all of it is inside.
  const other = await person('reject')
  await buyCard(other)
  await giveConsent(other)
  await pickUp(other)
  await giveConsent(other)
  await complain(other, await deliver(other, giveConsent), giveConsent)
  expect(await reached(other)).toEqual([])
  expect(await inside(other)).toEqual(expect.arrayContaining(titles))
}, 120_000)

test('IN-030 it is asked on a tap only, three at most, counted; refusing blocks neither paying nor redeeming', async () => {
  const who = await person('accept')
  await buyCard(who)
  const ids = await giveConsent(who)
  expect(await counted(who)).toEqual({ accepted: ids.length, rejected: 0 })
  const at = { app: 'member', user: who.user.id }
  const recorded = async () =>
    (await rig.sandbox.act('wechat', 'choices', at)) as Record<string, Record<string, number>>
  expect(await recorded()).toEqual(
    Object.fromEntries(ids.map((id) => [id, { accept: 1, reject: 0, ban: 0 }])),
  )
  who.app.wishes.consent = 'reject'
  await buyCard(who)
  await giveConsent(who)
  expect(await counted(who)).toEqual({ accepted: ids.length, rejected: ids.length })
  who.app.wishes.consent = 'ban'
  await buyCard(who)
  await giveConsent(who)
  expect((await recorded())[ids[0] ?? '']).toEqual({ accept: 1, reject: 1, ban: 1 })
  // One acceptance was one message: the second card's came, the third's did not.
  const cards = (await reached(who)).filter((one) => one.startsWith('-card-delivered'))
  expect(cards).toHaveLength(1)
  // WeChat cannot be asked at all: the shop goes on.
  who.app.wishes.consent = 'fail'
  await buyCard(who)
  await who.app.tap('#subscribe')
  expect(who.app.page()).toBe('orders/paid/index')
  const held = await rig.do(who.token, 'cards.listMyCards', {})
  const redeemed = await rig.call(who.token, 'orders.redeemCards', {
    cardIds: [held.rows[0]?.id ?? ''],
    packageId: shop.packageId,
    pickUpOn: '2026-09-26',
    address: SUZHOU,
    remark: '',
  })
  expect([held.rows.length, redeemed.ok]).toEqual([4, true])
}, 120_000)
