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
  const wechat = (action: string) => (body: Json) => sandbox.act('wechat', action, body)
  app.post('/wechat/code', (c) => answer(c, wechat('login-code')))
  app.post('/wechat/phone-code', (c) => answer(c, wechat('phone-code')))
  app.post('/wechat/consent', (c) => answer(c, wechat('consent')))
  app.post('/wechat/pay', (c) => answer(c, (body) => sandbox.act('wechat-pay', 'open', body)))
  app.get('/wechat/pay/:prepayId', (c) =>
    answer(c, () => {
      const waitMs = Math.min(numberOf(c.req.query('wait'), 0), 25_000)
      return windowAfter(sandbox, textOf(c.req.param('prepayId')), waitMs)
    }),
  )
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
