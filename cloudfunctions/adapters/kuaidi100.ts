import { createHash, timingSafeEqual } from 'node:crypto'
import { trackStateOf } from '@xietong/domain/fulfilment/track'
import type { TrackEvent, TrackingPort, TrackPush } from '../contexts/fulfilment/port'
import type { PeerTools } from '../runtime/peer-tools'
import type { PeerAnswer } from '../runtime/ports'
import { askPeer, jsonOf, type RawAnswer, refused, unknown } from './peer-call'

const ACCEPTED = '200'
/** The number is subscribed already: the effect that was wanted is there (IN-085). */
const ALREADY_SUBSCRIBED = '501'

/** Kuaidi100: subscription to tracking, the pushes that follow, and questions in between. */
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
    query(request) {
      const param = JSON.stringify({
        com: request.carrier,
        num: request.trackingNo,
        phone: request.phone,
        resultv2: '1',
        order: 'desc',
      })
      const { KUAIDI_KEY: key, KUAIDI_CUSTOMER: customer } = config
      return askPeer(
        tools,
        {
          peer: 'kuaidi100',
          call: 'query-track',
          method: 'POST',
          url: `${config.KUAIDI_BASE.replace(/\/$/, '')}/poll/query.do`,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({
            customer,
            sign: upperMd5(param + key + customer),
            param,
          }).toString(),
        },
        judgeRoute,
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

/** A route comes as it is; a refusal as `result: false` with its code. */
function judgeRoute(raw: RawAnswer): PeerAnswer<TrackPush> {
  if (raw.status !== 200) {
    return unknown(`HTTP ${raw.status}`)
  }
  const body = jsonOf(raw.body)
  if (body?.result === false) {
    return refused('kuaidi100', String(body.returnCode ?? ''), String(body.message ?? ''))
  }
  const route = routeOf(body)
  return route ? { kind: 'done', value: route } : unknown('应答内容不完整')
}

const upperMd5 = (text: string) => createHash('md5').update(text).digest('hex').toUpperCase()

type ReadPush = ReturnType<TrackingPort['readPush']>

/** IN-086: sign = upper-case MD5 of param + salt, compared before anything is read. */
function readPush(salt: string, form: { param: string; sign: string }): ReadPush {
  const wanted = Buffer.from(upperMd5(form.param + salt))
  const given = Buffer.from(form.sign)
  if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) {
    return { ok: false, reason: '签名不符' }
  }
  const push = pushOf(jsonOf(Buffer.from(form.param)))
  return push ? { ok: true, push } : { ok: false, reason: '推送内容不完整' }
}

const pushOf = (param: Record<string, unknown> | undefined): TrackPush | null =>
  routeOf(param?.lastResult as Record<string, unknown> | undefined)

function routeOf(result: Record<string, unknown> | undefined): TrackPush | null {
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
