// Type-checks every package with the native compiler, two at a time.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const projects = [
  'shared/domain',
  'shared/client',
  'shared/ui',
  'cloudfunctions',
  'sandbox',
  'console',
  'miniprogram-member',
  'miniprogram-dealer',
  'miniprogram-sales',
  'tests',
].filter((project) => existsSync(join(root, project, 'tsconfig.json')))

function check(project) {
  return new Promise((done) => {
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), '-p', project],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.once('exit', (code) => done({ project, code, output }))
  })
}

let failed = 0
const queue = [...projects]
async function worker() {
  for (let project = queue.shift(); project; project = queue.shift()) {
    const { code, output } = await check(project)
    console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${project}`)
    if (code !== 0) {
      failed++
      console.log(output)
    }
  }
}
await Promise.all([worker(), worker()])
process.exitCode = failed > 0 ? 1 : 0
