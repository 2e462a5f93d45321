import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import type { BillFile, BillKind } from '../contexts/payments/port'
import type { PeerTools } from '../runtime/peer-tools'
import type { PeerAnswer } from '../runtime/ports'
import { askPeer, refused, unknown } from './peer-call'
import { authorization, type PayKeys } from './wechat-pay-signing'

const UNPACKED_MAX = 200 * 1024 * 1024
const DOWNLOAD_MS = 60_000

/** Path and query that ask for the bill of a day, packed. */
export function billTarget(kind: BillKind, day: string): string {
  return kind === 'trade'
    ? `/v3/bill/tradebill?bill_date=${day}&bill_type=ALL&tar_type=GZIP`
    : `/v3/bill/fundflowbill?bill_date=${day}&account_type=BASIC&tar_type=GZIP`
}

/** Where the file lies and what its unpacked text must hash to. */
export interface BillPlace {
  readonly url: string
  readonly sha1: string
}

export function billPlaceFrom(fields: Record<string, unknown> | undefined): BillPlace | null {
  const { download_url: url, hash_value: hash, hash_type: type } = fields ?? {}
  const known = typeof url === 'string' && typeof hash === 'string' && type === 'SHA1'
  return known ? { url, sha1: hash.toLowerCase() } : null
}

/** The signed download: the one answer of WeChat Pay that is not signed itself (IN-040, IN-056). */
export function downloadBill(
  tools: PeerTools,
  keys: PayKeys,
  place: BillPlace,
): Promise<PeerAnswer<BillFile>> {
  const url = new URL(place.url)
  if (!isOfPeer(tools, url)) {
    return Promise.resolve(refused('wechat-pay', 'BILL_ADDRESS', `账单地址不可信：${url.hostname}`))
  }
  const target = `${url.pathname}${url.search}`
  return askPeer<BillFile>(
    tools,
    {
      peer: 'wechat-pay',
      call: 'download-bill',
      method: 'GET',
      url: place.url,
      headers: {
        accept: '*/*',
        'user-agent': 'xietong/1',
        authorization: authorization(keys, { method: 'GET', target, body: '' }, tools.now()),
      },
      answerMs: DOWNLOAD_MS,
    },
    (raw) => (raw.status === 200 ? unpacked(raw.body, place) : unknown(`HTTP ${raw.status}`)),
  )
}

function unpacked(packed: Buffer, place: BillPlace): PeerAnswer<BillFile> {
  let text: Buffer
  try {
    text = gunzipSync(packed, { maxOutputLength: UNPACKED_MAX })
  } catch {
    return unknown('账单文件无法解压')
  }
  const sha1 = createHash('sha1').update(text).digest('hex')
  return sha1 === place.sha1
    ? { kind: 'done', value: { text: text.toString('utf8'), packed, sha1 } }
    : { kind: 'refused', code: 'BILL_HASH_WRONG', message: '账单文件校验不符', retry: true }
}

/** Our signature goes to WeChat Pay only, whatever address an answer names. */
function isOfPeer(tools: PeerTools, url: URL): boolean {
  const base = new URL(tools.config.WXPAY_BASE)
  return (
    url.origin === base.origin ||
    (url.protocol === 'https:' && url.hostname.endsWith('.mch.weixin.qq.com'))
  )
}
