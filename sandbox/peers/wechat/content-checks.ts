import { randomBytes } from 'node:crypto'
import { type Json, numberOf, textOf } from '../../core/json'
import type { AppName } from '../../seed/people'
import { type WechatDesk, WechatRefusal } from './records'

/** Agreed marks: words and pictures that hold them are judged so, everything else passes. */
const RISKY_WORD = '违禁'
const DOUBTFUL_WORD = '待核'
const RISKY_PICTURE = 'SBX-RISKY'
const DOUBTFUL_PICTURE = 'SBX-REVIEW'

type Suggest = 'pass' | 'review' | 'risky'
const labels: Readonly<Record<Suggest, number>> = { pass: 100, review: 21_000, risky: 20_002 }

function judge(text: string, risky: string, doubtful: string): { suggest: Suggest; label: number } {
  const suggest = text.includes(risky) ? 'risky' : text.includes(doubtful) ? 'review' : 'pass'
  return { suggest, label: labels[suggest] }
}

const newTrace = () => randomBytes(16).toString('hex')

/** POST /wxa/msg_sec_check, version 2 (IN-034). */
export function checkText(desk: WechatDesk, app: AppName, body: Json): Json {
  const content = textOf(body.content)
  if (content === '' || [...content].length > 2_500) {
    throw new WechatRefusal(44004, 'empty content hint')
  }
  checkCommon(desk, app, body)
  const result = judge(content, RISKY_WORD, DOUBTFUL_WORD)
  return { errcode: 0, errmsg: 'ok', result, detail: [], trace_id: newTrace() }
}

/**
 * POST /wxa/media_check_async, version 2 (IN-123): takes the picture from its address and sends the
 * answer as an event afterwards.
 */
export async function checkPicture(desk: WechatDesk, app: AppName, body: Json): Promise<Json> {
  const url = textOf(body.media_url)
  if (!/^https?:\/\//.test(url) || numberOf(body.media_type, 0) !== 2) {
    throw new WechatRefusal(40004, 'invalid media type or url')
  }
  checkCommon(desk, app, body)
  const traceId = newTrace()
  desk.kit.deliveries.enqueue({
    event: 'wxa_media_check',
    key: traceId,
    url: desk.kit.world.hookUrl('wechat/event'),
    content: {
      ToUserName: 'gh_SBX',
      FromUserName: textOf(body.openid),
      CreateTime: Math.floor(desk.kit.clock.now().getTime() / 1000),
      MsgType: 'event',
      Event: 'wxa_media_check',
      appid: desk.kit.keys.apps[app].appid,
      trace_id: traceId,
      version: 2,
      detail: [],
      ...(await look(url)),
    },
  })
  return { errcode: 0, errmsg: 'ok', trace_id: traceId }
}

/** The product's link must work for a stranger, or the picture cannot be looked at. */
async function look(url: string): Promise<Json> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) })
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    const bytes = Buffer.from(await response.arrayBuffer()).toString('latin1')
    const result = judge(bytes, RISKY_PICTURE, DOUBTFUL_PICTURE)
    return { errcode: 0, errmsg: 'ok', result }
  } catch {
    return { errcode: -1008, errmsg: 'media download failed' }
  }
}

function checkCommon(desk: WechatDesk, app: AppName, body: Json): void {
  if (numberOf(body.version, 0) !== 2 || ![1, 2, 3, 4].includes(numberOf(body.scene, 0))) {
    throw new WechatRefusal(40129, 'invalid scene or version')
  }
  if (desk.kit.world.personByOpenid(textOf(body.openid))?.app !== app) {
    throw new WechatRefusal(40003, 'invalid openid')
  }
}
