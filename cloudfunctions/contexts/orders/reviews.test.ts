import { randomUUID } from 'node:crypto'
import { DAY_MS } from '@xietong/domain/kernel/time'
import { placePackage } from '../../../tests/rig/buy'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { answerChecks, sendPicture, sendVideo, wechatMember } from '../../../tests/rig/pictures'
import { bought, everyKindReceived, received, shipAll } from '../../../tests/rig/received'
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
afterEach(() => rig.sandbox.peers.get('wechat')?.kit.faults.clear())

const receivedBy = (token: string) => received(rig, token, { admin, shop })
const waiting = async (token: string) =>
  (await rig.do(token, 'orders.listToReview', { filter: {} })).rows
const lineOf = async (token: string, orderId: string) =>
  (await rig.do(token, 'orders.getMyOrder', { orderId })).items[0]?.lineId ?? ''

interface Words {
  score?: number
  text?: string
  pictures?: string[]
  video?: string | null
}
const write = (token: string, lineId: string, words: Words = {}) =>
  rig.call(token, 'orders.writeReview', {
    lineId,
    score: 5,
    text: '膏黄饱满',
    pictures: [],
    video: null,
    ...words,
  })
/** A review of a package that its writer has just received. */
async function reviewed(token: string, words: Words = {}): Promise<string> {
  const answer = await write(token, await lineOf(token, await receivedBy(token)), words)
  if (!answer.ok) throw new Error(answer.message)
  return answer.value.reviewId
}
/** Its picture is judged after it was written: WeChat's first answer is lost. */
async function reviewedBeforeAnswer(token: string, mark: 'SBX-REVIEW' | 'SBX-RISKY') {
  const lost = { kind: 'drop', on: 'callback', match: 'wxa_media_check' }
  rig.sandbox.peers.get('wechat')?.kit.faults.add(lost, rig.sandbox.clock.now())
  const { fileId } = await sendPicture(rig, token, { mark })
  const reviewId = await reviewed(token, { pictures: [fileId] })
  await rig.tick()
  await rig.advance(31 * 60_000)
  return { fileId, reviewId }
}
const shownOf = async (itemId: string, filter: object = {}) =>
  (await rig.do(null, 'orders.listItemReviews', { itemId, filter })).rows
const shownIds = async (itemId: string, filter: object = {}) =>
  (await shownOf(itemId, filter)).map(({ id }) => id)
const staff = (reviewId: string) => rig.do(admin, 'orders.getReview', { reviewId })
const mine = async (token: string, id: string) => {
  const { rows } = await rig.do(token, 'orders.listMyReviews', { filter: {} })
  const found = rows.find((row) => row.id === id)
  if (!found) throw new Error('not among my reviews')
  return found
}

test('what waits for a review: every kind of completed order, and no other state', async () => {
  const { token } = await wechatMember(rig)
  const unpaid = (await placePackage(rig, token, shop)).orderId
  const toShip = await bought(rig, token, shop)
  const moving = await bought(rig, token, shop)
  await shipAll(rig, admin, moving)
  const { packages: done } = await everyKindReceived(rig, token, { admin, shop })
  const rows = await waiting(token)
  expect(rows.map(({ orderType, kind }) => `${orderType}/${kind}`).sort()).toEqual([
    'e-card/e-card',
    'package/package',
    'physical-card/physical-card',
    'pick-up/package',
  ])
  const orders = rows.map(({ orderId }) => orderId)
  for (const open of [unpaid, toShip, moving]) expect(orders).not.toContain(open)
  const times = rows.map(({ completedAt }) => completedAt)
  expect(times).toEqual([...times].sort().reverse())
  // Reviewed: gone from here and from the tab of the order.
  expect(await write(token, await lineOf(token, done))).toMatchObject({ ok: true })
  expect((await waiting(token)).map(({ orderId }) => orderId)).not.toContain(done)
  const tab = await rig.do(token, 'orders.listMyOrders', { filter: { tab: 'to-review' } })
  expect(tab.rows.map(({ id }) => id)).not.toContain(done)
  expect(await waiting((await signInMember(rig)).token)).toEqual([])
})

test('stars, words, pictures and a video once per item; not before completion, not of others, only after a content check', async () => {
  const { token } = await wechatMember(rig)
  const open = await bought(rig, token, shop)
  const openLine = await lineOf(token, open)
  expect(await write(token, openLine)).toMatchObject({ code: 'REVIEW_NOT_OPEN' })
  const lineId = await lineOf(token, await receivedBy(token))
  const other = (await wechatMember(rig)).token
  expect(await write(other, lineId)).toMatchObject({ code: 'NOT_FOUND' })
  expect(await write(token, randomUUID())).toMatchObject({ code: 'NOT_FOUND' })
  // Bounds: 1 to 5 stars, 500 characters, 9 pictures.
  for (const bad of [
    { score: 0 },
    { score: 6 },
    { text: '蟹'.repeat(501) },
    { pictures: Array.from({ length: 10 }, () => randomUUID()) },
  ]) {
    expect(await write(token, lineId, bad)).toMatchObject({ code: 'VALIDATION_FAILED' })
  }
  // Files of others, unknown ones, and a video where a picture belongs.
  const foreign = (await sendPicture(rig, other)).fileId
  const video = await sendVideo(rig, token)
  for (const pictures of [[foreign], [randomUUID()], [video]]) {
    expect(await write(token, lineId, { pictures })).toMatchObject({ code: 'VALIDATION_FAILED' })
  }
  // The content check refuses words, and a picture that it refused before.
  expect(await write(token, lineId, { text: '这里是违禁内容' })).toMatchObject({
    code: 'CONTENT_REFUSED',
  })
  const bad = await sendPicture(rig, token, { mark: 'SBX-RISKY' })
  await answerChecks(rig)
  expect(await write(token, lineId, { pictures: [bad.fileId] })).toMatchObject({
    code: 'VALIDATION_FAILED',
    message: /内容安全检查/,
  })
  const pictures: string[] = []
  for (let n = 0; n < 9; n++) pictures.push((await sendPicture(rig, token)).fileId)
  const text = '蟹'.repeat(500)
  const wanted = { score: 4, text, pictures, video }
  const answers = await Promise.all([1, 2, 3].map(() => write(token, lineId, wanted)))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(answers.filter((one) => !one.ok && one.code === 'REVIEWED_ALREADY')).toHaveLength(2)
  // A video waits for staff; then everything that passed is shown.
  const reviewId = answers.flatMap((one) => (one.ok ? [one.value.reviewId] : []))[0] ?? ''
  expect(await shownIds(shop.packageId)).not.toContain(reviewId)
  await answerChecks(rig)
  const { version } = await staff(reviewId)
  await rig.do(admin, 'orders.approveReview', { reviewId, version })
  const shown = (await shownOf(shop.packageId)).find(({ id }) => id === reviewId)
  expect(shown).toMatchObject({ score: 4, text, pictures, video })
})

test('the detail page: newest approved reviews, masked names, average, counts and a list by kind', async () => {
  const other = await createShop(rig, admin)
  const item = other.packageId
  const buy = shop
  shop = other
  const { token } = await wechatMember(rig)
  await rig.do(token, 'members.updateMyProfile', { nickname: '林晓月', avatar: null })
  const fileId = (await sendPicture(rig, token)).fileId
  const ids: string[] = []
  for (const score of [5, 4, 3, 1]) {
    const pictures = score === 4 ? [fileId] : []
    ids.push(await reviewed(token, { score, text: `${score} 星`, pictures }))
  }
  const doubtful = await reviewed(token, { text: '待核的内容' })
  shop = buy
  const [five, four, three, one] = ids
  await answerChecks(rig)
  expect(await shownIds(item)).toEqual([...ids].reverse())
  expect(await shownIds(item, { band: 'good' })).toEqual([four, five])
  expect(await shownIds(item, { band: 'medium' })).toEqual([three])
  expect(await shownIds(item, { band: 'bad' })).toEqual([one])
  expect(await shownIds(item, { pictured: true })).toEqual([four])
  const summary = await rig.do(null, 'orders.getReviewSummary', { itemId: item })
  expect(summary).toMatchObject({
    averageTenths: 33,
    all: 4,
    good: 2,
    medium: 1,
    bad: 1,
    pictured: 1,
  })
  expect(summary.newest.map(({ id }) => id)).toEqual([one, three])
  expect(summary.newest[0]).toMatchObject({
    nickname: '林**',
    score: 1,
    text: '1 星',
    createdAt: expect.any(String),
  })
  const [pictured] = await shownOf(item, { pictured: true })
  expect(pictured?.pictures).toEqual([fileId])
  // Approved: shown and counted. Hidden: neither.
  const { version } = await staff(doubtful)
  await rig.do(admin, 'orders.approveReview', { reviewId: doubtful, version })
  expect((await shownIds(item))[0]).toBe(doubtful)
  const hidden = await staff(four ?? '')
  const hide = { reviewId: hidden.id, version: hidden.version, reason: '与商品无关' }
  await rig.do(admin, 'orders.hideReview', hide)
  expect(await shownIds(item, { pictured: true })).toEqual([])
  expect(await rig.do(null, 'orders.getReviewSummary', { itemId: item })).toMatchObject({
    all: 4,
    good: 2,
    pictured: 0,
  })
  expect(await mine(token, four ?? '')).toMatchObject({
    state: 'hidden',
    hiddenReason: '与商品无关',
  })
})

test('my reviews with score, date and reply; something may be added once within 30 days', async () => {
  const { token, phone } = await wechatMember(rig)
  const [first, second] = [await reviewed(token, { score: 3 }), await reviewed(token)]
  const { version } = await staff(first)
  await rig.do(admin, 'orders.replyReview', { reviewId: first, version, text: '谢谢，会改进' })
  expect(await mine(token, first)).toMatchObject({
    score: 3,
    itemName: expect.stringContaining('礼盒'),
    createdAt: expect.any(String),
    reply: { text: '谢谢，会改进' },
    appended: null,
    appendUntil: expect.any(String),
  })
  const add = (reviewId: string, text = '又买了一次', as = token) =>
    rig.call(as, 'orders.appendReview', { reviewId, text, pictures: [] })
  const other = (await wechatMember(rig)).token
  expect(await add(first, undefined, other)).toMatchObject({ code: 'NOT_FOUND' })
  expect(await add(first, '违禁')).toMatchObject({ code: 'CONTENT_REFUSED' })
  const both = await Promise.all([add(first), add(first)])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.find(({ ok }) => !ok)).toMatchObject({ code: 'APPENDED_ALREADY' })
  expect(await mine(token, first)).toMatchObject({
    appended: { text: '又买了一次' },
    appendUntil: null,
  })
  const shown = (await shownOf(shop.packageId)).find(({ id }) => id === first)
  expect(shown).toMatchObject({ appended: { text: '又买了一次' }, reply: { text: '谢谢，会改进' } })
  await rig.advance(30 * DAY_MS)
  admin = await signInAdmin(rig)
  const later = (await signInMember(rig, phone)).token
  expect(await add(second, undefined, later)).toMatchObject({ code: 'APPEND_OVER' })
  expect(await mine(later, second)).toMatchObject({ appendUntil: null })
})

test('no answer of the content check, a doubt or a late doubtful picture: staff look first', async () => {
  const { token } = await wechatMember(rig)
  const line = await lineOf(token, await receivedBy(token))
  const wechat = rig.sandbox.peers.get('wechat')
  const down = { kind: 'http', status: 500, match: 'msg_sec_check' }
  wechat?.kit.faults.add(down, rig.sandbox.clock.now())
  const unanswered = await write(token, line, { text: '很好' })
  expect(unanswered).toMatchObject({ ok: true, value: { state: 'waiting' } })
  // Known before it was written.
  const early = await sendPicture(rig, token, { mark: 'SBX-REVIEW' })
  await answerChecks(rig)
  const known = await reviewed(token, { pictures: [early.fileId] })
  expect(await staff(known)).toMatchObject({ state: 'waiting' })
  const { fileId, reviewId } = await reviewedBeforeAnswer(token, 'SBX-REVIEW')
  expect(await shownIds(shop.packageId)).toContain(reviewId)
  await answerChecks(rig)
  const judged = await staff(reviewId)
  expect(judged).toMatchObject({ state: 'waiting', pictureUrls: [expect.any(String)] })
  expect(await shownIds(shop.packageId)).not.toContain(reviewId)
  // Somebody without the right of judging reads no file by its id.
  expect((await fetch(new URL(`/files/${fileId}`, rig.baseUrl))).status).toBe(404)
  const { version } = judged
  const stale = { reviewId, version: version - 1 }
  expect(await rig.call(admin, 'orders.approveReview', stale)).toMatchObject({
    code: 'VERSION_CONFLICT',
  })
  await rig.do(admin, 'orders.approveReview', { reviewId, version })
  const again = await staff(reviewId)
  const shown = { reviewId, version: again.version }
  expect(await rig.call(admin, 'orders.approveReview', shown)).toMatchObject({
    code: 'STATE_CONFLICT',
  })
  const [pictured] = await shownOf(shop.packageId, { pictured: true })
  expect(pictured).toMatchObject({ id: reviewId, pictures: [fileId] })
  // Hidden once is hidden; shown again by staff only.
  await rig.do(admin, 'orders.hideReview', { ...shown, reason: '含联系方式' })
  const hidden = { reviewId, version: shown.version + 1 }
  expect(await rig.call(admin, 'orders.hideReview', { ...hidden, reason: '再次' })).toMatchObject({
    code: 'STATE_CONFLICT',
  })
  await rig.do(admin, 'orders.approveReview', hidden)
  expect(await shownIds(shop.packageId)).toContain(reviewId)
})

test('a refused picture of a review is seen by its writer only, with the reason', async () => {
  const { token } = await wechatMember(rig)
  const { reviewId } = await reviewedBeforeAnswer(token, 'SBX-RISKY')
  await answerChecks(rig)
  const shown = (await shownOf(shop.packageId)).find(({ id }) => id === reviewId)
  expect(shown).toMatchObject({ pictures: [] })
  expect((await staff(reviewId)).pictureUrls).toEqual([])
  const own = await mine(token, reviewId)
  expect(own.pictures).toMatchObject([{ state: 'refused', reason: expect.stringMatching(/检查/) }])
  expect((await fetch(own.pictures[0]?.url ?? '')).status).toBe(200)
})

test('the console lists reviews by state, kind, reply and order', async () => {
  const { token } = await wechatMember(rig)
  const orderId = await receivedBy(token)
  const { orderNo } = await rig.do(token, 'orders.getMyOrder', { orderId })
  await write(token, await lineOf(token, orderId), { score: 2, text: '待核：有点小' })
  const list = async (filter: object) =>
    (await rig.do(admin, 'orders.listReviews', { filter })).rows.map((row) => row.orderNo)
  for (const filter of [
    { orderNo },
    { state: 'waiting', band: 'bad' },
    { replied: false, orderNo },
  ]) {
    expect(await list(filter)).toContain(orderNo)
  }
  expect(await list({ orderNo, replied: true })).toEqual([])
  expect(await list({ orderNo, state: 'shown' })).toEqual([])
  const [row] = (await rig.do(admin, 'orders.listReviews', { filter: { orderNo } })).rows
  expect(row).toMatchObject({ score: 2, text: '待核：有点小', state: 'waiting', replied: false })
})
