import { signInAdmin, signInMember } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { createShop, type Shop } from '../rig/shop'
import { newWechatUser, type WechatUser } from '../rig/wechat'
import { artefact } from './artefact'
import { createMiniProgram, type MiniProgram } from './mini-program'

const FIRST_SCREEN_MAX = 32 * 1024

let rig: Rig
let shop: Shop
let admin: string
let user: WechatUser

beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin, { stock: 40, quota: 5 })
})
afterAll(() => rig?.stop())
beforeEach(async () => {
  user = await newWechatUser(rig)
})

function openApp(wishes: MiniProgram['wishes'] = { pay: 'pay', online: true }): MiniProgram {
  return createMiniProgram({
    dist: artefact('member'),
    origin: rig.baseUrl,
    app: 'member',
    user: user.id,
    wishes,
  })
}

async function signIn(app: MiniProgram): Promise<void> {
  await app.tap('#tab-person')
  await app.tap('#person')
  expect(app.page()).toBe('identity/sign-in/index')
  await app.tap('#agree')
  await app.givePhone('#sign-in-wechat')
  await app.until('signed in', () => app.page() === 'pages/me/index')
}

async function chooseCard(app: MiniProgram): Promise<void> {
  await app.tap('#tab-grid')
  await app.tap('#segment-e-card')
  await app.tap(`#item-${shop.cardProductId}`)
  await app.tap('#buy-now')
}

test('the first screen shows the shop before sign-in and is small', async () => {
  const app = openApp()
  await app.launch()
  expect(app.text()).toContain('本季推荐')
  expect(app.text()).toContain('九月团圆 8 只礼盒')
  expect(app.text()).toContain('电子提货卡')
  const [first] = app.machine.sizes
  expect(first?.bytes).toBeLessThanOrEqual(FIRST_SCREEN_MAX)
  expect(Math.max(...app.machine.sizes.map(({ bytes }) => bytes))).toBeLessThan(FIRST_SCREEN_MAX)
  expect(app.machine.errors).toEqual([])
})

test('without the tick the sign-in button refuses and asks WeChat for nothing', async () => {
  const app = openApp()
  await app.launch()
  await app.tap('#tab-person')
  await app.tap('#person')
  await app.tap('#sign-in-wechat')
  expect(app.page()).toBe('identity/sign-in/index')
  expect(app.text()).toContain('请先阅读并勾选下面的协议')
  expect(app.machine.calls.some(({ name }) => name === 'login')).toBe(false)
  await app.tap(/《.*服务协议.*》/)
  expect(app.page()).toBe('members/agreement/index')
  expect(app.all('rich-text')).toHaveLength(1)
})

test('MB-047 an e-card is bought in WeChat without address or freight', async () => {
  const app = openApp()
  await app.launch()
  await signIn(app)
  expect(app.text()).toContain(user.phone.slice(-4))
  await chooseCard(app)
  expect(app.text()).toContain('去确认订单 · 1')
  await app.tap('#confirm-quantity')
  expect(app.page()).toBe('orders/checkout/index')
  expect(app.text()).not.toContain('运费\n')
  expect(app.all('#address-cell')).toHaveLength(0)
  await app.tap('#submit')
  await app.until('paid', () => app.page() === 'orders/paid/index')
  await app.until('cards issued', () => /1 张电子卡已到/.test(app.text()))
  await app.tap('#to-wallet')
  expect(app.page()).toBe('pages/wallet/index')
  expect(app.text()).toContain('湖畔家宴 588 型')
  expect(app.machine.errors).toEqual([])
})

test('a payment that was called off leaves the order waiting with its time', async () => {
  const app = openApp({ pay: 'cancel', online: true })
  await app.launch()
  await signIn(app)
  await chooseCard(app)
  await app.tap('#confirm-quantity')
  await app.tap('#submit')
  await app.until('the order is shown', () => app.page() === 'orders/order/index')
  expect(app.text()).toMatch(/还剩 00:\d\d:\d\d/)
  expect(app.text()).toContain('去支付')
  app.wishes.pay = 'pay'
  await app.tap(/^去支付$/)
  await app.until('paid', () => app.page() === 'orders/paid/index')
})

test('a lost network shows a retry, keeps what was chosen and orders once', async () => {
  const app = openApp()
  await app.launch()
  await signIn(app)
  await chooseCard(app)
  await app.tap('#confirm-quantity')
  const before = await orderCount()
  app.wishes.online = false
  await app.tap('#submit')
  await app.until('told', () => app.text().includes('请勿重复操作'))
  expect(await orderCount()).toBe(before)
  app.wishes.online = true
  await app.tap('#submit')
  await app.until('paid', () => app.page() === 'orders/paid/index')
  expect(await orderCount()).toBe(before + 1)
}, 60_000)

test('a card in the wallet becomes a delivery on the chosen day, to an address from WeChat', async () => {
  const app = openApp()
  await app.launch()
  await signIn(app)
  await chooseCard(app)
  await app.tap('#confirm-quantity')
  await app.tap('#submit')
  await app.until('paid', () => app.page() === 'orders/paid/index')
  await app.until('cards issued', () => /1 张电子卡已到/.test(app.text()))
  await app.tap('#to-wallet')
  await app.tap('.x-face')
  await app.tap('#redeem')
  await app.tap('#confirm-redeem')
  expect(app.text()).toContain('请选择提货日期')
  await app.tap('#address-cell')
  expect(app.page()).toBe('members/address/index')
  await app.tap(/从微信地址导入/)
  await app.tap('#save-address')
  await app.until('back', () => app.page() === 'cards/redeem/index')
  expect(app.text()).toContain('诸葛婉清')
  const [day] = app.all('.x-cal-free')
  if (!day) throw new Error('no free day is shown')
  await app.tap(`#${day.attrs.id}`)
  await app.tap('#confirm-redeem')
  await app.until('redeemed', () => app.page() === 'orders/order/index')
  expect(app.text()).toContain('待发货')
  expect(app.text()).toContain('静安区')
  expect(app.machine.errors).toEqual([])
})

test('an invite that was scanned names who invites and registers the person under them', async () => {
  const inviter = await signInMember(rig)
  const { nickname } = await rig.do(inviter.token, 'members.getMyProfile', {})
  const { token } = await rig.do(inviter.token, 'members.getMyInvite', {})
  const app = openApp()
  await app.launch('channel/invite/index', { scene: token })
  expect(app.text()).toContain(`${nickname} 邀请您`)
  await app.tap('#accept-invite')
  await app.tap('#agree')
  await app.givePhone('#sign-in-wechat')
  await app.until('back on the page', () => app.page() === 'channel/invite/index')
  const { rows } = await rig.do(admin, 'members.listMembers', {
    filter: { keyword: user.phone },
  })
  expect(rows.map(({ inviterName }) => inviterName)).toEqual([nickname])
})

async function orderCount(): Promise<number> {
  return (await rig.do(admin, 'orders.countOrders', {})).all
}
