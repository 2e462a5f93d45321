import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { createHooksApp } from '@xietong/functions/hooks/app'
import { createApiApp } from '@xietong/functions/runtime/http'
import { runJobs } from '@xietong/functions/runtime/jobs'
import { startProcess } from '@xietong/functions/runtime/process'
import { Hono } from 'hono'
import { demoAccounts } from './demo/accounts'
import { DEMO_BEGINS_HOURS_AGO, seedDemo } from './demo/seed'
import { ownDatabase, prepareDatabase } from './host/database'
import { takeLock } from './host/lock'
import { type HostSettings, RESET_EXIT, readSettings } from './host/settings'
import { consoleHeaders, serveFolder } from './host/static-files'
import { startTicker } from './host/ticker'
import { createSandbox, type Sandbox } from './sandbox'
import { type Answering, listen } from './serve'

/**
 * The local host of `npm start`: product, peers, front ends and portal page in one process on one
 * port of this machine.
 */
const say = (words: string): void => {
  process.stdout.write(`▸ ${words}\n`)
}

type Product = ReturnType<typeof startProcess>

interface Host {
  settings: HostSettings
  server: Server
  baseUrl: string
  sandbox: Sandbox
  product: Product
  stopTicker(): Promise<void>
  unlock(): void
}

/** Data of an earlier version lies in a directory and stays there. */
function keptDirectory(dataDir: string): Record<string, string> {
  const folder = join(dataDir, 'files')
  return existsSync(folder)
    ? { FILES_DIRECTORY: folder, STORAGE_BASE: '', STORAGE_SECRET_ID: '', STORAGE_SECRET_KEY: '' }
    : {}
}

async function main(): Promise<void> {
  const settings = readSettings(process.env)
  const unlock = takeLock(join(settings.dataDir, 'host.lock'))
  const app = new Hono()
  // The port is taken at once, the product answers when it is whole.
  let answering: Answering = starting()
  const front: Answering = { fetch: (request, env) => answering.fetch(request, env) }
  const { server, url } = await listen(front, settings.port).catch((error: unknown) => {
    unlock()
    throw portProblem(error, settings.port)
  })
  const databaseUrl = settings.databaseUrl || (await ownDatabase(settings.embeddedUrl))
  const database = await prepareDatabase(databaseUrl, settings.root)
  const sandbox = await createSandbox({ dataDir: join(settings.dataDir, 'sandbox'), baseUrl: url })
  const product = startProcess(
    {
      ...sandbox.productEnv(),
      DATABASE_URL: database.url,
      DATABASE_POOL_MAX: '10',
      DATABASE_DIRECT: 'yes',
      ...keptDirectory(settings.dataDir),
      LOG_LEVEL: settings.logLevel,
    },
    () => sandbox.clock.now(),
  )
  mount(app, { settings, sandbox, product, restart: () => void end(host, RESET_EXIT) })
  answering = app as Answering
  const seeded = await database.isSeeded()
  // Before the first tick, so that timers count from the day on which the demo begins.
  if (!seeded) sandbox.clock.set({ offsetMs: -DEMO_BEGINS_HOURS_AGO * 3_600_000 })
  const stopTicker = startTicker(1_000, () => tick(product))
  const host: Host = { settings, server, baseUrl: url, sandbox, product, stopTicker, unlock }
  endWithSignals(host)
  if (!seeded) {
    say('写入演示数据 …')
    const pictures = join(settings.root, 'sandbox', 'demo', 'pictures')
    await seedDemo({ baseUrl: url, pictures, deps: product.deps, sandbox, say })
    await database.markSeeded()
  }
  process.stdout.write(`\n  蟹同已启动  ${url}/\n  按 Ctrl-C 停止，数据会保留\n\n`)
  process.send?.({ ready: url })
}

function starting(): Answering {
  const app = new Hono()
  app.all('*', (c) => c.json({ ok: false, message: '蟹同正在启动，请稍候' }, 503))
  return app as Answering
}

function portProblem(error: unknown, port: number): Error {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return error as Error
  return new Error(
    `端口 ${port} 已被占用，请换一个：npm start -- --port ${port + 1}\n` +
      `port ${port} is in use; choose another: npm start -- --port ${port + 1}`,
  )
}

const TICK_MS = 20_000

const tick = ({ deps }: Product): Promise<unknown> =>
  runJobs(deps, new Date(deps.now().getTime() + TICK_MS))

interface Parts {
  settings: HostSettings
  sandbox: Sandbox
  product: Product
  restart(): void
}

function mount(app: Hono, { settings, sandbox, product, restart }: Parts): void {
  const { root } = settings
  const api = createApiApp(product.pipeline)
  const hooks = createHooksApp(product.pipeline)
  app.route('/', sandbox.app)
  app.all('/hooks/*', (c) => hooks.fetch(c.req.raw, c.env))
  app.all('/api/*', (c) => api.fetch(c.req.raw, c.env))
  app.all('/files/*', (c) => api.fetch(c.req.raw, c.env))
  app.get('/portal/accounts', (c) => c.json({ ok: true, value: demoAccounts }))
  app.post('/portal/reset', (c) => {
    if (settings.databaseUrl !== '') {
      return c.json({ ok: false, message: '正在使用你自己的数据库，请自行清空后重新启动' }, 409)
    }
    setTimeout(restart, 100)
    return c.json({ ok: true, value: null })
  })
  app.get('/', (c) => c.redirect('/portal/'))
  serveFolder(app, { path: '/portal', folder: join(__dirname, 'portal'), ownRouter: false })
  serveFolder(app, {
    path: '/console',
    folder: join(root, 'console', 'dist'),
    ownRouter: true,
    headers: consoleHeaders,
  })
  for (const name of ['member', 'dealer', 'sales']) {
    const folder = join(root, `miniprogram-${name}`, 'dist', 'h5')
    serveFolder(app, { path: `/${name}`, folder, ownRouter: false })
  }
}

let ending = false

/** Takes no more, lets what runs come to its end, then leaves. */
async function end(host: Host, code: number): Promise<void> {
  if (ending) return
  ending = true
  const closed = new Promise<void>((done) => host.server.close(() => done()))
  host.server.closeIdleConnections()
  // A browser keeps its connections; a request that is under way gets its answer first.
  const patience = setTimeout(() => host.server.closeAllConnections(), 3_000)
  await host.stopTicker()
  await closed
  clearTimeout(patience)
  await host.sandbox.close()
  await host.product.close()
  host.unlock()
  process.exit(code)
}

function endWithSignals(host: Host): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(host, 0))
  // The starter is gone, for example killed: nobody would stop this process any more.
  process.on('disconnect', () => void end(host, 0))
}

main().catch((error: unknown) => {
  const words = error instanceof Error ? error.message : String(error)
  process.stderr.write(`\n${words}\n`)
  if (process.env.XIETONG_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  process.exit(1)
})
