import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(__dirname, '..', '..')

/** The worker as one file, as the platform would run it. */
export function bundleWorker(): { file: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'xietong-worker-'))
  const file = join(folder, 'hooks-worker.js')
  const built = spawnSync(
    join(root, 'node_modules', '.bin', 'esbuild'),
    [
      join(__dirname, 'hooks-worker.ts'),
      '--bundle',
      '--platform=node',
      '--target=node20',
      `--outfile=${file}`,
      '--log-level=error',
      '--external:pg-native',
    ],
    { cwd: root, encoding: 'utf8' },
  )
  if (built.status !== 0) {
    throw new Error(`worker not built: ${built.stderr}`)
  }
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

interface Worker {
  readonly child: ChildProcess
  readonly port: number
  /** Everything it wrote to standard output and error. */
  output(): string
}

/** Workers of which any may be killed at any moment; a new one takes its place. */
export interface Workers {
  /** Port of a living worker. */
  somePort(): number
  killOne(): Promise<void>
  /** What the living ones wrote so far. */
  output(): string
  stop(): Promise<void>
}

export async function startWorkers(
  file: string,
  env: Readonly<Record<string, string>>,
  count: number,
): Promise<Workers> {
  const workers = await Promise.all(Array.from({ length: count }, () => startWorker(file, env)))
  return {
    somePort: () => workers[randomInt(workers.length)]?.port ?? 0,
    async killOne() {
      const index = randomInt(workers.length)
      workers[index]?.child.kill('SIGKILL')
      workers[index] = await startWorker(file, env)
    },
    output: () => workers.map((worker) => worker.output()).join('\n'),
    async stop() {
      await Promise.all(workers.map(({ child }) => ended(child)))
    },
  }
}

function startWorker(file: string, env: Readonly<Record<string, string>>): Promise<Worker> {
  const child = spawn(process.execPath, [file], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    let said = ''
    let complained = ''
    child.stderr?.on('data', (part) => {
      complained += part
    })
    child.stdout?.on('data', (part) => {
      said += part
      const port = /port (\d+)\n/.exec(said)?.[1]
      if (port) {
        resolve({ child, port: Number(port), output: () => said + complained })
      }
    })
    child.once('exit', () =>
      reject(new Error(`worker ended before it listened: ${complained.slice(-2_000)}`)),
    )
  })
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve()
      return
    }
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}
