import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createHooksApp } from '../../cloudfunctions/hooks/app'
import { createApiApp } from '../../cloudfunctions/runtime/http'
import { startProcess } from '../../cloudfunctions/runtime/process'

/**
 * The product as one process for benchmarks: api and hooks on one port, told by the environment.
 */
const { pipeline } = startProcess(process.env)
const api = createApiApp(pipeline)
const hooks = createHooksApp(pipeline)
const app = new Hono()
app.all('/hooks/*', (context) => hooks.fetch(context.req.raw, context.env))
app.all('*', (context) => api.fetch(context.req.raw, context.env))
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' }, () => {
  process.send?.('listening')
})
// An orderly end, so that a CPU profile (BENCH_PROFILE) is written.
process.once('SIGTERM', () => process.exit(0))
