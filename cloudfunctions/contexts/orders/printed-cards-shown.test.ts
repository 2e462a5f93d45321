import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { createPrintedCards } from '../../../tests/rig/printed-cards'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

test('MB-040 printed cards on shelf with prices, found by name, sorted by sales and member price; one category narrows the list', async () => {
  const shop = await createShop(rig, admin)
  const many = await createPrintedCards(rig, admin, { shop, count: 4 })
  const few = await createPrintedCards(rig, admin, { shop, count: 1 })
  await rig.db.query('update catalog.listings set retail_fen = 50000, sales = 9 where id = $1', [
    few.productId,
  ])
  const { token } = await signInMember(rig)
  const members = await rig.do(admin, 'members.listMembers', { filter: {} })
  const memberId = members.rows[0]?.id ?? ''
  const { levelId } = await rig.do(admin, 'members.createLevel', {
    name: '金蟹会员',
    rank: 5,
    discount: 9_500,
    combine: 'any',
    spendFen: null,
    orderCount: null,
    inviteCount: null,
  })
  await rig.do(admin, 'members.setMemberLevel', { memberId, levelId, reason: '测试' })
  const list = async (
    sort: 'sales' | '-sales' | 'price' | '-price',
    more: { keyword?: string; categoryId?: string } = {},
  ) =>
    (await rig.do(token, 'orders.browseShop', { filter: { kind: 'physical-card', ...more }, sort }))
      .rows
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
  expect(await list('price')).toMatchObject([
    { id: few.productId, kind: 'physical-card', retailFen: 50_000, stock: { soldOut: false } },
    { id: many.productId, name: many.product, retailFen: 88_800, picture: expect.any(String) },
  ])
  expect(ids(await list('-price'))).toEqual([many.productId, few.productId])
  expect(ids(await list('sales'))).toEqual([many.productId, few.productId])
  expect(ids(await list('-sales'))).toEqual([few.productId, many.productId])
  expect((await list('price')).map(({ memberFen }) => memberFen)).toEqual([47_500, 84_360])
  expect(ids(await list('price', { keyword: many.product }))).toEqual([many.productId])
  const [row] = await list('price', { keyword: few.product })
  expect(ids(await list('price', { categoryId: row?.categoryId ?? '' }))).toEqual([few.productId])
  await rig.do(admin, 'catalog.shelfCardProducts', { ids: [few.productId], on: false })
  expect(ids(await list('price'))).toEqual([many.productId])
  const order = {
    lines: [{ kind: 'physical-card', itemId: many.productId, quantity: 1 }],
    addressId: null,
  }
  const quote = await rig.call(token, 'orders.quoteOrder', order as never)
  expect(quote).toMatchObject({ code: 'VALIDATION_FAILED' })
})

test('AD-147 a member’s price of a card is retail × level discount: in the shop, on its page, and, where it is bought online, in the quote', async () => {
  const shop = await createShop(rig, admin)
  const printed = await createPrintedCards(rig, admin, { shop, count: 1 })
  const { token } = await signInMember(rig)
  const { memberId } = await rig.do(token, 'members.getMyProfile', {})
  const prices = async () => {
    const shown = []
    for (const [kind, itemId] of [
      ['physical-card', printed.productId],
      ['e-card', shop.cardProductId],
    ] as const) {
      const list = await rig.do(token, 'orders.browseShop', { filter: { kind } })
      const page = await rig.do(token, 'orders.getShopItem', { kind, itemId })
      shown.push([list.rows.find(({ id }) => id === itemId)?.memberFen, page.memberFen])
    }
    return shown
  }
  const quote = async () =>
    (
      await rig.do(token, 'orders.quoteOrder', {
        lines: [{ kind: 'e-card', itemId: shop.cardProductId, quantity: 1 }],
        addressId: null,
      })
    ).totalFen
  // The default level pays retail, and no second price is shown.
  expect(await prices()).toEqual([
    [null, null],
    [null, null],
  ])
  expect(await quote()).toBe(58_800)
  for (const [name, discount, printedFen, electronicFen] of [
    ['银蟹会员', 9_700, 86_136, 57_036],
    ['湖主会员', 8_888, 78_925, 52_261],
  ] as const) {
    const { levelId } = await rig.do(admin, 'members.createLevel', {
      name,
      rank: 6,
      discount,
      combine: 'any',
      spendFen: null,
      orderCount: null,
      inviteCount: null,
    })
    await rig.do(admin, 'members.setMemberLevel', { memberId, levelId, reason: '测试' })
    expect(await prices()).toEqual([
      [printedFen, printedFen],
      [electronicFen, electronicFen],
    ])
    expect(await quote()).toBe(electronicFen)
  }
})
