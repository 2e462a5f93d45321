import { createHash, createHmac } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from 'hono'
import type { Collection } from '../../core/journal'
import {
  type Message,
  newPeerApp,
  type Peer,
  type PeerEnv,
  type PeerKit,
  type PeerPlan,
  refuseControl,
} from '../../core/peer'
import { looksReal } from '../../keys'

/** Tencent cloud object storage (COS): PUT, GET, HEAD and DELETE of one bucket, signed. */
export const storagePlan: PeerPlan = {
  name: 'storage',
  rules: () => ({
    retrySeconds: [],
    build: () => ({ headers: {}, body: '' }),
    accepts: () => true,
  }),
  open: (kit) => openPeer(kit),
}

interface StoredObject {
  key: string
  type: string
  size: number
  etag: string
  at: string
}

interface StorageDesk {
  kit: PeerKit
  objects: Collection<StoredObject>
  folder: string
}

function openPeer(kit: PeerKit): Peer {
  const desk: StorageDesk = {
    kit,
    objects: kit.store.collection('objects'),
    folder: join(kit.dataDir, 'objects'),
  }
  mkdirSync(desk.folder, { recursive: true })
  const app = newPeerApp()
  app.use('/:bucket/*', allowOrigins)
  app.put('/:bucket/*', (c) => put(c, desk))
  app.get('/:bucket/*', (c) => get(c, desk))
  app.delete('/:bucket/*', (c) => remove(c, desk))
  return {
    name: 'storage',
    title: '对象存储',
    app,
    errorBody: (code, message, status) => ({
      status: status || 500,
      body: xml(code || 'InternalError', message || 'Internal error'),
    }),
    act: async (action) => refuseControl(`没有这个动作：${action}`),
    outbox: () => desk.objects.all().map(asMessage),
    summary: () => ({ objects: desk.objects.size() }),
  }
}

const asMessage = (object: StoredObject): Message => ({
  id: object.key,
  at: object.at,
  kind: '文件',
  to: '对象存储',
  text: `${object.key}（${object.size} 字节）`,
  detail: { ...object },
})

const xml = (code: string, message: string): string =>
  `<?xml version='1.0' encoding='utf-8' ?>` +
  `<Error><Code>${code}</Code><Message>${message}</Message></Error>`

function refuse(c: Context<PeerEnv>, status: 403 | 404, code: string, message: string): Response {
  return c.body(xml(code, message), status, { 'Content-Type': 'application/xml' })
}

const keyOf = (c: Context<PeerEnv>): string => {
  const path = decodeURIComponent(c.get('target').split('?')[0] ?? '')
  return path.split('/').slice(2).join('/')
}

const fileOf = (desk: StorageDesk, key: string): string =>
  join(desk.folder, createHash('sha256').update(key).digest('hex'))

async function put(c: Context<PeerEnv>, desk: StorageDesk): Promise<Response> {
  const problem = signatureProblem(c, desk)
  if (problem) return problem
  const bytes = Buffer.from(await c.req.arrayBuffer())
  const key = keyOf(c)
  const etag = `"${createHash('md5').update(bytes).digest('hex')}"`
  writeFileSync(fileOf(desk, key), bytes)
  desk.objects.put(key, {
    key,
    type: c.req.header('content-type') ?? 'application/octet-stream',
    size: bytes.byteLength,
    etag,
    at: desk.kit.clock.now().toISOString(),
  })
  c.set('key', key)
  return c.body(null, 200, { ETag: etag })
}

function get(c: Context<PeerEnv>, desk: StorageDesk): Response {
  const problem = signatureProblem(c, desk)
  if (problem) return problem
  const object = desk.objects.get(keyOf(c))
  if (!object) return refuse(c, 404, 'NoSuchKey', 'The specified key does not exist.')
  const bytes = readFileSync(fileOf(desk, object.key))
  const headers = { 'Content-Type': object.type, ETag: object.etag, 'Accept-Ranges': 'bytes' }
  const range = /^bytes=(\d+)-(\d*)$/.exec(c.req.header('range') ?? '')
  if (!range) {
    const length = { 'Content-Length': String(object.size) }
    return new Response(new Uint8Array(bytes), { headers: { ...headers, ...length } })
  }
  const from = Number(range[1])
  const to = range[2] ? Math.min(Number(range[2]), object.size - 1) : object.size - 1
  const part = new Uint8Array(bytes.subarray(from, to + 1))
  const where = { 'Content-Range': `bytes ${from}-${to}/${object.size}` }
  return new Response(part, { status: 206, headers: { ...headers, ...where } })
}

/** The CORS rule of the bucket: the console and H5 put and get from their own origins. */
async function allowOrigins(c: Context<PeerEnv>, next: () => Promise<void>) {
  if (c.req.method === 'OPTIONS') {
    return c.body(null, 204, {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'PUT, GET, HEAD',
      'Access-Control-Allow-Headers': 'content-type',
    })
  }
  await next()
  c.res.headers.set('Access-Control-Allow-Origin', '*')
  c.res.headers.set('Access-Control-Expose-Headers', 'ETag')
}

function remove(c: Context<PeerEnv>, desk: StorageDesk): Response {
  const problem = signatureProblem(c, desk)
  if (problem) return problem
  rmSync(fileOf(desk, keyOf(c)), { force: true })
  desk.objects.remove(keyOf(c))
  return c.body(null, 204)
}

/** The XML API's signature, in the header or in the address (a signed link). */
function signatureProblem(c: Context<PeerEnv>, desk: StorageDesk): Response | undefined {
  const header = c.req.header('authorization') ?? new URL(c.req.url).search.slice(1)
  const fields = new URLSearchParams(header)
  const secretId = fields.get('q-ak') ?? ''
  const { storage } = desk.kit.keys
  if (looksReal(secretId) || secretId !== storage.secretId) {
    return refuse(c, 403, 'InvalidAccessKeyId', 'The access key Id you provided does not exist')
  }
  const keyTime = fields.get('q-key-time') ?? ''
  const [from = 0, until = 0] = keyTime.split(';').map(Number)
  const clocks = [desk.kit.clock.real(), desk.kit.clock.now()].map((at) => at.getTime() / 1000)
  if (!clocks.some((at) => at >= from - 300 && at <= until)) {
    return refuse(c, 403, 'RequestTimeTooSkewed', 'Request has expired')
  }
  const good = cosSignature(c, storage.secretKey, {
    keyTime,
    headers: fields.get('q-header-list') ?? '',
  })
  return good.includes(fields.get('q-signature') ?? '-')
    ? undefined
    : refuse(c, 403, 'SignatureDoesNotMatch', 'The Signature you specified is invalid.')
}

/** The signatures that fit: over the path as the peer knows it, or as it came. */
function cosSignature(
  c: Context<PeerEnv>,
  secretKey: string,
  signed: { keyTime: string; headers: string },
): string[] {
  const signKey = createHmac('sha1', secretKey).update(signed.keyTime).digest('hex')
  const names = signed.headers.split(';').filter((name) => name !== '')
  const headers = names
    .map((name) => `${name}=${encodeURIComponent(c.req.header(name) ?? '')}`)
    .join('&')
  const own = decodeURIComponent(c.get('target').split('?')[0] ?? '')
  return [own, decodeURIComponent(new URL(c.req.url).pathname)].map((path) => {
    const request = `${c.req.method.toLowerCase()}\n${path}\n\n${headers}\n`
    const digest = createHash('sha1').update(request).digest('hex')
    const text = `sha1\n${signed.keyTime}\n${digest}\n`
    return createHmac('sha1', signKey).update(text).digest('hex')
  })
}
