import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openWorld, ROOT } from './world'

function bytesOf(path: string): number {
  if (!existsSync(path)) {
    return 0
  }
  const stat = statSync(path)
  return stat.isDirectory()
    ? readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0)
    : stat.size
}

/** Bundles and packages as they are deployed. */
export function sizes(): Record<string, number> {
  const found: Record<string, number> = {
    'api bundle': bytesOf(join(ROOT, 'dist/functions/api/index.js')),
    'hooks bundle': bytesOf(join(ROOT, 'dist/functions/hooks/index.js')),
    'jobs bundle': bytesOf(join(ROOT, 'dist/functions/jobs/index.js')),
    console: bytesOf(join(ROOT, 'console/dist')),
  }
  for (const app of ['member', 'dealer', 'sales']) {
    const folder = join(ROOT, `miniprogram-${app}`, 'dist', 'weapp')
    const subPackages = existsSync(folder)
      ? readdirSync(folder).filter((name) => /^(pkg|sub|package)/.test(name))
      : []
    const inSub = subPackages.reduce((sum, name) => sum + bytesOf(join(folder, name)), 0)
    found[`${app} mini-program, main package`] = bytesOf(folder) - inSub
    found[`${app} mini-program, whole`] = bytesOf(folder)
  }
  return found
}

/** From process start to the first answered request of the deployed `api` bundle. */
export async function startTimes(): Promise<{ apiMs: number }> {
  const world = await openWorld()
  try {
    const port = 20_000 + (process.pid % 10_000)
    const began = performance.now()
    const child = spawn(process.execPath, [join(ROOT, 'dist/functions/api/index.js')], {
      stdio: 'ignore',
      env: {
        ...process.env,
        ...world.rig.env,
        DATABASE_URL: world.databaseUrl,
        LOG_LEVEL: 'silent',
        PUBLIC_BASE_URL: world.rig.baseUrl,
        PORT: String(port),
      },
    })
    for (;;) {
      const up = await fetch(`http://127.0.0.1:${port}/api/health`).then(
        () => true,
        () => false,
      )
      if (up) {
        break
      }
      await new Promise((done) => setTimeout(done, 5))
    }
    const apiMs = performance.now() - began
    child.kill('SIGKILL')
    return { apiMs }
  } finally {
    await world.close()
  }
}
