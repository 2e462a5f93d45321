import { randomBytes } from 'node:crypto'
import { shanghaiDay } from '../../core/clock'
import { type Json, textOf } from '../../core/json'
import { looksReal } from '../../keys'
import type { AppName } from '../../seed/people'
import { appByAppid, type Token, type WechatDesk, WechatRefusal } from './records'

const LIFE_SECONDS = 7_200
/** In its last five minutes a token is replaced while the old one still works. */
const OVERLAP_MS = 300_000
const FORCED_PER_DAY = 20
const FORCED_GAP_MS = 30_000

/** POST /cgi-bin/stable_token (IN-021). */
export function stableToken(desk: WechatDesk, body: Json): Json {
  if (textOf(body.grant_type) !== 'client_credential') {
    throw new WechatRefusal(40002, 'invalid grant_type')
  }
  const app = checkApp(desk, textOf(body.appid), textOf(body.secret))
  const now = desk.kit.clock.now()
  if (body.force_refresh === true) {
    countForced(desk, app, now)
    endTokens(desk, app, new Date(now.getTime() - 1))
    return tokenAnswer(newToken(desk, app, now), now)
  }
  const current = newestToken(desk, app)
  if (current && Date.parse(current.expiresAt) - now.getTime() > OVERLAP_MS) {
    return tokenAnswer(current, now)
  }
  return tokenAnswer(newToken(desk, app, now), now)
}

/** Which of our three apps this is; real credentials have no place here (IN-002). */
export function checkApp(desk: WechatDesk, appid: string, secret: string): AppName {
  if (looksReal(appid)) {
    throw new WechatRefusal(40013, 'sandbox refuses a real appid; use the SBX one')
  }
  const app = appByAppid(desk, appid)
  if (!app) throw new WechatRefusal(40013, 'invalid appid')
  if (desk.kit.keys.apps[app].secret !== secret) throw new WechatRefusal(40125, 'invalid appsecret')
  return app
}

function countForced(desk: WechatDesk, app: AppName, now: Date): void {
  const day = shanghaiDay(now)
  const before = desk.forced.get(app)
  const today = before?.day === day ? before : { day, count: 0, lastAt: before?.lastAt ?? '' }
  if (today.count >= FORCED_PER_DAY)
    throw new WechatRefusal(45009, 'reach max api daily quota limit')
  if (today.lastAt !== '' && now.getTime() - Date.parse(today.lastAt) < FORCED_GAP_MS) {
    throw new WechatRefusal(45011, 'api minute-quota reach limit, please retry next minute')
  }
  desk.forced.put(app, { day, count: today.count + 1, lastAt: now.toISOString() })
}

function newestToken(desk: WechatDesk, app: AppName): Token | undefined {
  return desk.tokens
    .all()
    .filter((token) => token.app === app)
    .sort((a, b) => b.expiresAt.localeCompare(a.expiresAt))[0]
}

function newToken(desk: WechatDesk, app: AppName, now: Date): Token {
  const token: Token = {
    value: `SBX_${randomBytes(48).toString('base64url')}`,
    app,
    issuedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + LIFE_SECONDS * 1000).toISOString(),
  }
  endTokens(desk, app, new Date(now.getTime() + OVERLAP_MS))
  desk.tokens.put(token.value, token)
  for (const old of desk.tokens.all()) {
    if (Date.parse(old.expiresAt) < now.getTime() - 86400_000) desk.tokens.remove(old.value)
  }
  return token
}

/** Older tokens of the app work until `latest` at most. */
export function endTokens(desk: WechatDesk, app: AppName, latest: Date): void {
  for (const token of desk.tokens.all()) {
    if (token.app === app && Date.parse(token.expiresAt) > latest.getTime()) {
      desk.tokens.put(token.value, { ...token, expiresAt: latest.toISOString() })
    }
  }
}

const tokenAnswer = (token: Token, now: Date): Json => ({
  access_token: token.value,
  expires_in: Math.floor((Date.parse(token.expiresAt) - now.getTime()) / 1000),
})

/** The app a token speaks for; a wrong one is 40001, an old one 42001. */
export function checkToken(desk: WechatDesk, value: string): AppName {
  const token = desk.tokens.get(value)
  if (!token) {
    throw new WechatRefusal(40001, 'invalid credential, access_token is invalid or not latest')
  }
  if (Date.parse(token.expiresAt) <= desk.kit.clock.now().getTime()) {
    throw new WechatRefusal(42001, 'access_token expired')
  }
  return token.app
}
