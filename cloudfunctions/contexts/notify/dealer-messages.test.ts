import { DAY_MS, HOUR_MS } from '@xietong/domain/kernel/time'
import { signInDealer } from '../../../tests/rig/cast'
import { dispatch, KUNSHAN, openStore, paidOrder, type Store } from '../../../tests/rig/delivery'
import { buy } from '../../../tests/rig/network'
import { randomPhone, signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop } from '../../../tests/rig/shop'
import { newWechatUser, wechatCode } from '../../../tests/rig/wechat'

let rig: Rig
let admin: string
let shop: Shop
let store: Store
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin, { stock: 100 })
  store = await openStore(rig, admin, { shop, name: '昆山店', at: KUNSHAN, stock: 50 })
})
afterAll(() => rig.stop())

type Module = 'delivery' | 'withdrawal'
async function worker(role: 'operator' | 'employee', modules: Module[]): Promise<string> {
  const phone = randomPhone()
  await rig.do(admin, 'channel.saveDealerPerson', {
    dealerId: store.dealerId,
    phone,
    name: `${role}-${modules.join()}`,
    role,
    modules,
    active: true,
  })
  return phone
}
/** The owner signs in on a phone with WeChat, which leaves the openid with us. */
async function ownerOnPhone() {
  const user = await newWechatUser(rig, store.phone)
  const { token } = await rig.do(null, 'channel.signInByWechat', {
    code: await wechatCode(rig, user.id, 'login-code', 'dealer'),
    phoneCode: await wechatCode(rig, user.id, 'phone-code', 'dealer'),
  })
  return { token, user }
}
const told = async (phone: string) => {
  await rig.advance(61_000)
  const token = await signInDealer(rig, phone)
  const { rows } = await rig.do(token, 'notify.listMessages', { size: 100 })
  return rows.map(({ title, link }) => `${title} ${link?.kind}`).sort()
}

test('a dealer reads of dispatches, after-sales, members and earnings; operators of their modules', async () => {
  const delivery = await worker('operator', ['delivery'])
  const money = await worker('operator', ['withdrawal'])
  const employee = await worker('employee', [])
  const owner = await signInDealer(rig, store.phone)
  const { token: invite } = await rig.do(owner, 'channel.getInviteCode', {})
  const { token: member } = await signInMember(rig, undefined, invite)
  await buy(rig, member, { kind: 'e-card', itemId: shop.cardProductId, quantity: 1 })
  const order = await paidOrder(rig, shop)
  const { noteId } = await dispatch(rig, admin, order.orderId, store)
  const { lines } = await rig.do(order.token, 'orders.quoteAfterSale', { orderId: order.orderId })
  const { caseId } = await rig.do(order.token, 'orders.applyAfterSale', {
    orderId: order.orderId,
    type: 'refund',
    reason: '不想要了',
    description: '',
    pictures: [],
    lines: [{ lineId: lines[0]?.lineId ?? '', quantity: 1, amountFen: 1_000 }],
    freightFen: 0,
  })
  await rig.tick()
  await rig.advance(7 * DAY_MS + HOUR_MS)
  admin = await signInAdmin(rig)
  await rig.tick()
  await rig.tick()

  const everything = [
    '售后待处理 after-sale',
    '收益到账 dealer',
    '新会员加入 member',
    '新的派单 note',
  ]
  expect(await told(store.phone)).toEqual(everything.sort())
  expect(await told(delivery)).toEqual(
    ['售后待处理 after-sale', '新会员加入 member', '新的派单 note'].sort(),
  )
  expect(await told(money)).toEqual(['收益到账 dealer', '新会员加入 member'].sort())
  expect(await told(employee)).toEqual([])
  const { rows } = await rig.do(await signInDealer(rig, delivery), 'notify.listMessages', {})
  const ids = rows.map(({ link }) => link?.id)
  expect(ids).toEqual(expect.arrayContaining([noteId, caseId]))
})

test('a subscription message reaches the dealer who granted it and opens the page of the record', async () => {
  const { token, user } = await ownerOnPhone()
  const { templateIds } = await rig.do(token, 'notify.listTemplates', { moment: 'dispatch' })
  await rig.sandbox.act('wechat', 'consent', {
    app: 'dealer',
    user: user.id,
    templates: templateIds,
  })
  await rig.do(token, 'notify.recordConsent', {
    answers: templateIds.map((templateId) => ({ templateId, answer: 'accept' as const })),
  })
  const order = await paidOrder(rig, shop)
  const { noteId } = await dispatch(rig, admin, order.orderId, store)
  await rig.tick()
  await rig.tick()
  const sent = rig.sandbox.peers
    .get('wechat')
    ?.kit.store.collection<{ detail: { openid: string; page: string } }>('messages')
    .all()
    .filter(({ detail }) => detail.openid === user.openids.dealer)
    .map(({ detail }) => detail.page)
  expect(sent).toEqual([`fulfilment/note/index?id=${noteId}`])
})
