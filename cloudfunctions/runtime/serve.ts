import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'

/** Serves an app on node:http and ends cleanly on SIGTERM, as the platform asks. */
export function serveApp(app: Hono, port: number, close: () => Promise<void>): Server {
  const server = serve({ fetch: app.fetch, port }) as Server
  process.once('SIGTERM', () => {
    server.close(() => void close().then(() => process.exit(0)))
  })
  return server
}
