import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** One host at a time on a data folder: two would write into each other's journals. */
export function takeLock(file: string): () => void {
  mkdirSync(dirname(file), { recursive: true })
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => release(file)
    } catch {
      const owner = ownerOf(file)
      if (owner !== undefined && isAlive(owner)) {
        throw new Error(
          `这个数据目录已有一个演示在运行（进程 ${owner}），请先停止它\n` +
            `another host (process ${owner}) is running on this data folder; stop it first`,
        )
      }
      // Its owner was killed: the lock means nothing any more.
      rmSync(file, { force: true })
    }
  }
  throw new Error(`cannot lock ${file}`)
}

function release(file: string): void {
  if (ownerOf(file) === process.pid) rmSync(file, { force: true })
}

function ownerOf(file: string): number | undefined {
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : Number.NaN
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

/** A number that another program carries by now is not ours. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  const line = `/proc/${pid}/cmdline`
  return !existsSync('/proc/self/cmdline') || readFileSync(line, 'utf8').includes('main.js')
}
