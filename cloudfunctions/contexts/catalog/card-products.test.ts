import { randomUUID } from 'node:crypto'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop, uploadPicture } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
let faces: string[]
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  faces = [await uploadPicture(rig, admin), await uploadPicture(rig, admin)]
})
afterAll(() => rig.stop())

const season = { opensOn: '2026-09-20', closesOn: '2026-12-10', leadDays: 2 }
const form = (change: Record<string, unknown> = {}) => ({
  kind: 'electronic' as const,
  name: `家宴 ${randomUUID().slice(0, 8)}`,
  categoryId: null as string | null,
  faces,
  description: '<p>一卡一礼</p>',
  season: season as typeof season | null,
  packageIds: [shop.packageId],
  retailFen: 58_800,
  subsidyFen: 2_000,
  quota: 500,
  ...change,
})

test('AD-205 a product has category, name, faces, description and pick-up season', async () => {
  const { categoryId } = await rig.do(admin, 'catalog.createCategory', {
    kind: 'e-card',
    name: '家宴系列',
    parentId: null,
    sort: 1,
    shown: true,
  })
  const draft = form({ categoryId })
  const { cardProductId } = await rig.do(admin, 'catalog.createCardProduct', draft)
  const saved = await rig.do(admin, 'catalog.getCardProduct', { cardProductId })
  expect(saved).toMatchObject({ ...draft, state: 'off', available: 500, version: 1 })
  const all = await rig.do(admin, 'catalog.createCardProduct', form({ season: null }))
  expect((await rig.do(admin, 'catalog.getCardProduct', all)).season).toBeNull()
  const { rows } = await rig.do(admin, 'catalog.listCardProducts', {
    filter: { keyword: draft.name, kind: 'electronic' },
  })
  expect(rows).toMatchObject([
    {
      id: cardProductId,
      categoryName: '家宴系列',
      retailFen: 58_800,
      available: 500,
      state: 'off',
    },
  ])
  const none = await rig.call(admin, 'catalog.createCardProduct', form({ packageIds: [] }))
  expect(none).toMatchObject({ code: 'GOODS_INCOMPLETE', detail: { missing: ['可提套餐'] } })
  const twin = await rig.call(admin, 'catalog.createCardProduct', form({ name: draft.name }))
  expect(twin).toMatchObject({ code: 'DUPLICATE' })
  const ghost = await rig.call(
    admin,
    'catalog.createCardProduct',
    form({ packageIds: [randomUUID()] }),
  )
  expect(ghost).toMatchObject({ status: 404 })
})

test('an edit checks the version and never changes the kind of a card', async () => {
  const draft = form()
  const { cardProductId } = await rig.do(admin, 'catalog.createCardProduct', draft)
  const edit = { ...draft, cardProductId, version: 1, subsidyFen: 2_500 }
  expect(await rig.do(admin, 'catalog.updateCardProduct', edit)).toEqual({ version: 2 })
  expect(await rig.do(admin, 'catalog.getCardProduct', { cardProductId })).toMatchObject({
    subsidyFen: 2_500,
    version: 2,
  })
  const call = (change: Record<string, unknown>) =>
    rig.call(admin, 'catalog.updateCardProduct', { ...edit, version: 2, ...change })
  expect(await call({ version: 1 })).toMatchObject({ code: 'VERSION_CONFLICT' })
  expect(await call({ packageIds: [] })).toMatchObject({ code: 'GOODS_INCOMPLETE' })
  expect(await call({ kind: 'physical' })).toMatchObject({ status: 404 })
  const other = form()
  await rig.do(admin, 'catalog.createCardProduct', other)
  expect(await call({ name: other.name })).toMatchObject({ code: 'DUPLICATE' })
})

test('a card goes on shelf only with a face, a price and a package that is on shelf', async () => {
  const { cardProductId: bare } = await rig.do(
    admin,
    'catalog.createCardProduct',
    form({ faces: [], retailFen: 0 }),
  )
  const { cardProductId: whole } = await rig.do(admin, 'catalog.createCardProduct', form())
  const shelf = (ids: string[], on = true) =>
    rig.call(admin, 'catalog.shelfCardProducts', { ids, on })
  expect(await shelf([bare])).toMatchObject({
    code: 'GOODS_INCOMPLETE',
    detail: { missing: ['卡面', '零售价'] },
  })
  expect(await shelf([whole])).toMatchObject({ value: { changed: 1 } })
  expect(await shelf([whole], false)).toMatchObject({ value: { changed: 1 } })
  await rig.do(admin, 'catalog.shelfPackages', { ids: [shop.packageId], on: false })
  expect(await shelf([whole])).toMatchObject({
    code: 'GOODS_INCOMPLETE',
    detail: { missing: ['已上架的可提套餐'] },
  })
  expect(await shelf([randomUUID()])).toMatchObject({ status: 404 })
  await rig.do(admin, 'catalog.shelfPackages', { ids: [shop.packageId], on: true })
})
