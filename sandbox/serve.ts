import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { createSandbox, type Sandbox, type SandboxOptions } from './sandbox'

export interface ServedSandbox {
  sandbox: Sandbox
  baseUrl: string
  close(): Promise<void>
}

/** Whatever answers requests, for example an app of Hono. */
export interface Answering {
  fetch(request: Request, env?: unknown): Response | Promise<Response>
}

/** Serves an app on loopback; port 0 takes a free one. */
export async function listen(
  app: Answering,
  port: number,
): Promise<{ server: Server; url: string }> {
  const fetch = (request: Request, env?: unknown) => app.fetch(request, env)
  const server = serve({ fetch, port, hostname: '127.0.0.1' }) as Server
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
