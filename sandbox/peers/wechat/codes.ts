import { randomBytes } from 'node:crypto'
import { type Json, textOf } from '../../core/json'
import { refuseControl } from '../../core/peer'
import { type AppName, appNames, type Person } from '../../seed/people'
import { type Code, personOf, type WechatDesk, WechatRefusal } from './records'
import { checkApp } from './tokens'

const CODE_MS = 300_000

/** What wx.login and the phone button give on a phone: a code for five minutes, good once. */
export function makeCode(desk: WechatDesk, kind: Code['kind'], body: Json): Json {
  const app = readApp(body)
  const person = personOf(desk, textOf(body.user)) ?? refuseControl('没有这个微信用户')
  const code: Code = {
    value: `SBX${randomBytes(12).toString('hex')}`,
    kind,
    app,
    personId: person.id,
    expiresAt: new Date(desk.kit.clock.now().getTime() + CODE_MS).toISOString(),
    used: false,
  }
  desk.codes.put(code.value, code)
  forgetOldCodes(desk)
  return { code: code.value, openid: person.openids[app] }
}

export function readApp(body: Json): AppName {
  const app = appNames.find((name) => name === body.app)
  return app ?? refuseControl('app: member、dealer 或 sales')
}

const KEPT_CODES = 20_000

function forgetOldCodes(desk: WechatDesk): void {
  if (desk.codes.size() <= KEPT_CODES) return
  const now = desk.kit.clock.now().toISOString()
  for (const code of desk.codes.all()) if (code.expiresAt < now) desk.codes.remove(code.value)
}

/** GET /sns/jscode2session (IN-022). */
export function codeToSession(desk: WechatDesk, query: URLSearchParams): Json {
  const app = checkApp(desk, query.get('appid') ?? '', query.get('secret') ?? '')
  if (query.get('grant_type') !== 'authorization_code') {
    throw new WechatRefusal(40002, 'invalid grant_type')
  }
  const person = useCode(desk, { value: query.get('js_code') ?? '', kind: 'login', app })
  if (desk.settings.get(`blocked/${person.id}`) === true) {
    throw new WechatRefusal(40226, 'code blocked')
  }
  const withUnionid = desk.settings.get(`no-unionid/${person.id}`) !== true
  return {
    openid: person.openids[app],
    session_key: randomBytes(16).toString('base64'),
    ...(withUnionid ? { unionid: person.unionid } : {}),
  }
}

/** POST /wxa/business/getuserphonenumber (IN-023); a login code does not fit here. */
export function phoneNumber(desk: WechatDesk, app: AppName, body: Json): Json {
  const person = useCode(desk, { value: textOf(body.code), kind: 'phone', app })
  return {
    errcode: 0,
    errmsg: 'ok',
    phone_info: {
      phoneNumber: person.phone,
      purePhoneNumber: person.phone,
      countryCode: '86',
      watermark: {
        timestamp: Math.floor(desk.kit.clock.now().getTime() / 1000),
        appid: desk.kit.keys.apps[app].appid,
      },
    },
  }
}

function useCode(
  desk: WechatDesk,
  wanted: { value: string; kind: Code['kind']; app: AppName },
): Person {
  const code = desk.codes.get(wanted.value)
  if (!code || code.kind !== wanted.kind || code.app !== wanted.app) {
    throw new WechatRefusal(40029, 'invalid code')
  }
  if (code.used) throw new WechatRefusal(40163, 'code been used')
  if (code.expiresAt <= desk.kit.clock.now().toISOString()) {
    throw new WechatRefusal(40029, 'invalid code')
  }
  desk.codes.put(code.value, { ...code, used: true })
  const person = personOf(desk, code.personId)
  if (!person) throw new WechatRefusal(40029, 'invalid code')
  return person
}
