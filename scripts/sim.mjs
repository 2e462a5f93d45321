// `npm run sim -- --seed 7 --steps 400`: one seed of the simulation again, or several (--seed 7,8,9).
import { spawnSync } from 'node:child_process'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const given = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`)
  return at > 0 ? process.argv[at + 1] : otherwise
}
const { status } = spawnSync(
  process.execPath,
  [join('node_modules', 'jest', 'bin', 'jest.js'), 'tests/sim'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, SIM_SEED: given('seed', '1'), SIM_STEPS: given('steps', '200') },
  },
)
process.exitCode = status ?? 1
