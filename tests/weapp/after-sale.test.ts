import { DAY_MS } from '@xietong/domain/kernel/time'
import { signInAdmin } from '../rig/people'
import { PNG_BYTES } from '../rig/pictures'
import { bought, received, shipAll } from '../rig/received'
import { type Rig, startRig } from '../rig/rig'
import { createShop, type Shop } from '../rig/shop'
import { newWechatUser, type WechatUser } from '../rig/wechat'
import { memberSession, openMemberApp } from './member-app'
import type { MiniProgram } from './mini-program'

let rig: Rig
let shop: Shop
let admin: string
let user: WechatUser

beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig?.stop())
beforeEach(async () => {
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  user = await newWechatUser(rig)
})

const album = { '/tmp/a.png': PNG_BYTES, '/tmp/b.png': PNG_BYTES }

/** 申请售后 of an order, opened from its page. */
async function openForm(orderId: string): Promise<MiniProgram> {
  const app = await openMemberApp(rig, user, album)
  await app.launch('orders/order/index', { id: orderId })
  await app.until('the order', () => app.all(`#after-sale-${orderId}`).length === 1)
  await app.tap(`#after-sale-${orderId}`)
  await app.until('the form', () => app.page() === 'orders/apply/index')
  return app
}
const lineOf = async (token: string, orderId: string) =>
  (await rig.do(token, 'orders.getMyOrder', { orderId })).items[0]?.lineId ?? ''

test('MB-083 pieces, type, reason, words, pictures and an amount within what was paid; before shipping and until the period ends, then the hotline', async () => {
  const token = await memberSession(rig, user)
  // Before shipping: one of three pieces, for less than was paid for it.
  const open = await bought(rig, token, shop, 3)
  const lineId = await lineOf(token, open)
  const app = await openForm(open)
  await app.tap(`#pick-${lineId}`)
  expect(app.text()).toContain('可申请 3 份')
  await app.emit('.x-step-figure', 'blur', { value: '1' })
  await app.type(`#amount-${lineId}`, '588.01')
  expect(app.text()).toMatch(/最多可退 ¥588/)
  await app.tap('#reason-2')
  await app.type('#description', '两只已经不动了')
  await app.tap('#evidence-picture')
  await app.until('pictures sent', () => !app.text().includes('上传中'))
  await app.tap('#send-after-sale')
  await app.until('refused', () => app.text().includes('超过可退范围'))
  await app.type(`#amount-${lineId}`, '300')
  await app.tap('#send-after-sale')
  await app.until('the case', () => app.page() === 'orders/case/index')
  expect(app.text()).toContain('两只已经不动了')
  expect(app.all('.x-pictures-one').length).toBeGreaterThanOrEqual(2)
  const [one] = (await rig.do(admin, 'orders.listAfterSales', { filter: { type: 'refund' } })).rows
  expect(one).toMatchObject({ orderId: open, reason: '死蟹或变质', amountFen: 30_000 })
  const staff = await rig.do(admin, 'orders.getAfterSale', { caseId: one?.id ?? '' })
  expect(staff.lines).toMatchObject([{ quantity: 1, amountFen: 30_000 }])
  expect(staff).toMatchObject({ description: '两只已经不动了' })
  expect(staff.pictures).toHaveLength(2)
  // Pictures are of the case: nobody reads them by their address in the shop.
  for (const file of staff.pictures) {
    expect((await fetch(new URL(`/files/${file}`, rig.baseUrl))).status).toBe(404)
  }
  // An unpaid order offers nothing; one that was received does until the period ends.
  const done = await received(rig, token, { admin, shop })
  const late = await openForm(done)
  const doneLine = await lineOf(token, done)
  await late.tap(/^退货退款$/)
  await late.tap(`#pick-${doneLine}`)
  await late.tap('#reason-0')
  await late.tap('#send-after-sale')
  await late.until('the case', () => late.page() === 'orders/case/index')
  const returned = await rig.do(admin, 'orders.listAfterSales', { filter: { type: 'return' } })
  expect(returned.rows).toMatchObject([{ orderId: done, amountFen: 58_800 }])
  const over = await received(rig, token, { admin, shop })
  await rig.advance(7 * DAY_MS)
  const refused = await openForm(over)
  await refused.until('refused', () => refused.text().includes('已超过 7 天售后期'))
  expect(refused.text()).toContain('400-820-0000')
  const again = await memberSession(rig, user)
  const line = { lineId: await lineOf(again, over), quantity: 1, amountFen: 100 }
  const call = await rig.call(again, 'orders.applyAfterSale', {
    orderId: over,
    type: 'refund',
    reason: '其他',
    description: '',
    pictures: [],
    lines: [line],
    freightFen: 0,
  })
  expect(call).toMatchObject({ code: 'AFTERSALE_OVER', message: /400-820-0000/ })
  expect(app.machine.errors).toEqual([])
}, 60_000)

test('a parcel on its way can be asked back too, and a stranger’s picture is no evidence', async () => {
  const token = await memberSession(rig, user)
  const orderId = await bought(rig, token, shop)
  await shipAll(rig, admin, orderId)
  const app = await openForm(orderId)
  await app.tap(`#pick-${await lineOf(token, orderId)}`)
  expect(app.text()).toMatch(/退款 ¥588/)
})
