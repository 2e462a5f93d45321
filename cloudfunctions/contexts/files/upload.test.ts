import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
})
// Tests move the clock beyond the life of a session.
beforeEach(async () => {
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

const PNG = Buffer.from('\x89PNG\r\n\x1a\n picture', 'latin1')
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>')
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const MINUTE = 60_000

type Announced = Partial<{ type: string; size: number; access: 'public' | 'private' }>
const reserve = (announced: Announced = {}, token = admin) =>
  rig.do(token, 'files.createUpload', {
    name: '图片.png',
    type: 'image/png',
    size: PNG.length,
    ...announced,
  } as never)
const put = (uploadUrl: string, body: Buffer, type = 'image/png') =>
  fetch(new URL(uploadUrl, rig.baseUrl), {
    method: 'PUT',
    headers: { 'content-type': type },
    body: new Uint8Array(body),
  })
const confirm = (fileId: string, token = admin) =>
  rig.call(token, 'files.confirmUpload', { fileId })
const read = (fileId: string) => fetch(new URL(`/files/${fileId}`, rig.baseUrl))
const left = async (fileId: string) =>
  (await rig.db.query('select state from files.files where id = $1', [fileId])).rows[0]?.state
const objects = () =>
  rig.sandbox.peers
    .get('storage')
    ?.peer.outbox()
    .map(({ id }) => id)

async function stored(announced: Announced = {}, token = admin): Promise<string> {
  const { fileId, uploadUrl } = await reserve(announced, token)
  expect((await put(uploadUrl, PNG)).status).toBe(200)
  expect(await confirm(fileId, token)).toMatchObject({ ok: true })
  return fileId
}

test('IN-118 signed for one key, type, size and 30 minutes; a missing file is refused, an unreported one removed after 24 h', async () => {
  const { fileId, uploadUrl } = await reserve()
  expect(new URL(uploadUrl).pathname).toMatch(new RegExp(`^/peers/storage/.*/${fileId}$`))
  // Nothing arrived: the report is refused and the file stays unseen.
  expect(await confirm(fileId)).toMatchObject({ code: 'FILE_MISSING' })
  // The store itself refuses another key, type or length than the signed one.
  const other = uploadUrl.replace(fileId, '00000000-0000-4000-8000-000000000000')
  expect((await put(other, PNG)).status).toBe(403)
  expect((await put(uploadUrl, PNG, 'image/jpeg')).status).toBe(403)
  expect((await put(uploadUrl, Buffer.concat([PNG, PNG]))).status).toBe(403)
  const sent = await put(uploadUrl, PNG)
  expect(sent.status).toBe(200)
  expect((await read(fileId)).status).toBe(404)
  // A report with another content's tag is not this upload.
  const wrong = await rig.call(admin, 'files.confirmUpload', { fileId, etag: '"0"' })
  expect(wrong).toMatchObject({ code: 'FILE_MISSING' })
  const etag = sent.headers.get('etag') ?? ''
  expect(await rig.do(admin, 'files.confirmUpload', { fileId, etag })).toEqual({
    fileId,
    state: 'stored',
  })
  expect(Buffer.from(await (await read(fileId)).arrayBuffer())).toEqual(PNG)
  // Half an hour later a link is over.
  const late = await reserve()
  const unreported = await reserve()
  await put(unreported.uploadUrl, PNG)
  expect(objects()).toContain(unreported.fileId)
  await rig.advance(30 * MINUTE + 1_000)
  expect((await put(late.uploadUrl, PNG)).status).toBe(403)
  await rig.advance(23 * 60 * MINUTE)
  await rig.tick()
  expect(await left(unreported.fileId)).toBe('reserved')
  await rig.advance(120 * MINUTE)
  await rig.tick()
  expect(await left(unreported.fileId)).toBeUndefined()
  expect(objects()).not.toContain(unreported.fileId)
  expect(await left(fileId)).toBe('stored')
})

test('a file is reported by its owner only, and twice with the same answer', async () => {
  const { token } = await signInMember(rig)
  const { fileId, uploadUrl } = await reserve({}, token)
  await put(uploadUrl, PNG)
  expect(await confirm(fileId, admin)).toMatchObject({ code: 'NOT_FOUND' })
  expect(await confirm(fileId, (await signInMember(rig)).token)).toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(await confirm(fileId, token)).toMatchObject({ ok: true })
  expect(await confirm(fileId, token)).toMatchObject({ ok: true })
})

test('bytes of another type and a workbook with macros are refused and stay with their owner', async () => {
  const drawn = await reserve({ size: SVG.length })
  await put(drawn.uploadUrl, SVG)
  expect(await confirm(drawn.fileId)).toMatchObject({ code: 'FILE_REFUSED', message: /类型不一致/ })
  const book = Buffer.from('PK\x03\x04 xl/workbook.xml xl/vbaProject.bin', 'latin1')
  const macro = await reserve({ type: XLSX, size: book.length })
  await put(macro.uploadUrl, book, XLSX)
  expect(await confirm(macro.fileId)).toMatchObject({ code: 'FILE_REFUSED', message: /宏/ })
  for (const { fileId } of [drawn, macro]) {
    expect(await left(fileId)).toBe('refused')
    expect((await read(fileId)).status).toBe(404)
    expect(await confirm(fileId)).toMatchObject({ code: 'FILE_REFUSED' })
    // Its owner may look at it, nobody else.
    expect(await rig.call(admin, 'files.openFile', { fileId })).toMatchObject({ ok: true })
    const { token } = await signInMember(rig)
    expect(await rig.call(token, 'files.openFile', { fileId })).toMatchObject({ code: 'NOT_FOUND' })
  }
})

test('IN-120 goods pictures are public; private files open with a link of ten minutes after a right check', async () => {
  const picture = await stored()
  const seen = await read(picture)
  expect(seen.status).toBe(200)
  expect(seen.headers.get('content-type')).toBe('image/png')
  const part = await fetch(new URL(`/files/${picture}`, rig.baseUrl), {
    headers: { range: 'bytes=0-3' },
  })
  expect(part.status).toBe(206)
  expect(Buffer.from(await part.arrayBuffer())).toEqual(PNG.subarray(0, 4))

  const { token } = await signInMember(rig)
  const voucher = await stored({ access: 'private' }, token)
  expect((await read(voucher)).status).toBe(404)
  const stranger = (await signInMember(rig)).token
  for (const who of [stranger, admin]) {
    const refused = await rig.call(who, 'files.openFile', { fileId: voucher })
    expect(refused).toMatchObject({ code: 'NOT_FOUND' })
  }
  const { url, until } = await rig.do(token, 'files.openFile', { fileId: voucher })
  expect(Date.parse(until) - rig.now().getTime()).toBeLessThanOrEqual(10 * MINUTE)
  expect((await fetch(url)).status).toBe(200)
  expect((await fetch(url.replace(/q-signature=\w{4}/, 'q-signature=beef'))).status).toBe(403)
  await rig.advance(20 * MINUTE)
  expect((await fetch(url)).status).toBe(403)
  // The page asks again and gets a new one.
  const again = await rig.do(token, 'files.openFile', { fileId: voucher })
  expect((await fetch(again.url)).status).toBe(200)
})

test('an SVG cannot even be announced, and without a session nothing can', async () => {
  const announced = { name: 'a.svg', type: 'image/svg+xml', size: 10 }
  const refused = await rig.call(admin, 'files.createUpload', announced as never)
  expect(refused).toMatchObject({ code: 'VALIDATION_FAILED' })
  const nobody = await rig.call(null, 'files.createUpload', {
    name: 'a.png',
    type: 'image/png',
    size: 10,
  })
  expect(nobody).toMatchObject({ status: 401 })
})
