import { randomUUID } from 'node:crypto'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
})
afterAll(() => rig.stop())

const heart = (
  token: string,
  itemId: string,
  on: boolean,
  kind: 'package' | 'e-card' = 'package',
) => rig.do(token, 'orders.setFavourite', { kind, itemId, on })
const liked = async (token: string) =>
  (await rig.do(token, 'orders.listFavourites', {})).rows.map((row) => row.id)

test('MB-023 the heart adds and removes, survives signing out, shows on list and detail', async () => {
  const { token, phone } = await signInMember(rig)
  const item = { kind: 'package' as const, itemId: shop.packageId }
  const onDetail = async (as: string | null) =>
    (await rig.do(as, 'orders.getShopItem', item)).favourite
  const onList = async (as: string | null) => {
    const page = await rig.do(as, 'orders.browseShop', { filter: { kind: 'package' } })
    return page.rows.find((row) => row.id === shop.packageId)?.favourite
  }
  expect([await onDetail(token), await onList(token)]).toEqual([false, false])
  await heart(token, shop.packageId, true)
  await heart(token, shop.packageId, true)
  expect([await onDetail(token), await onList(token)]).toEqual([true, true])
  await rig.do(token, 'identity.signOut', {})
  await rig.advance(61_000)
  const again = await signInMember(rig, phone)
  expect([await onDetail(again.token), await onList(again.token)]).toEqual([true, true])
  expect([await onDetail(null), await onList(null)]).toEqual([false, false])
  const other = await signInMember(rig)
  expect([await onDetail(other.token), await liked(other.token)]).toEqual([false, []])
  await heart(again.token, shop.packageId, false)
  expect([await onDetail(again.token), await onList(again.token)]).toEqual([false, false])
})

test('favourites show what they cost and whether they can be bought, and go one or many', async () => {
  const leaving = await createShop(rig, admin)
  const empty = await createShop(rig, admin, { stock: 1 })
  const { token } = await signInMember(rig)
  await heart(token, shop.packageId, true)
  await heart(token, shop.cardProductId, true, 'e-card')
  await heart(token, leaving.packageId, true)
  await heart(token, empty.packageId, true)
  await rig.do(admin, 'catalog.shelfPackages', { ids: [leaving.packageId], on: false })
  const { rows } = await rig.do(token, 'orders.listFavourites', {})
  const byId = new Map(rows.map((row) => [row.id, row]))
  expect(byId.get(shop.packageId)).toMatchObject({
    kind: 'package',
    retailFen: 58_800,
    state: 'on',
  })
  expect(byId.get(shop.cardProductId)).toMatchObject({ kind: 'e-card' })
  expect(byId.get(leaving.packageId)?.state).toBe('off')
  expect(byId.get(empty.packageId)?.state).toBe('sold-out')
  await heart(token, leaving.packageId, false)
  expect((await liked(token)).length).toBe(3)
  const stranger = await signInMember(rig)
  const all = { itemIds: rows.map((row) => row.id) }
  await rig.do(stranger.token, 'orders.removeFavourites', all)
  expect((await liked(token)).length).toBe(3)
  await rig.do(token, 'orders.removeFavourites', all)
  expect(await liked(token)).toEqual([])
})

test('an unknown item is refused, and two hundred are enough, also for taps at once', async () => {
  const { token } = await signInMember(rig)
  const call = (itemId: string) =>
    rig.call(token, 'orders.setFavourite', { kind: 'package', itemId, on: true })
  expect(await call(randomUUID())).toMatchObject({ code: 'NOT_FOUND' })
  await heart(token, shop.packageId, true)
  await rig.db.query(
    `insert into members.favourite select member_id, gen_random_uuid(), 'package', added_at
     from members.favourite, generate_series(1, 198) where member_id =
     (select member_id from members.favourite order by added_at desc limit 1)`,
  )
  const more = [await createShop(rig, admin), await createShop(rig, admin)]
  const both = await Promise.all(more.map((one) => call(one.packageId)))
  expect(both.filter((one) => one.ok).length).toBe(1)
  expect(both.find((one) => !one.ok)).toMatchObject({ code: 'FAVOURITES_FULL' })
})
