import { signInAdmin } from '../rig/people'
import { createPrintedProduct } from '../rig/printed-cards'
import { type Rig, startRig } from '../rig/rig'
import { createShop, type Shop } from '../rig/shop'
import { newWechatUser, type WechatUser } from '../rig/wechat'
import { memberSession, openMemberApp } from './member-app'

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

test('MB-029 from the cart and from the dialog back to the packages; the cart is kept, on other devices too', async () => {
  const app = await openMemberApp(rig, user)
  const packages = () =>
    app.page() === 'pages/shop/index' && app.all(`#item-${shop.packageId}`).length === 1
  await app.tap('#tab-grid')
  // The shop showed something else before: the way back leads to the packages all the same.
  await app.tap('#segment-e-card')
  await app.until('cards', () => app.all(`#item-${shop.cardProductId}`).length === 1)
  await app.tap('#segment-package')
  await app.until('packages', packages)
  await app.tap(`#item-${shop.packageId}`)
  await app.tap('#add-to-cart')
  await app.tap('#confirm-quantity')
  await app.until('the dialog', () => app.text().includes('已加入购物车'))
  await app.tap('#go-on')
  await app.until('the packages', packages)
  await app.tap('#segment-e-card')
  await app.tap('#tab-cart')
  await app.until('the cart', () => app.all(`#line-${shop.packageId}`).length === 1)
  await app.tap('#go-on')
  await app.until('the packages again', packages)
  expect(app.all(`#item-${shop.cardProductId}`)).toHaveLength(0)
  await app.tap('#tab-cart')
  await app.until('kept', () => app.all(`#line-${shop.packageId}`).length === 1)
  // Another phone of the same person, and the first one after it was changed there.
  const other = await openMemberApp(rig, user)
  await other.tap('#tab-cart')
  await other.until('the same cart', () => other.all(`#line-${shop.packageId}`).length === 1)
  const token = await memberSession(rig, user)
  await rig.do(token, 'orders.setCartQuantity', { packageId: shop.packageId, quantity: 3 })
  await app.tap('#tab-grid')
  await app.tap('#tab-cart')
  await app.until('three', () => /去结算 · 3\s件/.test(app.text()))
  expect(app.machine.errors).toEqual([])
})

test('MB-066 favourite packages, printed cards and e-cards with price and status; detail, one or many removed', async () => {
  const token = await memberSession(rig, user)
  const gone = await createShop(rig, admin)
  const empty = await createShop(rig, admin, { stock: 1 })
  const { productId, product } = await createPrintedProduct(rig, admin, shop)
  const kept = [
    { kind: 'package', itemId: shop.packageId },
    { kind: 'e-card', itemId: shop.cardProductId },
    { kind: 'physical-card', itemId: productId },
    { kind: 'package', itemId: gone.packageId },
    { kind: 'package', itemId: empty.packageId },
  ] as const
  for (const one of kept) await rig.do(token, 'orders.setFavourite', { ...one, on: true })
  await rig.do(admin, 'catalog.shelfPackages', { ids: [gone.packageId], on: false })
  const app = await openMemberApp(rig, user)
  await app.tap('#to-favourites')
  await app.until('five', () => app.text().includes('共 5 件'))
  const words = (id: string) => {
    const [row] = app.all(`#kept-${id}`)
    if (!row) throw new Error(`no row ${id}`)
    return app.textOf(row)
  }
  expect(words(shop.packageId)).toMatch(/九月团圆[\s\S]*套餐[\s\S]*588/)
  expect(words(shop.packageId)).not.toMatch(/已下架|已售罄/)
  expect(words(shop.cardProductId)).toMatch(/湖畔家宴[\s\S]*电子卡[\s\S]*588/)
  expect(words(productId)).toContain(product)
  expect(words(productId)).toMatch(/实体卡[\s\S]*888/)
  expect(words(gone.packageId)).toContain('已下架')
  expect(words(empty.packageId)).toContain('已售罄')
  // A tap opens the detail, of a printed card too.
  await app.tap(/^实体蟹卡/)
  await app.until('the detail', () => app.page() === 'catalog/item/index')
  expect(app.text()).toContain(product)
  await app.tap('#back')
  await app.until('back', () => app.page() === 'members/favourites/index')
  await app.tap(`#unlike-${empty.packageId}`)
  await app.until('four', () => app.text().includes('共 4 件'))
  await app.tap('#manage')
  await app.tap(`#tick-${shop.packageId}`)
  await app.tap(`#tick-${productId}`)
  await app.tap('#remove-chosen')
  await app.until('two', () => app.text().includes('共 2 件'))
  await app.tap('#manage')
  await app.tap('#choose-all')
  await app.tap('#remove-chosen')
  await app.until('none', () => app.text().includes('还没有收藏'))
  expect((await rig.do(token, 'orders.listFavourites', {})).rows).toEqual([])
  expect(app.machine.errors).toEqual([])
})
