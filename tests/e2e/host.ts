import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const ROOT = join(__dirname, '..', '..')

export interface Host {
  readonly url: string
  readonly dataDir: string
  readonly port: number
  /** Ends like Ctrl-C. */
  stop(): Promise<void>
  /** Everything dies at once, as in a power cut of the process. */
  kill(): Promise<void>
  output(): string
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address() as AddressInfo
  await new Promise((done) => probe.close(done))
  return port
}

export const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'xietong-e2e-'))
export const removeFolder = (path: string) => rmSync(path, { recursive: true, force: true })

const READY = /蟹同已启动\s+(http:\/\/\S+)\//
const START_MAX_MS = 240_000

function ended(child: ChildProcess): Promise<void> {
  return child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => child.once('exit', () => done()))
}

/** The README's own command on a data folder of its own, waited for until it prints its address. */
export async function startHost(dataDir: string, port?: number): Promise<Host> {
  const chosen = port ?? (await freePort())
  const child = spawn(
    process.execPath,
    [join(ROOT, 'scripts', 'start.mjs'), '--port', String(chosen)],
    {
      cwd: ROOT,
      env: { ...process.env, XIETONG_DATA: dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let text = ''
  const url = await new Promise<string>((done, fail) => {
    const limit = setTimeout(() => fail(new Error(`not started in time:\n${text}`)), START_MAX_MS)
    const read = (chunk: Buffer) => {
      text += chunk.toString()
      const found = READY.exec(text)?.[1]
      if (found) {
        clearTimeout(limit)
        done(found)
      }
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) => {
      clearTimeout(limit)
      fail(new Error(`ended with ${code}:\n${text}`))
    })
  })
  return {
    url,
    dataDir,
    port: chosen,
    stop: async () => {
      child.kill('SIGINT')
      await ended(child)
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended(child)
    },
    output: () => text,
  }
}
