import { place } from '../../../tests/rig/buy'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, pay, type Shop } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig({ poolMax: 20 })
  admin = await signInAdmin(rig)
  const { settings, version } = await rig.do(admin, 'settings.getSettings', {})
  await rig.do(admin, 'settings.updateSettings', {
    settings: { ...settings, stockDeduction: 'at-payment' },
    version,
  })
})
afterAll(() => rig.stop())

async function setTotal({ cardProductId }: Shop, quota: number) {
  const { id, state, available, nextSeason, ...saved } = await rig.do(
    admin,
    'catalog.getCardProduct',
    { cardProductId },
  )
  expect([id, state, nextSeason]).toEqual([cardProductId, 'on', null])
  expect(available).toBeGreaterThanOrEqual(0)
  return rig.call(admin, 'catalog.updateCardProduct', { ...saved, cardProductId, quota })
}

async function order(shop: Shop) {
  const { token } = await signInMember(rig)
  const item = { kind: 'e-card', itemId: shop.cardProductId } as const
  const { orderId } = await place(rig, token, item)
  return { token, orderId }
}

const BUYERS = 12
const TOTAL = 5

test('AD-210 the total is raised and lowered, never below what is sold; sold out stops sales at once, also when all pay at the same moment', async () => {
  const shop = await createShop(rig, admin, { quota: TOTAL })
  const orders: Awaited<ReturnType<typeof order>>[] = []
  for (let buyer = 0; buyer < BUYERS; buyer++) {
    orders.push(await order(shop))
    await rig.advance(61_000)
  }
  // All pay at once; meanwhile a clerk tries to lower the total below what is being sold.
  const [, lowered] = await Promise.all([
    Promise.all(orders.map(({ token, orderId }) => pay(rig, token, orderId))),
    setTotal(shop, TOTAL - 1),
  ])
  await rig.tick()
  const states = async () => {
    const shown = await Promise.all(
      orders.map(({ token, orderId }) => rig.do(token, 'orders.getMyOrder', { orderId })),
    )
    return shown.map(({ state, cards }) => `${state} ${cards.length}`).sort()
  }
  const total = lowered.ok ? TOTAL - 1 : TOTAL
  const sold = (count: number) => [
    ...Array(BUYERS - count).fill('closed 0'),
    ...Array(count).fill('completed 1'),
  ]
  expect(await states()).toEqual(sold(total))
  const refunds = await rig.db.query(`select sum(amount_fen)::int as fen from payments.refund`)
  expect(refunds.rows).toEqual([{ fen: (BUYERS - total) * 58_800 }])

  const left = async () =>
    (await rig.do(admin, 'catalog.getCardProduct', { cardProductId: shop.cardProductId })).available
  expect(await left()).toBe(0)
  const { token } = await signInMember(rig)
  const refused = await rig.call(token, 'orders.quoteOrder', {
    lines: [{ kind: 'e-card', itemId: shop.cardProductId, quantity: 1 }],
    addressId: null,
  })
  expect(refused).toMatchObject({ code: 'QUANTITY_OUT_OF_RANGE', detail: { available: 0 } })
  expect(await setTotal(shop, total - 1)).toMatchObject({
    code: 'QUOTA_BELOW_SOLD',
    detail: { sold: total },
  })
  expect(await setTotal(shop, total + 1)).toMatchObject({ ok: true })
  expect(await left()).toBe(1)
  const one = await order(shop)
  await pay(rig, one.token, one.orderId)
  expect(
    (await rig.do(one.token, 'orders.getMyOrder', { orderId: one.orderId })).cards,
  ).toHaveLength(1)
  expect(await left()).toBe(0)
  expect(await setTotal(shop, total + 1)).toMatchObject({ ok: true })
})
