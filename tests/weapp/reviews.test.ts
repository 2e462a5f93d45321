import { DAY_MS } from '@xietong/domain/kernel/time'
import { signInAdmin } from '../rig/people'
import { answerChecks, PNG_BYTES, sendPicture, VIDEO_BYTES, wechatMember } from '../rig/pictures'
import { bought, everyKindReceived, received, shipAll } from '../rig/received'
import { type Rig, startRig } from '../rig/rig'
import { createShop, type Shop } from '../rig/shop'
import { newWechatUser, type WechatUser } from '../rig/wechat'
import { type Album, memberSession, openMemberApp } from './member-app'
import type { MiniProgram } from './mini-program'

let rig: Rig
let shop: Shop
let admin: string
let user: WechatUser

beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig?.stop())
beforeEach(async () => {
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  user = await newWechatUser(rig)
})

const openApp = (album: Album = {}) => openMemberApp(rig, user, album)
const session = () => memberSession(rig, user)
/** A star that is on is filled with its colour. */
const GOLD_STAR = encodeURIComponent('fill="#B98A3E"')
const lineOf = async (token: string, orderId: string) =>
  (await rig.do(token, 'orders.getMyOrder', { orderId })).items[0]?.lineId ?? ''
const rowsIn = (app: MiniProgram) =>
  app.all('.x-sheet').filter(({ attrs }) => String(attrs.id ?? '').startsWith('to-review-'))
async function openReviews(app: MiniProgram): Promise<void> {
  await app.tap('#to-reviews')
  await app.until('the list', () => app.page() === 'orders/reviews/index')
}

test('MB-060 what waits for a review: bought packages, cards and pick-ups of completed orders, no others', async () => {
  const token = await session()
  const toShip = await bought(rig, token, shop)
  const moving = await bought(rig, token, shop)
  await shipAll(rig, admin, moving)
  const made = await everyKindReceived(rig, token, { admin, shop })
  const app = await openApp()
  await openReviews(app)
  await app.until('four items', () => rowsIn(app).length === 4)
  const text = app.text()
  for (const name of ['九月团圆 8 只礼盒', '湖畔家宴 588 型', made.product]) {
    expect(text).toContain(name)
  }
  const shown = rowsIn(app).map(({ attrs }) => String(attrs.id).replace('to-review-', ''))
  expect(shown).toContain(await lineOf(token, made.packages))
  expect(shown).toContain(await lineOf(token, made.pickUp))
  expect(shown).toContain(await lineOf(token, made.printed))
  for (const orderId of [toShip, moving]) expect(shown).not.toContain(await lineOf(token, orderId))
  expect(app.machine.errors).toEqual([])
}, 60_000)

test('MB-061 stars, 500 characters, nine pictures and a video, once per item, after a content check', async () => {
  const token = await session()
  const open = await bought(rig, token, shop)
  const lineId = await lineOf(token, await received(rig, token, { admin, shop }))
  const pictures = Array.from({ length: 12 }, (_, n) => [`/tmp/p${n}.png`, PNG_BYTES] as const)
  const album = Object.fromEntries([...pictures, ['/tmp/v.mp4', VIDEO_BYTES] as const])
  const app = await openApp(album)
  await openReviews(app)
  await app.tap(`#review-${lineId}`)
  // Without stars nothing can be sent.
  expect(app.text()).toContain('请先评分')
  await app.tap('#star-4')
  await app.type('#review-text', '违禁的话')
  await app.tap('#send-review')
  await app.until('refused', () => app.text().includes('没有通过安全检查'))
  expect(app.all('#review-text')[0]?.attrs.maxlength).toBe(500)
  const text = '蟹'.repeat(500)
  await app.type('#review-text', text)
  await app.tap('#review-media-picture')
  await app.until('nine sent', () => !app.text().includes('上传中'))
  // Nine are enough: there is nothing to add a tenth with. One video beside them.
  expect(app.all('#review-media-picture')).toHaveLength(0)
  await app.tap('#review-media-video')
  await app.until('video sent', () => !app.text().includes('上传中'))
  expect(app.all('#review-media-video')).toHaveLength(0)
  await app.tap('#send-review')
  await app.until('sent', () => app.page() === 'orders/reviews/index')
  expect(app.text()).toContain('正在审核')
  await answerChecks(rig)
  const mine = await rig.do(token, 'orders.listMyReviews', { filter: {} })
  expect(mine.rows).toMatchObject([{ score: 4, text, state: 'waiting' }])
  expect(mine.rows[0]?.pictures.map(({ state }) => state)).toEqual(Array(9).fill('shown'))
  expect(mine.rows[0]?.video).toBeTruthy()
  // Once per item, only completed, only one's own; and not more than the page allows either.
  const write = (as: string, line: string, more = {}) =>
    rig.call(as, 'orders.writeReview', {
      lineId: line,
      score: 5,
      text: '好',
      pictures: [],
      video: null,
      ...more,
    })
  const openLine = await lineOf(token, open)
  const other = (await wechatMember(rig)).token
  expect(await write(token, lineId)).toMatchObject({ code: 'REVIEWED_ALREADY' })
  expect(await write(token, openLine)).toMatchObject({ code: 'REVIEW_NOT_OPEN' })
  expect(await write(other, lineId)).toMatchObject({ code: 'NOT_FOUND' })
  for (const more of [{ score: 6 }, { score: 0 }, { text: '蟹'.repeat(501) }]) {
    expect(await write(token, openLine, more)).toMatchObject({ code: 'VALIDATION_FAILED' })
  }
  await app.tap('#segment-waiting')
  await app.until('nothing waits', () => app.text().includes('没有待评价的商品'))
  expect(app.machine.errors).toEqual([])
}, 60_000)

test('a file that is no picture and a picture that is flagged are said to be so and can be taken away', async () => {
  const token = await session()
  const lineId = await lineOf(token, await received(rig, token, { admin, shop }))
  const risky = Buffer.concat([PNG_BYTES, Buffer.from('SBX-RISKY')])
  const album = { '/tmp/a.png': risky, '/tmp/b.png': PNG_BYTES, '/tmp/c.png': Buffer.from('gif') }
  const app = await openApp(album)
  await openReviews(app)
  await app.tap(`#review-${lineId}`)
  await app.tap('#review-media-picture')
  await app.until('told', () => app.text().includes('只能选 PNG、JPG 或 WebP 图片'))
  await app.tap('#review-media-2-remove')
  expect(app.text()).not.toContain('只能选 PNG')
  await app.until('two sent', () => !app.text().includes('上传中'))
  await answerChecks(rig)
  await app.tap('#star-5')
  await app.tap('#send-review')
  await app.until('refused', () => app.text().includes('图片没有通过内容安全检查'))
  await app.tap('#review-media-0-remove')
  await app.tap('#send-review')
  await app.until('sent', () => app.page() === 'orders/reviews/index')
  const shown = await rig.do(null, 'orders.listItemReviews', { itemId: shop.packageId, filter: {} })
  expect(shown.rows[0]?.pictures).toHaveLength(1)
}, 60_000)

test('MB-062 my reviews with item, score, date and reply; added to once within 30 days', async () => {
  const token = await session()
  const review = async () => {
    const lineId = await lineOf(token, await received(rig, token, { admin, shop }))
    const words = { lineId, score: 3, text: '个头偏小', pictures: [], video: null }
    return (await rig.do(token, 'orders.writeReview', words)).reviewId
  }
  const [first, second] = [await review(), await review()]
  const { version } = await rig.do(admin, 'orders.getReview', { reviewId: first })
  await rig.do(admin, 'orders.replyReview', { reviewId: first, version, text: '下次补您两只' })
  const app = await openApp()
  await openReviews(app)
  await app.tap('#segment-mine')
  await app.until('both', () => app.all(`#review-${second}`).length === 1)
  const text = app.text()
  expect(text).toContain('九月团圆 8 只礼盒')
  expect(text).toContain('个头偏小')
  expect(text).toMatch(/商家回复：\s*下次补您两只/)
  expect(text).toContain('今天')
  // Two reviews of three stars each: three of five are filled.
  const stars = app.all('image').map(({ attrs }) => String(attrs.src))
  expect(stars.filter((src) => src.includes(GOLD_STAR))).toHaveLength(6)
  await app.tap(`#append-${first}`)
  await app.type('#append-text', '第二次买，够大')
  await app.tap('#send-append')
  await app.until('added', () => app.text().includes('第二次买，够大'))
  expect(app.all(`#append-${first}`)).toHaveLength(0)
  const add = (as: string, reviewId: string) =>
    rig.call(as, 'orders.appendReview', { reviewId, text: '再加', pictures: [] })
  expect(await add(token, first)).toMatchObject({ code: 'APPENDED_ALREADY' })
  // 30 days later the other one can no longer be added to.
  expect(app.all(`#append-${second}`)).toHaveLength(1)
  await rig.advance(30 * DAY_MS)
  const later = await openApp()
  await openReviews(later)
  await later.tap('#segment-mine')
  await later.until('both', () => later.all(`#review-${second}`).length === 1)
  expect(later.all(`#append-${second}`)).toHaveLength(0)
  expect(await add(await session(), second)).toMatchObject({ code: 'APPEND_OVER' })
}, 60_000)

test('MB-021 the detail page shows average, count and the newest approved; the full list goes by kind and pictures', async () => {
  const token = await session()
  await rig.do(token, 'members.updateMyProfile', { nickname: '林晓月' })
  const review = async (score: number, text: string, pictures: string[] = []) => {
    const lineId = await lineOf(token, await received(rig, token, { admin, shop }))
    const words = { lineId, score, text, pictures, video: null }
    return (await rig.do(token, 'orders.writeReview', words)).reviewId
  }
  const { fileId } = await sendPicture(rig, token)
  await review(5, '五星好评', [fileId])
  await review(4, '四星好评')
  await review(3, '三星中评')
  await review(1, '一星差评')
  await review(2, '待核的话')
  await answerChecks(rig)
  const app = await openApp()
  await app.launch('catalog/item/index', { kind: 'package', id: shop.packageId })
  await app.until('reviews', () => app.text().includes('条评价'))
  const text = app.text()
  // 13 stars in 4 reviews; what staff have not approved counts nowhere.
  expect(text).toContain('3.3 分 · 4 条评价')
  expect(text).toContain('一星差评')
  expect(text).toContain('三星中评')
  expect(text).not.toContain('四星好评')
  expect(text).not.toContain('待核的话')
  expect(text).toContain('林**')
  expect(text).not.toContain('林晓月')
  expect(text).toContain('今天')
  await app.tap('#all-reviews')
  const shown = async (tab: string, want: readonly string[]) => {
    await app.tap(`#status-${tab}`)
    const all = ['五星好评', '四星好评', '三星中评', '一星差评']
    await app.until(tab, () => all.every((one) => app.text().includes(one) === want.includes(one)))
  }
  await shown('good', ['五星好评', '四星好评'])
  await shown('medium', ['三星中评'])
  await shown('bad', ['一星差评'])
  await shown('pictured', ['五星好评'])
  expect(app.all('.x-pictures-one')).toHaveLength(1)
  await shown('all', ['五星好评', '四星好评', '三星中评', '一星差评'])
}, 60_000)
