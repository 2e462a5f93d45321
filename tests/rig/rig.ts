import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import type { OutputOf, SentInputOf } from '@xietong/domain/kernel/operation'
import type { Operations } from '@xietong/domain/operations'
import { Hono } from 'hono'
import type pg from 'pg'
import { openPostgres } from '../../cloudfunctions/adapters/postgres'
import { finishPeers } from '../../cloudfunctions/contexts/peers'
import { createHooksApp } from '../../cloudfunctions/hooks/app'
import { compose } from '../../cloudfunctions/runtime/composition'
import { requireConfig } from '../../cloudfunctions/runtime/config'
import type { Deps } from '../../cloudfunctions/runtime/context'
import { createApiApp } from '../../cloudfunctions/runtime/http'
import { runJobs } from '../../cloudfunctions/runtime/jobs'
import { createLog } from '../../cloudfunctions/runtime/log'
import { createFileStore } from '../../cloudfunctions/runtime/process'
import type { Pipeline } from '../../cloudfunctions/runtime/run-operation'
import { createSandbox, type Sandbox } from '../../sandbox/sandbox'
import { createTestDatabase, type TestDatabase } from './database'
import { brokenInvariants } from './invariants'
import { patiently } from './patient'
import { answeringSecondFactor } from './second-factor'
import { withKey } from './with-key'

type Name = keyof Operations
type Sent<N extends Name> = SentInputOf<Operations[N]>
/** Commands may leave the request key to the rig. */
type Input<N extends Name> =
  Sent<N> extends { requestId: string }
    ? Omit<Sent<N>, 'requestId'> & { requestId?: string }
    : Sent<N>

export interface RefusedAnswer {
  readonly ok: false
  readonly status: number
  readonly code: string
  readonly message: string
  readonly detail: Record<string, unknown>
  readonly requestNo: string
}
export type TestAnswer<Value> =
  | { readonly ok: true; readonly status: number; readonly value: Value }
  | RefusedAnswer

export interface Rig {
  readonly baseUrl: string
  /** Where the sandbox's control interface is; the same server unless a benchmark splits them. */
  readonly controlUrl: string
  readonly deps: Deps
  readonly pipeline: Pipeline
  readonly sandbox: Sandbox
  /** Pool of the database's owner. */
  readonly db: pg.Pool
  readonly databaseUrl: string
  readonly env: Record<string, string>
  /** Calls an operation over HTTP and answers whatever came. */
  call<N extends Name>(
    token: string | null,
    name: N,
    input: Input<N>,
    from?: string,
  ): Promise<TestAnswer<OutputOf<Operations[N]>>>
  /** Calls and expects success; a refusal fails the test with its code. */
  do<N extends Name>(
    token: string | null,
    name: N,
    input: Input<N>,
  ): Promise<OutputOf<Operations[N]>>
  now(): Date
  /** Moves the clock of product and peers forward. */
  advance(ms: number): Promise<void>
  /** One tick of the jobs function. */
  tick(): Promise<void>
  stop(): Promise<void>
}

/** A moment before the season's peak: Tuesday 22 September 2026, 10:00 in Shanghai. */
export const RIG_START = new Date('2026-09-22T02:00:00.000Z')

export interface RigOptions {
  readonly start?: Date
  readonly poolMax?: number
  readonly database?: TestDatabase
  /** Time stands still between calls of `advance`, and nothing happens by itself. */
  readonly stillClock?: true
  /** The tests plant a bug or write facts by hand: what must always be so is not asked at the end. */
  readonly wrongOnPurpose?: true
}

/**
 * A whole product on a free port: api, hooks and every peer of the sandbox in one process, on a
 * database of its own. Nothing of ours is replaced; only the clock is passed in.
 */
export async function startRig(options: RigOptions = {}): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'xietong-rig-'))
  const database = options.database ?? (await createTestDatabase())
  const clock = movableClock(options)
  const app = new Hono()
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server
  await new Promise<void>((done) => (server.listening ? done() : server.once('listening', done)))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const sandbox = await createSandbox({
    dataDir: join(folder, 'sandbox'),
    baseUrl,
    now: clock.now,
    fsync: false,
    tickMs: options.stillClock ? 0 : 50,
  })
  const env = {
    ...sandbox.productEnv(),
    DATABASE_URL: database.url,
    CLIENT_ADDRESS_HEADER: 'x-test-address',
    LOG_LEVEL: process.env.RIG_LOG ?? 'silent',
    DATABASE_POOL_MAX: String(options.poolMax ?? 10),
    // Second processes run without, so that both ways are walked by the tests.
    DATABASE_DIRECT: 'yes',
  }
  const config = requireConfig(env)
  const postgres = openPostgres({
    url: database.url,
    role: config.DATABASE_ROLE,
    max: config.DATABASE_POOL_MAX,
    direct: config.DATABASE_DIRECT === 'yes',
  })
  const files = createFileStore(config, clock.now)
  const log = createLog(config.LOG_LEVEL)
  const { deps, pipeline } = compose({ config, db: postgres.db, log, files, now: clock.now })
  const api = createApiApp(pipeline)
  const hooks = createHooksApp(pipeline)
  app.route('/', sandbox.app)
  app.all('/hooks/*', (context) => hooks.fetch(context.req.raw, context.env))
  app.all('/api/*', (context) => api.fetch(context.req.raw, context.env))
  app.all('/files/*', (context) => api.fetch(context.req.raw, context.env))
  const call = answeringSecondFactor(caller(baseUrl), baseUrl, clock.now)
  const stop = async () => {
    server.close()
    server.closeAllConnections()
    await sandbox.close()
    await finishPeers(deps)
    await postgres.close()
    const broken = options.wrongOnPurpose ? [] : await brokenInvariants(database.owner)
    await database.drop()
    rmSync(folder, { recursive: true, force: true })
    if (broken.length > 0) {
      throw new Error(`the tests left what must never be:\n${broken.join('\n')}`)
    }
  }
  return {
    baseUrl,
    controlUrl: baseUrl,
    deps,
    pipeline,
    sandbox,
    db: database.owner,
    databaseUrl: database.url,
    env,
    call,
    do: async (token, name, input) => {
      const answer = await patiently(call)(token, name, input)
      if (!answer.ok) {
        throw new Error(
          `${name}: ${answer.code} ${answer.message} ${JSON.stringify(answer.detail)}`,
        )
      }
      return answer.value
    },
    now: clock.now,
    advance: async (ms) => {
      clock.advance(ms)
      await sandbox.tick()
    },
    tick: async () => {
      await runJobs(deps, new Date(deps.now().getTime() + 20_000))
      await sandbox.tick()
    },
    stop,
  }
}

function movableClock({ start = RIG_START, stillClock }: RigOptions) {
  const began = Date.now()
  let shift = 0
  const passed = () => (stillClock ? 0 : Date.now() - began)
  return {
    now: () => new Date(start.getTime() + passed() + shift),
    advance: (ms: number) => {
      shift += ms
    },
  }
}

/**
 * Nobody's calls come from everywhere, so that limits per address bind only tests that name one.
 */
export const somewhere = () => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`

export function caller(baseUrl: string): Rig['call'] {
  return async (token, name, input, from = somewhere()) => {
    const body = { ...withKey(name, input as Record<string, unknown>) }
    const response = await fetch(`${baseUrl}/api/${name}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-test-address': from,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify(body),
    })
    const answer = (await response.json()) as { ok: boolean }
    return { ...answer, status: response.status } as never
  }
}
