// Checks configuration, secrets and database before a deployment: node scripts/preflight.mjs [file.env]
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const file = process.argv[2] ?? '.env.production'
const fromFile = existsSync(file)
  ? Object.fromEntries(
      readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => /^([A-Z0-9_]+)=(.*)$/.exec(line.trim()))
        .filter((match) => match !== null)
        .map((match) => [match[1], match[2].replace(/^"(.*)"$/, '$1')]),
    )
  : {}
const outfile = join(root, 'dist', 'preflight', 'index.js')
await build({
  entryPoints: [join(root, 'cloudfunctions', 'runtime', 'preflight-main.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  external: ['pg-native'],
  logLevel: 'error',
})
const checked = spawnSync(process.execPath, [outfile], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...fromFile },
})
process.exitCode = checked.status ?? 1
