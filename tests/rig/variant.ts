import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Handler } from '../../cloudfunctions/runtime/context'
import { createApiApp } from '../../cloudfunctions/runtime/http'
import { caller, type Rig } from './rig'

/** The same server with some use cases replaced by deliberately wrong ones from tests/mutants. */
export async function startVariant(
  rig: Rig,
  wrong: readonly Handler[],
): Promise<{ call: Rig['call']; stop(): void }> {
  const handlers = new Map([
    ...rig.pipeline.handlers,
    ...wrong.map((handler) => [handler.operation.name, handler] as const),
  ])
  const api = createApiApp({ ...rig.pipeline, handlers })
  const server = serve({ fetch: api.fetch, port: 0, hostname: '127.0.0.1' }) as Server
  await new Promise<void>((done) => (server.listening ? done() : server.once('listening', done)))
  const call = caller(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return {
    call,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
