import { buyCards } from '../../../tests/rig/buy'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop, SUZHOU } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
let later: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  later = await createShop(rig, admin)
  await rig.db.query(
    `update catalog.listings set closes_on = '2027-01-31', name = '秋礼卡' where id = $1`,
    [later.cardProductId],
  )
})
afterAll(() => rig.stop())

test('MB-054 name, masked number, package, state, season; sorted and filtered', async () => {
  const { token } = await signInMember(rig)
  const [first] = await buyCards(rig, token, later, 1)
  await rig.advance(1_000)
  const [second, third] = await buyCards(rig, token, shop, 2)
  const list = async (
    sort: '-receivedAt' | 'receivedAt' | 'seasonEnd' | '-seasonEnd' | 'name' | '-name',
    filter = {},
  ) => (await rig.do(token, 'cards.listMyCards', { filter, sort })).rows
  const [newest] = await list('-receivedAt')
  expect(newest).toMatchObject({
    kind: 'electronic',
    state: 'active',
    inSeason: true,
    locked: false,
    vip: false,
    usedOrderId: null,
    season: { opensOn: '2026-09-20', closesOn: '2026-12-10' },
    packages: [{ packageId: shop.packageId }],
  })
  expect(newest?.maskedNumber).toMatch(/^[1-9]\d{3}\*{4}\d{4}$/)
  const names = async (sort: 'seasonEnd' | '-seasonEnd' | 'name' | '-name' | 'receivedAt') =>
    (await list(sort)).map((card) => (card.id === first ? 'later' : 'soon'))
  expect(await names('receivedAt')).toEqual(['later', 'soon', 'soon'])
  expect(await names('seasonEnd')).toEqual(['soon', 'soon', 'later'])
  expect(await names('-seasonEnd')).toEqual(['later', 'soon', 'soon'])
  const byName = (await list('name')).map((card) => card.name)
  expect((await list('-name')).map((card) => card.name)).toEqual([...byName].reverse())

  await rig.do(token, 'orders.redeemCards', {
    cardIds: [second ?? ''],
    packageId: shop.packageId,
    pickUpOn: '2026-10-20',
    address: SUZHOU,
    remark: '',
  })
  await rig.db.query(`update cards.card set state = 'void' where id = $1`, [third])
  const inState = async (state: string) =>
    (await list('-receivedAt', { state })).map((card) => card.id)
  expect(await inState('active')).toEqual([first])
  expect(await inState('used')).toEqual([second])
  expect(await inState('void')).toEqual([third])
  expect(await inState('inactive')).toEqual([])
  const other = await signInMember(rig)
  expect((await rig.do(other.token, 'cards.listMyCards', { filter: {} })).rows).toEqual([])
})

test('the console finds cards by number, state, holder and order, whole numbers only', async () => {
  const { token } = await signInMember(rig)
  const [cardId] = await buyCards(rig, token, shop, 1)
  const { rows } = await rig.db.query<{ number: string; order_no: string; member_id: string }>(
    'select number, order_no, member_id from cards.card where id = $1',
    [cardId],
  )
  const card = rows[0]
  const find = async (filter: object) =>
    (await rig.do(admin, 'cards.listCards', { filter })).rows.map((row) => row.id)
  expect(await find({ number: card?.number })).toEqual([cardId])
  expect(await find({ number: card?.number.slice(0, 8) })).toEqual([])
  expect(await find({ orderNo: card?.order_no })).toEqual([cardId])
  expect(await find({ memberId: card?.member_id, state: 'active' })).toEqual([cardId])
  const [row] = (await rig.do(admin, 'cards.listCards', { filter: { number: card?.number ?? '' } }))
    .rows
  expect(row).toMatchObject({ kind: 'electronic', memberId: card?.member_id })
  expect(row?.holder).toBeTruthy()
  expect(await rig.call(token, 'cards.listCards', { filter: {} })).toMatchObject({
    code: 'FORBIDDEN',
  })
})
