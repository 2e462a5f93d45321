// `npm test`: installs what is missing, checks types, builds everything, runs every test of PR size and
// ends with `N passed, N failed`. Arguments go to jest, for example `npm test -- tests/authz`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, findChromium } from './environment.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const node = (args, env = {}) =>
  spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
const step = (title) => console.log(`\n▸ ${title}`)

ensureInstalled(root)
const chosen = process.argv.slice(2)
const whole = chosen.length === 0

if (whole) {
  const chromium = findChromium()
  if (!chromium) {
    console.error(
      '没有找到 Chromium：请用系统的软件包安装（Debian/Ubuntu：apt-get install chromium fonts-noto-cjk）\n' +
        'Chromium not found: install it from the system packages, or name it in CHROMIUM_PATH',
    )
    process.exit(1)
  }
  step('types')
  if (node(['scripts/typecheck.mjs']).status !== 0) {
    process.exit(1)
  }
  step('builds')
  if (node(['scripts/build.mjs']).status !== 0) {
    process.exit(1)
  }
}

step('tests')
const results = join(root, 'test-results')
mkdirSync(results, { recursive: true })
const report = join(results, 'jest.json')
rmSync(report, { force: true })
const jest = node(
  [join('node_modules', 'jest', 'bin', 'jest.js'), '--json', `--outputFile=${report}`, ...chosen],
  { CHROMIUM_PATH: findChromium() ?? '' },
)
if (!existsSync(report)) {
  console.log('\n0 passed, 1 failed')
  process.exit(1)
}
const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
  readFileSync(report, 'utf8'),
)
const failed = numFailedTests + numRuntimeErrorTestSuites
console.log(`\n${numPassedTests} passed, ${failed} failed`)
process.exitCode = jest.status === 0 && failed === 0 && numPassedTests > 0 ? 0 : 1
