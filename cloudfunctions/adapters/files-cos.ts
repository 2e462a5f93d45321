import { createHash, createHmac } from 'node:crypto'
import type { FileStorePort } from '../contexts/files/port'
import { exchange, type HttpOutcome, type HttpRequest } from './transport'

/** IN-008: a file may take longer than a question. */
const TRANSFER_MS = 60_000
/** A signature of ours lives as long as one transfer may take. */
const OWN_SECONDS = 300

export interface CosOptions {
  /** Address of the bucket: `https://name-1250000000.cos.ap-shanghai.myqcloud.com`. */
  readonly base: string
  readonly secretId: string
  readonly secretKey: string
  now(): Date
}

interface Signed {
  readonly method: 'get' | 'put' | 'head' | 'delete'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly from: Date
  readonly until: Date
}

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex')
const hmac = (key: string, text: string) => createHmac('sha1', key).update(text).digest('hex')
const seconds = (at: Date) => Math.floor(at.getTime() / 1_000)

/** The XML API's signature over method, path, headers and time. */
function signature(options: CosOptions, signed: Signed): string {
  const time = `${seconds(signed.from)};${seconds(signed.until)}`
  const names = Object.keys(signed.headers).sort()
  const headers = names
    .map((name) => `${name}=${encodeURIComponent(signed.headers[name] ?? '')}`)
    .join('&')
  const request = `${signed.method}\n${signed.path}\n\n${headers}\n`
  const text = `sha1\n${time}\n${sha1(request)}\n`
  return [
    'q-sign-algorithm=sha1',
    `q-ak=${options.secretId}`,
    `q-sign-time=${time}`,
    `q-key-time=${time}`,
    `q-header-list=${names.join(';')}`,
    'q-url-param-list=',
    `q-signature=${hmac(hmac(options.secretKey, time), text)}`,
  ].join('&')
}

/**
 * Tencent cloud object storage (IN-118, IN-120). Clients put and get with signed addresses, so that
 * no bytes pass through a function.
 */
export function createCosStore(options: CosOptions): FileStorePort {
  const base = options.base.replace(/\/$/, '')
  const address = (key: string) => new URL(`${base}/${key}`)
  const send = async (
    method: Exclude<HttpRequest['method'], 'POST'>,
    key: string,
    part: { headers?: Record<string, string>; body?: Uint8Array } = {},
  ) => {
    const url = address(key)
    const from = options.now()
    const until = new Date(from.getTime() + OWN_SECONDS * 1_000)
    const signed = { method: verb(method), path: url.pathname, headers: {}, from, until }
    const headers = { ...part.headers, authorization: signature(options, signed) }
    const body = part.body === undefined ? {} : { body: part.body }
    return exchange({ method, url: url.href, headers, answerMs: TRANSFER_MS, ...body })
  }
  const link = (
    method: 'get' | 'put',
    key: string,
    { headers, until }: { headers: Readonly<Record<string, string>>; until: Date },
  ) => {
    const url = address(key)
    const signed = { method, path: url.pathname, headers, from: options.now(), until }
    return `${url.href}?${signature(options, signed)}`
  }
  return {
    async put(key, bytes, type) {
      answered(await send('PUT', key, { headers: { 'content-type': type }, body: bytes }))
    },
    async get(key, range) {
      const part = range ? { headers: { range: `bytes=${range.from}-${range.to}` } } : {}
      return answered(await send('GET', key, part))?.body ?? null
    },
    async head(key) {
      const found = answered(await send('HEAD', key))
      return found
        ? { size: Number(found.headers['content-length'] ?? 0), etag: found.headers.etag ?? '' }
        : null
    },
    async remove(key) {
      answered(await send('DELETE', key))
    },
    putLink: (key, { type, size, until }) => {
      // Signed headers: another type or length is refused by the store itself.
      const headers = { 'content-length': String(size), 'content-type': type }
      return link('put', key, { headers, until })
    },
    getLink: (key, until) => link('get', key, { headers: {}, until }),
  }
}

const verb = (method: Exclude<HttpRequest['method'], 'POST'>) =>
  method.toLowerCase() as Signed['method']

/** The answer, null where nothing is stored; everything else is a failure of the store. */
function answered(outcome: HttpOutcome) {
  if (outcome.kind !== 'answer') {
    throw new Error(`object storage: ${outcome.message}`)
  }
  if (outcome.status === 404) {
    return null
  }
  if (outcome.status >= 300) {
    throw new Error(`object storage answered ${outcome.status}`)
  }
  return outcome
}
