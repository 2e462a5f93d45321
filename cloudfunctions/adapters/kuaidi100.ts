import { createHash, timingSafeEqual } from 'node:crypto'
import { trackStateOf } from '@xietong/domain/fulfilment/track'
import type { TrackEvent, TrackingPort, TrackPush } from '../contexts/fulfilment/port'
import type { PeerTools } from '../runtime/peer-tools'
import type { PeerAnswer } from '../runtime/ports'
import { askPeer, jsonOf, type RawAnswer, refused, unknown } from './peer-call'

const ACCEPTED = '200'
/** The number is subscribed already: the effect that was wanted is there (IN-085). */
const ALREADY_SUBSCRIBED = '501'

/** Kuaidi100: subscription to tracking, and the pushes that follow. */
export function createTrackingClient(tools: PeerTools): TrackingPort {
  const { config } = tools
  return {
    subscribe(request) {
      const param = JSON.stringify({
        company: request.carrier,
        number: request.trackingNo,
        key: config.KUAIDI_KEY,
        parameters: {
          callbackurl: `${config.PUBLIC_BASE_URL.replace(/\/$/, '')}/hooks/kuaidi100/track`,
          salt: config.KUAIDI_SALT,
          resultv2: '1',
          phone: request.phone,
        },
      })
      return askPeer(
        tools,
        {
          peer: 'kuaidi100',
          call: 'subscribe-tracking',
          method: 'POST',
          url: `${config.KUAIDI_BASE.replace(/\/$/, '')}/poll`,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ schema: 'json', param }).toString(),
        },
        judge,
      )
    },
    readPush: (form) => readPush(config.KUAIDI_SALT, form),
  }
}

function judge(raw: RawAnswer): PeerAnswer<null> {
  if (raw.status !== 200) {
    return unknown(`HTTP ${raw.status}`)
  }
  const body = jsonOf(raw.body)
  const code = String(body?.returnCode ?? '')
  if (code === ACCEPTED || code === ALREADY_SUBSCRIBED) {
    return { kind: 'done', value: null }
  }
  return code === '' ? unknown('应答内容不完整') : refused('kuaidi100', code, String(body?.message))
}

type ReadPush = ReturnType<TrackingPort['readPush']>

/** IN-086: sign = upper-case MD5 of param + salt, compared before anything is read. */
function readPush(salt: string, form: { param: string; sign: string }): ReadPush {
  const wanted = Buffer.from(
    createHash('md5')
      .update(form.param + salt)
      .digest('hex')
      .toUpperCase(),
  )
  const given = Buffer.from(form.sign)
  if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) {
    return { ok: false, reason: '签名不符' }
  }
  const push = pushOf(jsonOf(Buffer.from(form.param)))
  return push ? { ok: true, push } : { ok: false, reason: '推送内容不完整' }
}

function pushOf(param: Record<string, unknown> | undefined): TrackPush | null {
  const result = param?.lastResult as Record<string, unknown> | undefined
  if (typeof result?.nu !== 'string' || typeof result.com !== 'string') {
    return null
  }
  const lines = Array.isArray(result.data) ? (result.data as Record<string, unknown>[]) : []
  const state = trackStateOf(String(result.state ?? ''))
  return {
    trackingNo: result.nu,
    carrier: result.com,
    state,
    events: lines.map((line) => eventOf(line, state)).filter((event) => event !== null),
  }
}

/** `2026-09-24 18:03:11` is Shanghai time. A line without a readable time tells nothing. */
function eventOf(line: Record<string, unknown>, state: string): TrackEvent | null {
  const written = String(line.ftime ?? line.time ?? '')
  const at = new Date(`${written.replace(' ', 'T')}+08:00`)
  if (Number.isNaN(at.getTime())) {
    return null
  }
  const code = line.statusCode === undefined ? null : String(line.statusCode)
  const text = String(line.context ?? '').slice(0, 300)
  return { at, text, state: code === null ? state : trackStateOf(code) }
}
