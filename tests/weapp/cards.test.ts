import { issueOrderCards } from '../../cloudfunctions/contexts/orders/issue-order-cards'
import { lockOrder } from '../../cloudfunctions/contexts/orders/order-store'
import { runCommand } from '../../cloudfunctions/runtime/run-command'
import { buyCards, placeCards } from '../rig/buy'
import { signInAdmin } from '../rig/people'
import { createPrintedProduct } from '../rig/printed-cards'
import { type Rig, startRig } from '../rig/rig'
import { createShop, pay, type Shop, SUZHOU } from '../rig/shop'
import { newWechatUser, type WechatUser } from '../rig/wechat'
import { memberSession, openMemberApp } from './member-app'
import type { MiniProgram } from './mini-program'

/** The rig begins on 22 September 2026 at 10:00; the shop's cards open on the 20th, two days ahead. */
let rig: Rig
let shop: Shop
let admin: string
let user: WechatUser

beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
})
afterAll(() => rig?.stop())
beforeEach(async () => {
  user = await newWechatUser(rig)
})

const idsOf = (app: MiniProgram, selector: string) =>
  app.all(selector).map(({ attrs }) => String(attrs.id))

test('MB-039 全部卡券 comes first, then the shown first-level categories of printed cards; choosing one filters the list', async () => {
  const one = await createPrintedProduct(rig, admin, shop)
  const two = await createPrintedProduct(rig, admin, shop)
  const category = (name: string, parentId: string | null, shown: boolean) =>
    rig.do(admin, 'catalog.createCategory', {
      kind: 'physical-card',
      name,
      parentId,
      sort: 9,
      shown,
    })
  await category('隐藏分类', null, false)
  await category('二级分类', one.categoryId, true)
  const app = await openMemberApp(rig, user)
  await app.tap('#tab-grid')
  await app.tap('#segment-physical-card')
  await app.until('both cards', () => app.all(`#item-${two.productId}`).length === 1)
  expect(idsOf(app, '.x-tabs-item')).toEqual([
    'status-all',
    `status-${one.categoryId}`,
    `status-${two.categoryId}`,
  ])
  expect(app.text()).toContain('全部卡券')
  expect(app.text()).not.toMatch(/隐藏分类|二级分类/)
  await app.tap(`#status-${one.categoryId}`)
  await app.until('one card', () => app.all(`#item-${two.productId}`).length === 0)
  expect(app.all(`#item-${one.productId}`)).toHaveLength(1)
  await app.tap('#status-all')
  await app.until('both again', () => app.all(`#item-${two.productId}`).length === 1)
  expect(app.machine.errors).toEqual([])
})

/** Opens an order from the list of all orders; the page says its state anew each time. */
async function openOrder(app: MiniProgram, quantity: number): Promise<string> {
  if (app.page() === 'orders/order/index') await app.goBack()
  const words = new RegExp(`^× ${quantity}$`)
  await app.until('the list', () => app.all(words).length === 1)
  await app.tap(words)
  await app.until('the order', () => app.text().includes('商品金额'))
  return app.text()
}

test('MB-049 an e-card order says 待付款, 待发卡号, 部分发卡号, 已完成 or 已关闭 and leads to its cards', async () => {
  const { settings, version } = await rig.do(admin, 'settings.getSettings', {})
  await rig.do(admin, 'settings.updateSettings', {
    settings: { ...settings, eCardReview: true },
    version,
  })
  const token = await memberSession(rig, user)
  const { orderId } = await placeCards(rig, token, shop, 101)
  const given = await placeCards(rig, token, shop, 1)
  const app = await openMemberApp(rig, user)
  await app.tap('#all-orders')
  await app.tap('#type-e-card')
  expect(await openOrder(app, 101)).toContain('待付款')
  await pay(rig, token, orderId)
  // It waits for head office's review, which is not the buyer's business, and then for its numbers.
  const waiting = await openOrder(app, 101)
  expect(waiting).toContain('待发卡号')
  expect(waiting).not.toContain('待审核')
  await rig.do(admin, 'orders.reviewCardOrder', { orderId, approve: true, reason: '核对无误' })
  expect(await openOrder(app, 101)).toContain('待发卡号')
  // One batch, as when issuing is interrupted after it.
  await runCommand(rig.deps, 'orders.issue-cards', async (ctx) => {
    const order = await lockOrder(ctx, orderId)
    if (!order) throw new Error('no order')
    await issueOrderCards(ctx, order)
    ctx.audit({ objectKind: 'order', objectId: orderId, objectNo: order.order_no })
  })
  expect(await openOrder(app, 101)).toContain('部分发卡号')
  await rig.tick()
  const done = await openOrder(app, 101)
  expect(done).toContain('101 张卡已到账')
  expect(done).toContain('已完成')
  const { cards } = await rig.do(token, 'orders.getMyOrder', { orderId })
  const [first] = cards
  const shown = new Set(idsOf(app, 'view'))
  expect(cards.filter(({ cardId }) => shown.has(`card-${cardId}`))).toHaveLength(101)
  await rig.do(token, 'orders.cancelOrder', { orderId: given.orderId, reason: '不想买了' })
  expect(await openOrder(app, 1)).toContain('已关闭')
  await openOrder(app, 101)
  await app.tap(`#card-${first?.cardId}`)
  await app.until('the wallet', () => app.page() === 'pages/wallet/index')
  await app.until('the cards', () => app.all('.x-face').length > 0)
  expect(app.machine.errors).toEqual([])
}, 120_000)

const product = () => rig.do(admin, 'catalog.getCardProduct', { cardProductId: shop.cardProductId })

async function setSeason(season: { opensOn: string; closesOn: string; leadDays: number }) {
  const { id, state, available, nextSeason, ...saved } = await product()
  expect([id, state, nextSeason]).toEqual([shop.cardProductId, 'on', null])
  expect(available).toBeGreaterThan(0)
  await rig.do(admin, 'catalog.updateCardProduct', { ...saved, cardProductId: id, season })
}

test('MB-056 only days of the season from the earliest shipping day can be chosen; out of season the page shows the next one, refuses, and the card keeps its value', async () => {
  const { settings, version } = await rig.do(admin, 'settings.getSettings', {})
  const terms = (pickUpCutOff: string, at: number) =>
    rig.do(admin, 'settings.updateSettings', {
      settings: { ...settings, eCardReview: false, pickUpCutOff },
      version: at,
    })
  const saved = await terms('24:00', version)
  const token = await memberSession(rig, user)
  const [cardId = ''] = await buyCards(rig, token, shop)
  const app = await openMemberApp(rig, user)
  const days = () =>
    app
      .all('.x-cal-day')
      .filter(({ attrs }) => !String(attrs.class).includes('x-cal-off'))
      .map(({ attrs }) => String(attrs.id).slice('day-'.length))
  const openDays = async () => {
    await app.tap('#tab-card')
    await app.until('the card', () => app.all(`#card-${cardId}`).length === 1)
    if (!app.text().includes('已选 1 张')) await app.tap(`#card-${cardId}`)
    await app.tap('#redeem')
    await app.until('the days', () => app.all('.x-cal-day').length > 0)
    await app.tap(/更多日期/)
  }
  await openDays()
  expect([days()[0], days().at(-1)]).toEqual(['2026-09-24', '2026-12-10'])
  await app.tap('#day-2026-09-23')
  await app.tap('#confirm-redeem')
  expect(app.text()).toContain('请选择提货日期')
  // After the console's cut-off the same two days ahead begin a day later.
  await terms('00:00', saved.version)
  await app.goBack()
  await openDays()
  expect(days()[0]).toBe('2026-09-25')
  await app.goBack()

  const redeem = (pickUpOn: string) =>
    rig.call(token, 'orders.redeemCards', {
      cardIds: [cardId],
      packageId: shop.packageId,
      pickUpOn,
      address: SUZHOU,
      remark: '',
    })
  expect(await redeem('2026-09-24')).toMatchObject({ code: 'DATE_NOT_OFFERED' })
  expect(await redeem('2026-12-11')).toMatchObject({ code: 'DATE_NOT_OFFERED' })
  const outOfSeason = async () => {
    await app.tap('#tab-person')
    await app.tap('#tab-card')
    await app.until('the card', () => app.all(/(本季已结束|起可提) ›$/).length === 1)
    await app.tap(/(本季已结束|起可提) ›$/)
    await app.until('the season', () => app.all('#out-of-season').length === 1)
    expect(app.all('#confirm-redeem')).toHaveLength(0)
    const shown = app.text()
    await app.goBack()
    return shown
  }
  await setSeason({ opensOn: '2026-08-01', closesOn: '2026-09-10', leadDays: 2 })
  expect(await outOfSeason()).toContain('本季已结束，卡的价值不变')
  await rig.do(admin, 'catalog.addNextSeason', {
    cardProductId: shop.cardProductId,
    season: { opensOn: '2027-09-22', closesOn: '2027-12-10', leadDays: 2 },
    version: (await product()).version,
  })
  expect(await outOfSeason()).toContain('下一提货季 2027 年 9 月 22 日 – 12 月 10 日，卡的价值不变')
  expect(await redeem('2027-10-01')).toMatchObject({ code: 'OUT_OF_SEASON' })
  const mine = await rig.do(token, 'cards.listMyCards', { filter: { state: 'active' } })
  expect(mine.rows.map(({ id }) => id)).toEqual([cardId])
  expect(app.machine.errors).toEqual([])
}, 120_000)
