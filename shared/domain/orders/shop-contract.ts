import { command, query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import {
  amountFen,
  basisPoints,
  count,
  day,
  flag,
  id,
  instant,
  list,
  object,
  oneOf,
  optionalText,
  quantity,
  text,
} from '../kernel/schema'

const saleKind = oneOf(['package', 'e-card'])
/** Printed cards are shown too (MB-039, MB-040). */
const shownKind = oneOf(['package', 'e-card', 'physical-card'])
const visitors = { anyone: true, member: 'own' } as const

// Storefront (MB-011, 016 to 022, 045, 046)
// --------------------------------------------------------
const saleRow = {
  id,
  kind: shownKind,
  name: text(60),
  sellingPoints: optionalText(120),
  picture: id.nullable(),
  categoryId: id.nullable(),
  retailFen: amountFen,
  /** Present for a signed-in member whose level has a discount; this is what is charged. */
  memberFen: amountFen.nullable(),
  levelName: text(20).nullable(),
  sales: count(1e9).nullable(),
  /** Whether the member who looks likes it; false for visitors (MB-023). */
  favourite: flag,
  stock: object({ available: count(1e9).nullable(), hint: optionalText(20), soldOut: flag }),
}
/** One nationwide retail price; a member also sees the level price. Only on-shelf items. */
export const browseShop = query('orders.browseShop', {
  title: '浏览商品',
  may: visitors,
  input: listInput({ kind: shownKind, categoryId: id, keyword: text(40) }, [
    'default',
    'sales',
    '-sales',
    'price',
    '-price',
  ]),
  output: listOutput(object(saleRow)),
  refusals: [],
})
export const getShopItem = query('orders.getShopItem', {
  title: '商品详情',
  may: visitors,
  input: { kind: shownKind, itemId: id },
  output: object({
    ...saleRow,
    onShelf: flag,
    pictures: list(id, 9),
    video: id.nullable(),
    description: optionalText(60_000),
    contents: list(
      object({
        name: text(60),
        spec: text(60),
        unit: optionalText(10),
        quantity,
        weightGrams: count(1e6),
      }),
      30,
    ),
    packages: list(object({ packageId: id, name: text(60) }), 10),
    season: object({ opensOn: day, closesOn: day, leadDays: count(60) }).nullable(),
    freightHint: optionalText(60),
  }),
  refusals: [],
})

// Cart (MB-025, 027, 028)
// --------------------------------------------------------------------------
const cartLine = object({
  packageId: id,
  name: text(60),
  picture: id.nullable(),
  quantity,
  unitFen: amountFen,
  retailFen: amountFen,
  /** The price when it was put in, to mark a change. */
  addedUnitFen: amountFen,
  subtotalFen: amountFen,
  available: count(1e9),
  problem: oneOf(['none', 'off-shelf', 'sold-out', 'short']),
  priceChanged: flag,
})
export const getCart = query('orders.getCart', {
  title: '购物车',
  may: { member: 'own' },
  input: {},
  output: object({ lines: list(cartLine, 100), badge: count(1e6) }),
  refusals: [],
})
export const addToCart = command('orders.addToCart', {
  title: '加入购物车',
  may: { member: 'own' },
  input: { packageId: id, quantity },
  output: object({ quantity, badge: count(1e6), atStock: flag }),
  refusals: ['OFF_SHELF', 'INSUFFICIENT_STOCK', 'CART_FULL'],
})
/** Above stock it stops at stock and says so. */
export const setCartQuantity = command('orders.setCartQuantity', {
  title: '修改购物车数量',
  may: { member: 'own' },
  input: { packageId: id, quantity },
  output: object({ quantity, badge: count(1e6), atStock: flag }),
  refusals: ['OFF_SHELF', 'INSUFFICIENT_STOCK'],
})
export const removeFromCart = command('orders.removeFromCart', {
  title: '移出购物车',
  may: { member: 'own' },
  input: { packageIds: list(id, 100, 1) },
  output: object({ badge: count(1e6) }),
  refusals: [],
})
export const clearCart = command('orders.clearCart', {
  title: '清空购物车',
  may: { member: 'own' },
  input: {},
  output: object({}),
  refusals: [],
})

// Checkout (MB-024, 030 to 032, 047)
// ---------------------------------------------------------------
const wanted = list(object({ kind: saleKind, itemId: id, quantity }), 50, 1)
const quoteLine = object({
  kind: saleKind,
  itemId: id,
  name: text(60),
  picture: id.nullable(),
  quantity,
  retailFen: amountFen,
  unitFen: amountFen,
  amountFen,
})
/** Prices, level discount and freight as the server will charge them; creates nothing. */
export const quoteOrder = query('orders.quoteOrder', {
  title: '确认订单',
  may: { member: 'own' },
  input: { lines: wanted, addressId: id.nullable() },
  output: object({
    lines: list(quoteLine, 50),
    retailTotalFen: amountFen,
    goodsFen: amountFen,
    savedFen: amountFen,
    levelDiscount: basisPoints,
    freightFen: amountFen.nullable(),
    served: flag,
    totalFen: amountFen,
    needsAddress: flag,
  }),
  refusals: ['OFF_SHELF', 'QUANTITY_OUT_OF_RANGE'],
})
/** MB-032. The server recomputes; another total than the page showed creates nothing. */
export const placeOrder = command('orders.placeOrder', {
  title: '提交订单',
  may: { member: 'own' },
  input: {
    lines: wanted,
    addressId: id.nullable(),
    expectedTotalFen: amountFen,
    fromCart: flag,
    remark: optionalText(100),
  },
  output: object({ orderId: id, orderNo: text(32), totalFen: amountFen, payBefore: instant }),
  refusals: [
    'ADDRESS_REQUIRED',
    'OFF_SHELF',
    'QUANTITY_OUT_OF_RANGE',
    'REGION_NOT_SERVED',
    'PRICE_CHANGED',
    'INSUFFICIENT_STOCK',
  ],
  limits: { perActor: '60/minute' },
})
