// `npm start`: everything on this machine with one command. Needs nothing but Node and npm.
//   npm start                     starts; the second time with the data of the first
//   npm start -- --reset          begins anew
//   npm start -- --port 7800      another port
//   DATABASE_URL=postgresql://…   uses that server instead of the embedded one
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './environment.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const dataDir = resolve(process.env.XIETONG_DATA ?? join(root, '.data'))
const RESET_EXIT = 75

const say = (words) => console.log(`▸ ${words}`)

function fail(words) {
  console.error(`\n${words}`)
  process.exit(1)
}

function readArguments(args) {
  const chosen = { port: 7700, reset: false }
  for (let at = 0; at < args.length; at++) {
    const [name, inline] = args[at].split('=')
    if (name === '--reset') {
      chosen.reset = true
    } else if (name === '--port') {
      chosen.port = Number(inline ?? args[++at])
    } else {
      fail(`不认识的参数 ${args[at]}，可用：--port 端口、--reset\nunknown argument ${args[at]}`)
    }
  }
  if (!Number.isInteger(chosen.port) || chosen.port < 1 || chosen.port > 65535) {
    fail('--port 需要 1 到 65535 之间的数字\n--port needs a number from 1 to 65535')
  }
  return chosen
}

/** Found out before the long work: a busy port would otherwise be seen only at its end. */
async function checkPort(port) {
  const free = await new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
  })
  if (free) {
    return
  }
  const running = await fetch(`http://127.0.0.1:${port}/_control/clock`)
    .then((answer) => answer.ok)
    .catch(() => false)
  fail(
    running
      ? `蟹同已经在运行：http://127.0.0.1:${port}/\nXietong is running there already`
      : `端口 ${port} 已被占用，请换一个：npm start -- --port ${port + 1}\n` +
          `port ${port} is in use; choose another: npm start -- --port ${port + 1}`,
  )
}

function build() {
  const script = join(root, 'scripts', 'build.mjs')
  const { status } = spawnSync(process.execPath, [script, '--host', '--console', '--h5'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) {
    fail('没有构建成功，请看上面的信息\nthe build failed, see above')
  }
}

async function startDatabase() {
  if (process.env.DATABASE_URL) {
    return null
  }
  say('启动 PostgreSQL …')
  const { startEmbeddedPostgres } = await import('./postgres.mjs')
  try {
    return await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') })
  } catch (error) {
    return fail(
      `内置 PostgreSQL 没有启动：${error.message}\n` +
        'the embedded PostgreSQL did not start; set DATABASE_URL to use a server of yours',
    )
  }
}

/** The database of the embedded server and everything the host keeps beside it. */
async function wipe(database) {
  if (!database) {
    fail(
      '正在使用 DATABASE_URL 的数据库，请自行清空后再启动\n' +
        'DATABASE_URL is yours: empty it yourself, then start without --reset',
    )
  }
  say('恢复初始数据 …')
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query('DROP DATABASE IF EXISTS xietong WITH (FORCE)')
  await client.end()
  for (const name of ['sandbox', 'files']) {
    rmSync(join(dataDir, name), { recursive: true, force: true })
  }
}

function runHost(port, database) {
  const child = spawn(process.execPath, [join(root, 'dist', 'host', 'main.js')], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Its own group: Ctrl-C reaches this process, which ends the host in order.
    detached: process.platform !== 'win32',
    env: {
      ...process.env,
      NODE_ENV: 'production',
      XIETONG_ROOT: root,
      XIETONG_DATA: dataDir,
      XIETONG_PORT: String(port),
      ...(database ? { XIETONG_EMBEDDED_URL: database.url } : {}),
    },
  })
  return child
}

const chosen = readArguments(process.argv.slice(2))
await checkPort(chosen.port)
ensureInstalled(root)
mkdirSync(dataDir, { recursive: true })
say('构建有改动的部分 …')
build()
const database = await startDatabase()
if (chosen.reset) {
  await wipe(database)
}

let host
let stopping = false

async function stop(code) {
  await database?.stop()
  process.exit(code)
}

function onSignal() {
  if (stopping) {
    return
  }
  stopping = true
  say('正在停止 …')
  if (host && host.exitCode === null) {
    host.kill('SIGTERM')
  } else {
    void stop(0)
  }
}

async function hostEnded(code) {
  if (code === RESET_EXIT && !stopping) {
    await wipe(database)
    startHost()
    return
  }
  await stop(stopping ? 0 : (code ?? 1))
}

function startHost() {
  host = runHost(chosen.port, database)
  host.once('exit', (code) => void hostEnded(code))
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, onSignal)
}
if (!existsSync(join(root, 'dist', 'host', 'main.js'))) {
  fail('dist/host/main.js 不存在\ndist/host/main.js is missing')
}
startHost()
