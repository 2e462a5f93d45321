// `npm run bench`: builds the benchmark and runs it; text on the screen, JSON in test-results/bench.json.
// Arguments choose parts, for example `npm run bench -- orders lists`.
import { spawn } from 'node:child_process'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './environment.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
ensureInstalled(root)
const { build } = await import('esbuild')
const entries = {
  main: 'tests/bench/main.ts',
  server: 'tests/bench/server.ts',
  worker: 'tests/bench/worker.ts',
  sandbox: 'sandbox/serve-main.ts',
}
for (const [name, entry] of Object.entries(entries)) {
  await build({
    entryPoints: [join(root, entry)],
    outfile: join(root, 'dist', 'bench', `${name}.js`),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: true,
    external: ['pg-native'],
    logLevel: 'error',
  })
}
const child = spawn(
  process.execPath,
  ['--enable-source-maps', join(root, 'dist', 'bench', 'main.js'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
)
child.once('exit', (code) => {
  process.exitCode = code ?? 1
})
