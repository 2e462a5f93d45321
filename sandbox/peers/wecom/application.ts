import { randomBytes, randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { Collection } from '../../core/journal'
import { type Json, parseRecord, recordOf, textOf } from '../../core/json'
import type { Message, PeerApp, PeerEnv, PeerKit } from '../../core/peer'

/** The application of a corporation: token, members by mobile number, personal messages. */
export interface Application {
  readonly kit: PeerKit
  readonly messages: Collection<Message>
  readonly tokens: Collection<{ token: string; until: string }>
  /** Mobile numbers without a member; everybody else's colleague is in the corporation. */
  readonly removed: Collection<boolean>
}

const TOKEN_SECONDS = 7_200
const TEXT_BYTES = 2_048
const PER_MINUTE = 30

export const openApplication = (kit: PeerKit, messages: Collection<Message>): Application => ({
  kit,
  messages,
  tokens: kit.store.collection('tokens'),
  removed: kit.store.collection('removed-members'),
})

export function removeMember(application: Application, mobile: string): Json {
  application.removed.put(mobile, true)
  return { mobile }
}

export function expireToken(application: Application): Json {
  for (const { token } of application.tokens.all()) application.tokens.remove(token)
  return {}
}

export function mountApplication(app: PeerApp, application: Application): void {
  app.get('/cgi-bin/gettoken', (c) => giveToken(c, application))
  app.post('/cgi-bin/user/getuserid', (c) =>
    withToken(c, application, () => userOf(application, c)),
  )
  app.post('/cgi-bin/message/send', (c) => withToken(c, application, () => send(application, c)))
}

function giveToken(c: Context<PeerEnv>, { kit, tokens }: Application): Response {
  const { wecom } = kit.keys
  if (c.req.query('corpid') !== wecom.corpId) return c.json(answer(40013, 'invalid corpid'))
  if (c.req.query('corpsecret') !== wecom.secret) return c.json(answer(40001, 'invalid credential'))
  const now = kit.clock.now()
  // The same token again while it lives, as WeCom does.
  const alive = tokens.all().find(({ until }) => until > now.toISOString())
  const token = alive ?? {
    token: `SBX_${randomBytes(24).toString('hex')}`,
    until: new Date(now.getTime() + TOKEN_SECONDS * 1_000).toISOString(),
  }
  tokens.put(token.token, token)
  const seconds = Math.floor((Date.parse(token.until) - now.getTime()) / 1_000)
  return c.json({ ...answer(0, 'ok'), access_token: token.token, expires_in: seconds })
}

function withToken(c: Context<PeerEnv>, application: Application, read: () => Json): Response {
  const known = application.tokens.get(c.req.query('access_token') ?? '')
  if (!known) return c.json(answer(40014, 'invalid access_token'))
  if (known.until <= application.kit.clock.now().toISOString()) {
    return c.json(answer(42001, 'access_token expired'))
  }
  return c.json(read())
}

function userOf({ removed }: Application, c: Context<PeerEnv>): Json {
  const mobile = textOf(parseRecord(c.get('raw'))?.mobile)
  if (!/^1\d{10}$/.test(mobile)) return answer(40057, 'invalid mobile')
  if (removed.has(mobile)) return answer(46004, 'no such user')
  return { ...answer(0, 'ok'), userid: `wx${mobile}` }
}

function send(application: Application, c: Context<PeerEnv>): Json {
  const { kit, messages } = application
  const body = parseRecord(c.get('raw')) ?? {}
  if (String(body.agentid) !== kit.keys.wecom.agentId) return answer(40056, 'invalid agentid')
  const to = textOf(body.touser)
  if (!/^wx1\d{10}$/.test(to)) return { ...answer(81013, 'user not exist'), invaliduser: to }
  const text = textOf(recordOf(body.text).content)
  if (body.msgtype !== 'text') return answer(40008, 'invalid message type')
  if (text === '') return answer(44004, 'text content is empty')
  if (Buffer.byteLength(text) > TEXT_BYTES) return answer(45002, 'content size out of limit')
  const now = kit.clock.now()
  const lately = messagesSince(application, { to, ms: 60_000 })
  if (lately.length >= PER_MINUTE) return answer(45033, 'api concurrent out of limit')
  const same = messagesSince(application, { to, ms: Number(body.duplicate_check_interval) * 1_000 })
  const msgid = randomUUID()
  // With the check switched on the same words to the same person are taken and not shown again.
  if (body.enable_duplicate_check === 1 && same.some((one) => one.text === text)) {
    return { ...answer(0, 'ok'), invaliduser: '', msgid }
  }
  const at = now.toISOString()
  messages.put(msgid, { id: msgid, at, kind: '企业微信', to, text, detail: { userid: to } })
  return { ...answer(0, 'ok'), invaliduser: '', msgid }
}

function messagesSince({ kit, messages }: Application, past: { to: string; ms: number }) {
  const since = new Date(kit.clock.now().getTime() - (past.ms || 0)).toISOString()
  return messages.all().filter((one) => one.to === past.to && one.at > since)
}

const answer = (errcode: number, errmsg: string): Json => ({ errcode, errmsg })
