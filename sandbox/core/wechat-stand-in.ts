import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import type { Sandbox } from '../sandbox'
import { answer } from './control'
import { type Json, numberOf, textOf } from './json'

/**
 * What WeChat itself does on a phone, for mini-programs that run in a browser: hands out codes,
 * opens the pay window and asks for subscription consent. The window is closed by the person who
 * plays the payer on the portal, or by a test.
 */
export function wechatStandIn(app: Hono, sandbox: Sandbox): void {
  const avatars = new Map<string, number>()
  const wechat = (action: string) => (body: Json) => sandbox.act('wechat', action, body)
  app.post('/wechat/code', (c) => answer(c, wechat('login-code')))
  app.post('/wechat/phone-code', (c) => answer(c, wechat('phone-code')))
  app.post('/wechat/consent', (c) => answer(c, wechat('consent')))
  app.post('/wechat/avatar', (c) => answer(c, () => temporaryAvatar(sandbox, avatars)))
  app.get('/wechat/avatar/:token', (c) => {
    const until = avatars.get(textOf(c.req.param('token'))) ?? 0
    if (until <= clockOf(sandbox).getTime()) return c.text('临时文件已过期', 404)
    return c.body(new Uint8Array(AVATAR), 200, { 'content-type': 'image/png' })
  })
  app.post('/wechat/pay', (c) => answer(c, (body) => sandbox.act('wechat-pay', 'open', body)))
  app.get('/wechat/pay/:prepayId', (c) =>
    answer(c, () => {
      const waitMs = Math.min(numberOf(c.req.query('wait'), 0), 25_000)
      return windowAfter(sandbox, textOf(c.req.param('prepayId')), waitMs)
    }),
  )
}

/** A head and shoulders in two colours. */
const AVATAR = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAADAAAAAwCAMAAABg3Am1AAAABlBMVEUfb3j29PCeKripAAAAWklEQVR42u3U' +
    'SwoAIAwDUef+lxbcifgZoSJo1nm7pin9vBxKZH2ZUMX25wKksACk+OAOEH8a/lr9HvziNjZ95sXsT3po6MT2' +
    'O4JhbL8VIIUF4ARIEQ5AilCQAXmlAz0ce4dvAAAAAElFTkSuQmCC',
  'base64',
)
/** So long lives the file that WeChat's chooser of avatars hands out (IN-024). */
const AVATAR_MS = 60_000

const clockOf = (sandbox: Sandbox): Date =>
  sandbox.peers.get('wechat')?.kit.clock.now() ?? new Date(0)

function temporaryAvatar(sandbox: Sandbox, avatars: Map<string, number>): Json {
  const token = randomUUID()
  const until = clockOf(sandbox).getTime() + AVATAR_MS
  avatars.set(token, until)
  return { path: `wechat/avatar/${token}`, until: new Date(until).toISOString() }
}

const LOOK_EVERY_MS = 100

/** Answers as soon as the pay window is no longer open, or after `waitMs`. */
async function windowAfter(sandbox: Sandbox, prepayId: string, waitMs: number): Promise<unknown> {
  const until = Date.now() + waitMs
  for (;;) {
    const state = (await sandbox.act('wechat-pay', 'window', { prepayId })) as Json
    if (state.window !== 'open' || Date.now() >= until) return state
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
