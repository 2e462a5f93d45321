import { createHash } from 'node:crypto'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { answerChecks, sendPicture, sendVideo, wechatMember } from '../../../tests/rig/pictures'
import { type Rig, startRig } from '../../../tests/rig/rig'

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
})
beforeEach(async () => {
  admin = await signInAdmin(rig)
})
afterEach(() => wechat().kit.faults.clear())
afterAll(() => rig.stop())

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const wechat = () => {
  const open = rig.sandbox.peers.get('wechat')
  if (!open) throw new Error('the sandbox has no WeChat')
  return open
}
const fault = (body: Record<string, unknown>) =>
  wechat().kit.faults.add(body, rig.sandbox.clock.now())
const asked = () =>
  wechat()
    .kit.log.list()
    .filter(({ path }) => path.startsWith('/wxa/media_check_async')).length
const seen = async (fileId: string) =>
  (await fetch(new URL(`/files/${fileId}`, rig.baseUrl))).status === 200
const confirm = (token: string, fileId: string) =>
  rig.call(token, 'files.confirmUpload', { fileId })
const opens = async (token: string, fileId: string) =>
  (await rig.call(token, 'files.openFile', { fileId })).ok
const standing = async (fileId: string) =>
  (await rig.db.query('select state, reason, verdict from files.files where id = $1', [fileId]))
    .rows[0]

/** A document as the browser announces it. */
async function sendBook(bytes: Buffer, announced: { type?: string; size?: number } = {}) {
  const { type = XLSX, size = bytes.length } = announced
  const name = 'book.xlsx'
  const { fileId, uploadUrl } = await rig.do(admin, 'files.createUpload', {
    name,
    type,
    size,
  } as never)
  await fetch(new URL(uploadUrl, rig.baseUrl), {
    method: 'PUT',
    headers: { 'content-type': type },
    body: new Uint8Array(bytes),
  })
  return { fileId, answer: await confirm(admin, fileId) }
}

test('IN-123 type by content, size, picture check and macros before a file is seen; a refused one stays with its uploader and says why', async () => {
  const { token } = await wechatMember(rig)
  const other = (await wechatMember(rig)).token
  // Unseen until WeChat answers; then everybody sees it.
  const good = await sendPicture(rig, token)
  expect(good.state).toBe('checking')
  expect(await seen(good.fileId)).toBe(false)
  expect(await opens(other, good.fileId)).toBe(false)
  // Agreed files are flagged: hidden with the reason, or kept for a person.
  const bad = await sendPicture(rig, token, { mark: 'SBX-RISKY' })
  const doubtful = await sendPicture(rig, token, { mark: 'SBX-REVIEW' })
  await answerChecks(rig)
  expect(await seen(good.fileId)).toBe(true)
  expect(await confirm(token, good.fileId)).toMatchObject({ value: { state: 'stored' } })
  expect(await standing(doubtful.fileId)).toMatchObject({ state: 'checking', verdict: 'review' })
  expect(await seen(doubtful.fileId)).toBe(false)

  expect(await confirm(token, bad.fileId)).toMatchObject({
    code: 'FILE_REFUSED',
    message: /内容安全检查/,
  })
  expect(await seen(bad.fileId)).toBe(false)
  for (const stranger of [other, admin, (await signInMember(rig)).token]) {
    expect(await opens(stranger, bad.fileId)).toBe(false)
    expect(await confirm(stranger, bad.fileId)).toMatchObject({ code: 'NOT_FOUND' })
  }
  const { url } = await rig.do(token, 'files.openFile', { fileId: bad.fileId })
  expect((await fetch(url)).status).toBe(200)

  // Content against name, another size than announced, and a document that Excel would run.
  const html = await sendBook(Buffer.from('<!doctype html><script>x()</script>'))
  expect(html.answer).toMatchObject({ code: 'FILE_REFUSED', message: /类型不一致/ })
  const png = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  const fake = await sendBook(png, { type: 'image/jpeg' })
  expect(fake.answer).toMatchObject({ code: 'FILE_REFUSED', message: /类型不一致/ })
  const macros = Buffer.from('PK\x03\x04 xl/workbook.xml xl/vbaProject.bin', 'latin1')
  const macro = await sendBook(macros)
  expect(macro.answer).toMatchObject({ code: 'FILE_REFUSED', message: /宏/ })
  const large = await rig.call(token, 'files.createUpload', {
    name: 'large.png',
    type: 'image/png',
    size: 20 * 1024 * 1024 + 1,
  })
  expect(large).toMatchObject({ code: 'VALIDATION_FAILED' })
  for (const { fileId } of [html, fake, macro]) {
    expect(await seen(fileId)).toBe(false)
    expect(await opens(admin, fileId)).toBe(true)
    expect(await opens(token, fileId)).toBe(false)
    expect((await standing(fileId)).reason).not.toBe('')
  }
})

test('a lost, doubled or forged answer: asked again, applied once, never believed', async () => {
  const { token } = await wechatMember(rig)
  fault({ kind: 'drop', on: 'callback', match: 'wxa_media_check' })
  const { fileId } = await sendPicture(rig, token)
  await rig.tick()
  await rig.tick()
  expect(await standing(fileId)).toMatchObject({ state: 'checking', verdict: null })
  const before = asked()
  await rig.advance(31 * 60_000)
  fault({ kind: 'duplicate', on: 'callback', match: 'wxa_media_check', copies: 2 })
  await answerChecks(rig)
  expect(asked()).toBeGreaterThan(before)
  expect(await seen(fileId)).toBe(true)

  fault({ kind: 'bad-signature', on: 'callback', match: 'wxa_media_check', times: 3 })
  const next = await sendPicture(rig, token)
  await rig.tick()
  await rig.tick()
  await rig.advance(10_000)
  await rig.advance(10_000)
  expect(await standing(next.fileId)).toMatchObject({ state: 'checking', verdict: null })
  const { rows } = await rig.db.query(
    `select 1 from peers.inbox where peer = 'wechat' and state = 'bad-signature'`,
  )
  expect(rows.length).toBeGreaterThan(0)
  wechat().kit.faults.clear()
  await rig.advance(31 * 60_000)
  await answerChecks(rig)
  expect(await seen(next.fileId)).toBe(true)
})

test('a check that fails at WeChat, or that cannot be asked, keeps the picture unseen', async () => {
  const { token } = await wechatMember(rig)
  fault({ kind: 'code', code: '-1', match: 'media_check_async' })
  const { fileId } = await sendPicture(rig, token)
  expect(await seen(fileId)).toBe(false)
  await answerChecks(rig)
  expect(await seen(fileId)).toBe(true)
  // Nobody whom WeChat knows: it waits.
  const unknown = (await signInMember(rig)).token
  const waiting = await sendPicture(rig, unknown)
  await rig.tick()
  expect(waiting.state).toBe('checking')
  expect(await seen(waiting.fileId)).toBe(false)
  // Staff upload what is the merchant's own; WeChat looks at no videos.
  expect((await sendPicture(rig, admin)).state).toBe('stored')
  expect(await seen(await sendVideo(rig, token))).toBe(true)
})

/** Half a day in which the jobs look every half hour. */
async function halfDay() {
  for (let turn = 0; turn < 24; turn++) {
    await rig.advance(31 * 60_000)
    await rig.tick()
  }
}

test('whom WeChat does not know yet can be asked about later, however long it takes', async () => {
  const { token, phone } = await signInMember(rig)
  const { fileId } = await sendPicture(rig, token)
  await halfDay()
  expect(await standing(fileId)).toMatchObject({ state: 'checking', verdict: null })
  await wechatMember(rig, phone)
  await rig.advance(31 * 60_000)
  await rig.tick()
  await answerChecks(rig)
  expect(await seen(fileId)).toBe(true)
})

test('what WeChat never answers is left to a person like a doubt', async () => {
  const { token } = await wechatMember(rig)
  fault({ kind: 'drop', on: 'callback', match: 'wxa_media_check', times: 100 })
  const open = await sendPicture(rig, token)
  const before = asked()
  await halfDay()
  expect(asked() - before).toBeLessThanOrEqual(10)
  expect(await standing(open.fileId)).toMatchObject({ state: 'checking', verdict: 'review' })
  expect(await seen(open.fileId)).toBe(false)
})

test('the address of events answers only to who knows the token, and opens only sealed events', async () => {
  const address = new URL('/hooks/wechat/event', rig.baseUrl)
  const hello = await fetch(`${address}?signature=00&timestamp=1&nonce=2&echostr=yes`)
  expect(hello.status).toBe(403)
  const signature = createHash('sha1')
    .update([rig.env.WECHAT_EVENT_TOKEN, '1', '2'].sort().join(''))
    .digest('hex')
  const known = await fetch(`${address}?signature=${signature}&timestamp=1&nonce=2&echostr=yes`)
  expect(await known.text()).toBe('yes')
  // A body that is not sealed is not signed either.
  const plain = await fetch(`${address}?signature=${signature}&timestamp=1&nonce=2`, {
    method: 'POST',
    body: JSON.stringify({ Event: 'wxa_media_check', trace_id: 'x', result: { suggest: 'pass' } }),
  })
  expect(plain.status).toBe(403)
})
