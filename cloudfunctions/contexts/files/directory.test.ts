import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createDirectoryStore } from '../../adapters/files-directory'
import { createApiApp } from '../../runtime/http'

/** The same product with its files in a folder instead of a bucket. */
const folder = mkdtempSync(join(tmpdir(), 'xietong-files-'))
let rig: Rig
let admin: string
let app: ReturnType<typeof createApiApp>
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  const ports = { ...rig.deps.ports, files: createDirectoryStore(folder) }
  app = createApiApp({ ...rig.pipeline, deps: { ...rig.deps, ports } })
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await rig.stop()
})

const PNG = Buffer.from('\x89PNG\r\n\x1a\n picture', 'latin1')

async function call<Value>(name: string, input: object): Promise<Value> {
  const response = await app.request(`/api/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  const answer = (await response.json()) as { ok: boolean; value: Value }
  expect(answer).toMatchObject({ ok: true })
  return answer.value
}

async function upload(access: 'public' | 'private'): Promise<string> {
  const { fileId, uploadUrl } = await call<{ fileId: string; uploadUrl: string }>(
    'files.createUpload',
    {
      name: '图片.png',
      type: 'image/png',
      size: PNG.length,
      access,
      requestId: rig.deps.newId(),
    },
  )
  expect(uploadUrl).toMatch(/^\/files\/upload\//)
  const sent = await app.request(uploadUrl, { method: 'PUT', body: new Uint8Array(PNG) })
  expect(await sent.json()).toMatchObject({ ok: true, fileId })
  // One link takes one file.
  expect((await app.request(uploadUrl, { method: 'PUT', body: PNG })).status).toBe(400)
  await call('files.confirmUpload', { fileId, requestId: rig.deps.newId() })
  return fileId
}

test('a folder takes and gives the bytes through the product, also in parts', async () => {
  const fileId = await upload('public')
  const whole = await app.request(`/files/${fileId}`)
  expect(whole.headers.get('cache-control')).toMatch(/immutable/)
  expect(whole.headers.get('x-content-type-options')).toBe('nosniff')
  expect(Buffer.from(await whole.arrayBuffer())).toEqual(PNG)
  const ask = (range: string) => app.request(`/files/${fileId}`, { headers: { range } })
  const last = await ask('bytes=-4')
  expect([last.status, last.headers.get('content-range')]).toEqual([
    206,
    `bytes ${PNG.length - 4}-${PNG.length - 1}/${PNG.length}`,
  ])
  expect(Buffer.from(await last.arrayBuffer())).toEqual(PNG.subarray(-4))
  expect((await ask('bytes=4-')).status).toBe(206)
  expect((await ask('bytes=900-')).status).toBe(416)
  expect((await ask('bytes=0-1,3-4')).status).toBe(200)
})

test('a private file of a folder needs a signed address that is not over', async () => {
  const fileId = await upload('private')
  expect((await app.request(`/files/${fileId}`)).status).toBe(404)
  const { url } = await call<{ url: string }>('files.openFile', { fileId })
  const opened = await app.request(url)
  expect([opened.status, opened.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect((await app.request(url.replace(/sign=.{4}/, 'sign=beef'))).status).toBe(403)
  await rig.advance(10 * 60_000 + 1)
  expect((await app.request(url)).status).toBe(403)
})
