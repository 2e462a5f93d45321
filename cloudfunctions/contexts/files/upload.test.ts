import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

const PNG = Buffer.from('\x89PNG\r\n\x1a\n picture', 'latin1')
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>')

const reserve = (size: number, type: 'image/png' | 'video/mp4' = 'image/png') =>
  rig.do(admin, 'files.createUpload', { name: '图片.png', type, size })
const put = (uploadUrl: string, body: Buffer) =>
  fetch(new URL(uploadUrl, rig.baseUrl), { method: 'PUT', body: new Uint8Array(body) })
const read = (fileId: string) => fetch(new URL(`/files/${fileId}`, rig.baseUrl))

test('a picture is uploaded once and read by everybody under its own type', async () => {
  const { fileId, uploadUrl } = await reserve(PNG.length)
  expect((await read(fileId)).status).toBe(404)
  expect((await put(uploadUrl, PNG)).status).toBe(200)
  const response = await read(fileId)
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(Buffer.from(await response.arrayBuffer())).toEqual(PNG)
  expect((await put(uploadUrl, PNG)).status).toBe(400)
})

test('bytes of another type, too many bytes and foreign links are refused', async () => {
  const drawn = await reserve(SVG.length)
  const refused = await put(drawn.uploadUrl, SVG)
  expect(refused.status).toBe(400)
  expect(await refused.json()).toMatchObject({ ok: false, message: /PNG、JPG、WebP/ })
  const video = await reserve(PNG.length, 'video/mp4')
  expect((await put(video.uploadUrl, PNG)).status).toBe(400)
  const small = await reserve(4)
  expect((await put(small.uploadUrl, PNG)).status).toBe(400)
  expect((await put('/files/upload/not-a-token', PNG)).status).toBe(400)
  for (const { fileId } of [drawn, video, small]) {
    expect((await read(fileId)).status).toBe(404)
  }
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

test('a link ends after 15 minutes, and what nobody filled is swept a day later', async () => {
  const { fileId, uploadUrl } = await reserve(PNG.length)
  await rig.advance(15 * 60_000 + 1)
  expect((await put(uploadUrl, PNG)).status).toBe(400)
  const left = () => rig.db.query('select 1 from files.files where id = $1', [fileId])
  expect((await left()).rowCount).toBe(1)
  await rig.tick()
  await rig.advance(2 * 86_400_000)
  await rig.tick()
  expect((await left()).rowCount).toBe(0)
})
