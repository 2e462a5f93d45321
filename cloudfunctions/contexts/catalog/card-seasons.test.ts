import { randomUUID } from 'node:crypto'
import { buyCards } from '../../../tests/rig/buy'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop, SUZHOU, uploadPicture } from '../../../tests/rig/shop'

/** The rig begins on 22 September 2026 at 10:00; each test takes cards of its own. */
let rig: Rig
let admin: string
let shop: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
})
afterAll(() => rig.stop())

const autumn = { opensOn: '2026-09-20', closesOn: '2026-12-10', leadDays: 2 }
const nextAutumn = { opensOn: '2027-09-22', closesOn: '2027-12-12', leadDays: 3 }

async function product(change: Record<string, unknown> = {}) {
  const { categoryId } = await rig.do(admin, 'catalog.createCategory', {
    kind: 'e-card',
    name: `金秋 ${randomUUID().slice(0, 6)}`,
    parentId: null,
    sort: 1,
    shown: true,
  })
  const form = {
    kind: 'electronic' as const,
    name: `金秋卡 ${randomUUID().slice(0, 6)}`,
    code: `JQ-${randomUUID().slice(0, 8)}` as string | null,
    categoryId,
    faces: [await uploadPicture(rig, admin), await uploadPicture(rig, admin)],
    description: '<p>一卡一礼</p>',
    season: autumn as typeof autumn | null,
    packageIds: [shop.packageId],
    retailFen: 58_800,
    subsidyFen: 500,
    quota: 100,
    ...change,
  }
  const { cardProductId } = await rig.do(admin, 'catalog.createCardProduct', form)
  await rig.do(admin, 'catalog.shelfCardProducts', { ids: [cardProductId], on: true })
  return { cardProductId, form }
}
const read = (cardProductId: string) => rig.do(admin, 'catalog.getCardProduct', { cardProductId })
const buy = async (cardProductId: string) => {
  const { token } = await signInMember(rig)
  const [cardId = ''] = await buyCards(rig, token, { ...shop, cardProductId })
  return { token, cardId }
}
const redeem = (token: string, cardId: string, pickUpOn: string) =>
  rig.call(token, 'orders.redeemCards', {
    cardIds: [cardId],
    packageId: shop.packageId,
    pickUpOn,
    address: SUZHOU,
    remark: '',
  })

test('AD-144 a card product has category, name, faces, code, description and season; without a season it is open all year; the next season opens for cards already sold', async () => {
  const { cardProductId, form } = await product()
  expect(await read(cardProductId)).toMatchObject({ ...form, nextSeason: null })
  const found = await rig.do(admin, 'catalog.listCardProducts', {
    filter: { keyword: form.code ?? '' },
  })
  expect(found.rows).toMatchObject([{ id: cardProductId, code: form.code }])
  const twin = await rig.call(admin, 'catalog.createCardProduct', {
    ...form,
    name: `${form.name} 二`,
  })
  expect(twin).toMatchObject({ code: 'DUPLICATE' })

  const always = await product({ season: null, code: null })
  expect((await read(always.cardProductId)).code).toMatch(/^TK\d{8}$/)
  const allYear = await buy(always.cardProductId)
  const sold = await buy(cardProductId)

  // Months after the season the card of all year is redeemed, the other keeps its value.
  await rig.advance(120 * 86_400_000)
  admin = await signInAdmin(rig)
  const later = await signInMember(rig)
  await give(allYear.cardId, later.token)
  await give(sold.cardId, later.token)
  expect(await redeem(later.token, allYear.cardId, '2027-01-25')).toMatchObject({ ok: true })
  expect(await redeem(later.token, sold.cardId, '2027-01-25')).toMatchObject({
    code: 'OUT_OF_SEASON',
  })
  const { version } = await read(cardProductId)
  const open = (season: typeof autumn, at = version) =>
    rig.call(admin, 'catalog.addNextSeason', { cardProductId, season, version: at })
  expect(await open({ ...nextAutumn, opensOn: '2026-12-01' })).toMatchObject({
    code: 'SEASON_NOT_OPENED',
  })
  expect(await open(nextAutumn, version - 1)).toMatchObject({ code: 'VERSION_CONFLICT' })
  expect(await open(nextAutumn)).toMatchObject({ ok: true })
  expect(await read(cardProductId)).toMatchObject({ season: autumn, nextSeason: nextAutumn })
  const [shown] = (await rig.do(later.token, 'cards.listMyCards', { filter: { state: 'active' } }))
    .rows
  expect(shown).toMatchObject({
    id: sold.cardId,
    inSeason: false,
    seasonState: 'before',
    season: { opensOn: nextAutumn.opensOn, closesOn: nextAutumn.closesOn },
  })

  await rig.advance(250 * 86_400_000)
  const autumnAgain = await signInMember(rig)
  await give(sold.cardId, autumnAgain.token)
  expect(await redeem(autumnAgain.token, sold.cardId, '2027-10-08')).toMatchObject({ ok: true })
})

/** Months later nobody's session is alive: the card is handed to a member who signed in now. */
async function give(cardId: string, token: string) {
  const { memberId } = await rig.do(token, 'members.getMyProfile', {})
  await rig.db.query('update cards.card set member_id = $1 where id = $2', [memberId, cardId])
}

test('the season of a product stays before the next one; one of all year has no next', async () => {
  admin = await signInAdmin(rig)
  const { cardProductId, form } = await product({
    season: { opensOn: '2027-09-20', closesOn: '2027-12-10', leadDays: 2 },
  })
  const { version } = await read(cardProductId)
  const next = { opensOn: '2028-09-20', closesOn: '2028-12-10', leadDays: 2 }
  await rig.do(admin, 'catalog.addNextSeason', { cardProductId, season: next, version })
  const edit = (season: typeof autumn | null) =>
    rig.call(admin, 'catalog.updateCardProduct', {
      ...form,
      cardProductId,
      season,
      version: version + 1,
    })
  expect(await edit(null)).toMatchObject({ code: 'SEASON_NOT_OPENED' })
  expect(await edit({ ...next, opensOn: '2027-09-20' })).toMatchObject({
    code: 'SEASON_NOT_OPENED',
  })
  const always = await product({ season: null })
  const saved = await read(always.cardProductId)
  const refused = await rig.call(admin, 'catalog.addNextSeason', {
    cardProductId: always.cardProductId,
    season: next,
    version: saved.version,
  })
  expect(refused).toMatchObject({ code: 'SEASON_NOT_OPENED' })
  const unknown = await rig.call(admin, 'catalog.addNextSeason', {
    cardProductId: randomUUID(),
    season: next,
    version: 1,
  })
  expect(unknown).toMatchObject({ code: 'NOT_FOUND' })
})
