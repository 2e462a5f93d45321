import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createHooksApp } from '../../cloudfunctions/hooks/app'
import { createApiApp } from '../../cloudfunctions/runtime/http'
import { startProcess } from '../../cloudfunctions/runtime/process'

/** One more process of the product on the rig's database, with the rig's clock. */
let shiftMs = Number(process.env.CLOCK_SHIFT_MS ?? 0)
process.on('message', (told) => {
  shiftMs = (told as { shiftMs: number }).shiftMs
  process.send?.({ shiftMs })
})
const { pipeline } = startProcess(process.env, () => new Date(Date.now() + shiftMs))
const api = createApiApp(pipeline)
const hooks = createHooksApp(pipeline)
const app = new Hono()
app.all('/hooks/*', (context) => hooks.fetch(context.req.raw, context.env))
app.all('*', (context) => api.fetch(context.req.raw, context.env))
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server
const told = () => process.send?.({ port: (server.address() as AddressInfo).port })
server.listening ? told() : server.once('listening', told)
