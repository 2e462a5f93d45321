import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { receiveCallback } from '../contexts/peers'
import { clientAddress } from '../runtime/http'
import type { Pipeline } from '../runtime/run-operation'

/** Real callbacks have a few kilobytes; what is larger is not read. */
const BODY_MAX = 64 * 1024
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

interface Hook {
  readonly path: string
  readonly peer: string
  readonly kind: string
}

/** Every path that a peer may call. Anything else, and any method but POST, is not there (L7). */
const hooks: readonly Hook[] = [
  { path: '/hooks/wechat-pay/notify', peer: 'wechat-pay', kind: 'notify' },
  { path: '/hooks/kuaidi100/track', peer: 'kuaidi100', kind: 'track' },
  { path: '/hooks/wechat/event', peer: 'wechat', kind: 'event' },
  { path: '/hooks/sms/report', peer: 'sms', kind: 'report' },
]

/** The HTTP face of outside peers: stores, verifies, processes, then answers (IN-004). */
export function createHooksApp(pipeline: Pipeline): Hono {
  const app = new Hono()
  app.use(
    '/hooks/*',
    bodyLimit({ maxSize: BODY_MAX, onError: (context) => context.body(null, 413) }),
  )
  // WeChat asks once, when the address is set, whether it is ours (IN-032).
  app.get('/hooks/wechat/event', (context) => {
    const echo = pipeline.deps.ports.wechat.echo(queryOf(context))
    return echo === null ? context.body(null, 403) : context.text(echo)
  })
  for (const hook of hooks) {
    app.post(hook.path, (context) => receive(pipeline, hook, context))
    app.all(hook.path, (context) => context.body(null, 405, { allow: 'POST' }))
  }
  app.all('/hooks/*', (context) => context.body(null, 404))
  return app
}

const queryOf = (context: Context) => new URL(context.req.url).search.slice(1, 1_000)

async function receive(pipeline: Pipeline, hook: Hook, context: Context): Promise<Response> {
  try {
    const answer = await receiveCallback(pipeline.deps, {
      peer: hook.peer,
      kind: hook.kind,
      headers: { ...context.req.header(), 'wechat-event-query': queryOf(context) },
      body: await context.req.text(),
      address: clientAddress(pipeline, context),
    })
    return answer.body === ''
      ? context.body(null, answer.status as 200)
      : context.body(answer.body, answer.status as 200, JSON_TYPE)
  } catch (error) {
    // The database did not take it: the peer must repeat, so it gets an error and no promise.
    pipeline.deps.log.error({ path: hook.path, err: error }, 'callback not stored')
    const body = JSON.stringify({ code: 'FAIL', message: '暂时无法处理' })
    return context.body(body, 500, JSON_TYPE)
  }
}
