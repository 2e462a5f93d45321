import { createAccount, createDealer, signInDealer } from '../../../tests/rig/cast'
import { buy, changeDealer, createNetwork, joinedMember } from '../../../tests/rig/network'
import { randomPhone, signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, uploadPicture } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

const get = (dealerId: string, token = admin) => rig.do(token, 'channel.getDealer', { dealerId })

const record = {
  bankName: '工商银行昆山支行',
  bankHolder: '昆山湖畔水产有限公司',
  bankAccount: '6222021102033344455',
  invoiceTitle: '昆山湖畔水产有限公司',
  invoiceTaxNo: '91320583MA1XK8PQ2R',
}

test('AD-031 record, licence, bank and invoice title change; a new phone is the new sign-in', async () => {
  const dealer = await createDealer(rig, admin, { name: '湖畔人家', tier: 1, discount: 6_000 })
  const { dealerId } = dealer
  const session = await signInDealer(rig, dealer.phone)
  const licence = await uploadPicture(rig, admin)
  const phone = randomPhone()
  const changes = { ...record, licence, phone, name: '湖畔人家旗舰店', contact: '唐先生' }
  expect(await changeDealer(rig, admin, dealerId, changes)).toMatchObject({ ok: true })
  const saved = await get(dealerId)
  expect(saved).toMatchObject({ ...changes, tier: 1, parentId: null })
  const picture = await fetch(new URL(saved.licenceUrl ?? '', rig.baseUrl))
  expect(picture.headers.get('content-type')).toBe('image/png')
  expect((await fetch(`${rig.baseUrl}/files/${licence}`)).ok).toBe(false)

  expect(await rig.call(session, 'channel.getMyDealer', {})).toMatchObject({
    code: 'UNAUTHENTICATED',
  })
  expect(await signInDealer(rig, phone)).toHaveLength(43)
  const old = { phone: dealer.phone, app: 'dealer', purpose: 'sign-in' } as const
  await rig.advance(61_000)
  await rig.do(null, 'identity.requestSmsCode', old)
  await expect(signInDealer(rig, dealer.phone)).rejects.toThrow()

  const moved = { dealerId, tier: 2, parentId: null } as never
  expect(await rig.call(admin, 'channel.updateDealer', moved)).toMatchObject({
    code: 'VALIDATION_FAILED',
  })
})

test('half a bank account and a foreign picture are refused; what is left out stays', async () => {
  const { dealerId } = await createDealer(rig, admin, { name: '东山店', tier: 1, discount: 6_000 })
  const { bankHolder: _none, ...half } = record
  expect(await changeDealer(rig, admin, dealerId, half)).toMatchObject({
    code: 'VALIDATION_FAILED',
  })
  const other = await createAccount(rig, admin, 'licence-clerk', ['运营'])
  const licence = await uploadPicture(rig, other.token)
  expect(await changeDealer(rig, admin, dealerId, { licence })).toMatchObject({
    code: 'FILE_NOT_USABLE',
  })
  await changeDealer(rig, admin, dealerId, record)
  await changeDealer(rig, admin, dealerId, { contact: '李女士' })
  expect(await get(dealerId)).toMatchObject({ ...record, contact: '李女士' })
  const reader = await createAccount(rig, admin, 'dealer-reader', ['财务复核'])
  expect((await get(dealerId, reader.token)).bankAccount).toBe('***************4455')
})

test('children in the way are listed; a change counts for later orders only', async () => {
  const shop = await createShop(rig, admin)
  const network = await createNetwork(rig, admin, { first: 6_200, second: 7_150, third: 8_330 })
  const { ids, phones } = network
  const raise = (discount: number) => changeDealer(rig, admin, ids.first, { discount })
  for (const [discount, reason] of [
    [7_150, '下级 姑苏鲜品 71.50%'],
    [8_330, '下级 姑苏鲜品 71.50%、下级 山塘小馆 83.30%'],
    [9_000, '下级 姑苏鲜品 71.50%、下级 山塘小馆 83.30%'],
  ] as const) {
    expect(await raise(discount)).toMatchObject({
      code: 'DISCOUNT_OUT_OF_RANGE',
      detail: { reason },
    })
  }
  expect((await get(ids.first)).discount).toBe(6_200)

  const member = await joinedMember(rig, phones.third)
  const line = { kind: 'e-card', itemId: shop.cardProductId, quantity: 1 } as const
  const shares = async (orderId: string) => {
    const { rows } = await rig.do(admin, 'channel.listOrderEarnings', { orderId })
    return rows.map((row) => row.amountFen).sort((a, b) => a - b)
  }
  const before = await buy(rig, member, line)
  const snapshot = await rig.do(admin, 'orders.getOrder', { orderId: before })
  expect(await raise(6_500)).toMatchObject({ ok: true })
  const after = await buy(rig, member, line)
  expect(await shares(before)).toEqual([5_586, 6_938, 9_820])
  // 420.42 − 382.20 = 38.22 for the first tier now; the others' shares stay.
  expect(await shares(after)).toEqual([3_822, 6_938, 9_820])
  expect(await rig.do(admin, 'orders.getOrder', { orderId: before })).toEqual(snapshot)
})

test('AD-039 all basic fields; kind for the first tier, and a store its place and shipping', async () => {
  const network = await createNetwork(rig, admin, { first: 6_000, second: 7_000, third: 8_000 })
  const shipping = {
    shipAddress: '江苏省 苏州市 昆山市 巴城镇湖滨路 1 号冷库',
    shipContact: '周师傅',
    shipPhone: '13912345678',
    printer: '前台热敏打印机 1',
  }
  await changeDealer(rig, admin, network.ids.first, { ...shipping, ...record })
  expect(await get(network.ids.first)).toMatchObject({
    ...shipping,
    ...record,
    no: expect.stringMatching(/^\d{7}$/),
    name: '湖畔人家',
    tier: 1,
    kind: 'store',
    sellsOffline: true,
    earnsOnline: true,
    province: '江苏省',
    street: '前进路 88 号',
    latitude: 31.385,
    longitude: 120.981,
    storedValueFen: 0,
    memberCount: 0,
    salespersonName: null,
  })
  const second = await get(network.ids.second)
  expect(second).toMatchObject({ tier: 2, kind: null, parentName: '湖畔人家', shipAddress: '' })
  expect(await changeDealer(rig, admin, network.ids.second, shipping)).toMatchObject({
    code: 'VALIDATION_FAILED',
  })
})

test('DL-020 my superior with tier and phone; the first tier belongs to the platform', async () => {
  const { phones } = await createNetwork(rig, admin, { first: 6_000, second: 7_000, third: 8_000 })
  const me = async (phone: string) =>
    rig.do(await signInDealer(rig, phone), 'channel.getMyDealer', {})
  expect(await me(phones.first)).toMatchObject({ parentName: null, parentTier: null })
  expect(await me(phones.second)).toMatchObject({
    parentName: '湖畔人家',
    parentTier: 1,
    parentPhone: phones.first,
  })
  expect(await me(phones.third)).toMatchObject({
    parentName: '姑苏鲜品',
    parentTier: 2,
    parentPhone: phones.second,
  })
  expect(await me(phones.thirdOfFirst)).toMatchObject({ parentName: '湖畔人家', parentTier: 1 })
})
