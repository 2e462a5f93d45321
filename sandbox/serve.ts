import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { createSandbox, type Sandbox, type SandboxOptions } from './sandbox'

export interface ServedSandbox {
  sandbox: Sandbox
  baseUrl: string
  close(): Promise<void>
}

/** Serves an app on loopback; port 0 takes a free one. */
export async function listen(app: Hono, port: number): Promise<{ server: Server; url: string }> {
  const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }) as Server
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    if (server.listening) done()
    else server.once('listening', done)
  })
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** The sandbox alone on its own port: for its tests, and as a process of its own for benchmarks. */
export async function serveSandbox(
  options: Omit<SandboxOptions, 'baseUrl'> & { port?: number },
): Promise<ServedSandbox> {
  const sandbox = await createSandbox({ ...options, baseUrl: 'http://127.0.0.1:0' })
  const { server, url } = await listen(sandbox.app, options.port ?? 0)
  sandbox.setBaseUrl(url)
  return {
    sandbox,
    baseUrl: url,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await sandbox.close()
    },
  }
}

/**
 * As a process: `node dist/host/sandbox.js` with SANDBOX_DATA, SANDBOX_PORT and PRODUCT_BASE_URL.
 * The first line it prints is JSON with its address and the product's environment.
 */
async function main(): Promise<void> {
  const served = await serveSandbox({
    dataDir: process.env.SANDBOX_DATA ?? '.data/sandbox',
    port: Number(process.env.SANDBOX_PORT ?? 0),
    fsync: process.env.SANDBOX_FSYNC !== 'off',
  })
  const env = served.sandbox.productEnv()
  const product = process.env.PRODUCT_BASE_URL
  if (product) served.sandbox.setHooksUrl(product)
  process.stdout.write(`${JSON.stringify({ baseUrl: served.baseUrl, env })}\n`)
  const end = () => void served.close().then(() => process.exit(0))
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`)
    process.exit(1)
  })
}
