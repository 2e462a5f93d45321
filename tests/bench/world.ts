import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate, readMigrations } from '../../cloudfunctions/runtime/migrate'
import { startProcess } from '../../cloudfunctions/runtime/process'
import type { Rig } from '../rig/rig'
import { answeringSecondFactor } from '../rig/second-factor'
import { lightCaller, postJson } from './light-caller'

export const ROOT = join(__dirname, '..', '..')

export interface World {
  /** Shaped like the rig of the tests, so that its people and shop can be used. */
  readonly rig: Rig
  readonly databaseUrl: string
  readonly owner: pg.Pool
  readonly folder: string
  /** Environment of the product, for one more process of it. */
  readonly env: NodeJS.ProcessEnv
  /** Seconds of a core taken so far by each part; empty where the system does not tell. */
  processorSeconds(): Record<string, number>
  close(): Promise<void>
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address() as AddressInfo
  await new Promise((done) => probe.close(done))
  return port
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('\n')) {
        done(text.slice(0, text.indexOf('\n')))
      }
    })
    child.once('exit', (code) => fail(new Error(`ended with ${code}: ${text}`)))
  })
}

/** PostgreSQL with fsync on, the product and the peers each as a process of their own. */
export async function openWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'xietong-bench-'))
  const script = join(ROOT, 'scripts', 'postgres.mjs')
  const { startEmbeddedPostgres } = (await import(
    script
  )) as typeof import('../../scripts/postgres.mjs')
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') })
  const maintenance = new pg.Client({ connectionString: server.url })
  await maintenance.connect()
  await maintenance.query('CREATE DATABASE xietong')
  await maintenance.end()
  const databaseUrl = server.url.replace(/\/postgres$/, '/xietong')
  await migrate(databaseUrl, await readMigrations(join(ROOT, 'cloudfunctions', 'migrations')))
  const port = await freePort()
  const baseUrl = `http://127.0.0.1:${port}`
  const peers = spawn(process.execPath, [join(ROOT, 'dist', 'bench', 'sandbox.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      SANDBOX_DATA: join(folder, 'sandbox'),
      SANDBOX_PORT: '0',
      SANDBOX_FSYNC: 'off',
      PRODUCT_BASE_URL: baseUrl,
    },
  })
  const told = JSON.parse(await firstLine(peers)) as {
    baseUrl: string
    env: Record<string, string>
  }
  const env = {
    ...process.env,
    ...told.env,
    PUBLIC_BASE_URL: baseUrl,
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'error',
    DATABASE_POOL_MAX: '16',
    DATABASE_DIRECT: 'yes',
    CLIENT_ADDRESS_HEADER: 'x-test-address',
    PORT: String(port),
  }
  const profile = process.env.BENCH_PROFILE
  const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []
  const product = spawn(process.execPath, [...flags, join(ROOT, 'dist', 'bench', 'server.js')], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env,
  })
  await new Promise((done) => product.once('message', done))
  const owner = new pg.Pool({ connectionString: databaseUrl, max: 4 })
  const own = startProcess({ ...env, DATABASE_POOL_MAX: '2' })
  const { rows } = await owner.query<{ data_directory: string }>('show data_directory')
  const data = rows[0]?.data_directory ?? ''
  const rig = rigOf({ baseUrl, controlUrl: told.baseUrl, owner, own, databaseUrl, env: told.env })
  return {
    rig,
    databaseUrl,
    owner,
    folder,
    env,
    processorSeconds: () =>
      processorSeconds({ product: product.pid, peers: peers.pid, client: process.pid }, data),
    close: async () => {
      product.kill('SIGTERM')
      await new Promise((done) => product.once('exit', done))
      peers.kill('SIGKILL')
      await own.close()
      await owner.end()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const TICKS_PER_SECOND = 100

function secondsOf(pid: string | number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
  } catch {
    return 0
  }
}

/** PostgreSQL is its first process, named in its data folder, and that one's children. */
function processorSeconds(pids: Record<string, number | undefined>, data: string) {
  if (!existsSync('/proc/self/stat')) {
    return {}
  }
  const own = Object.entries(pids).map(([name, pid]) => [name, secondsOf(pid)] as const)
  const postmaster = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]
  const children = readdirSync('/proc').filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === postmaster
    } catch {
      return false
    }
  })
  const database = children.reduce((sum, pid) => sum + secondsOf(pid), secondsOf(postmaster))
  return Object.fromEntries([...own, ['PostgreSQL', database] as const])
}

function rigOf(parts: {
  baseUrl: string
  controlUrl: string
  owner: pg.Pool
  own: ReturnType<typeof startProcess>
  databaseUrl: string
  env: Record<string, string>
}): Rig {
  const plain = lightCaller(parts.baseUrl)
  const call = answeringSecondFactor(plain, parts.controlUrl, () => new Date())
  const act = async (peer: string, action: string, body: Record<string, unknown>) => {
    const url = `${parts.controlUrl}/_control/${peer}/act`
    const answer = await postJson<{ ok: boolean; value: unknown; message?: string }>(
      url,
      { action, ...body },
      {},
    )
    if (!answer.ok) {
      throw new Error(answer.message)
    }
    return answer.value
  }
  return {
    baseUrl: parts.baseUrl,
    controlUrl: parts.controlUrl,
    deps: parts.own.deps,
    pipeline: parts.own.pipeline,
    sandbox: { act } as unknown as Rig['sandbox'],
    db: parts.owner,
    databaseUrl: parts.databaseUrl,
    env: parts.env,
    call,
    do: async (token, name, input) => {
      const answer = await call(token, name, input)
      if (!answer.ok) {
        throw new Error(
          `${name}: ${answer.code} ${answer.message} ${JSON.stringify(answer.detail)}`,
        )
      }
      return answer.value
    },
    now: () => new Date(),
    advance: async () => undefined,
    tick: async () => undefined,
    stop: async () => undefined,
  }
}
