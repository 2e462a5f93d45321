// What the scripts need of the machine: installed packages and a browser.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The system's Chromium, or the one that CHROMIUM_PATH names. */
export function findChromium() {
  return [process.env.CHROMIUM_PATH, ...BROWSERS].find((path) => path && existsSync(path))
}

/** Installs the locked packages when they are missing or of another lock. */
export function ensureInstalled(root) {
  const [major = 0] = process.versions.node.split('.').map(Number)
  if (major < 20) {
    console.error(
      `需要 Node 20 或更新的版本，现在是 ${process.versions.node}\nNode 20 or newer is needed`,
    )
    process.exit(1)
  }
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = join(root, 'node_modules', '.xietong-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) {
    return
  }
  // Installed by hand, and since then the lock has not changed: nothing to do but remember it.
  const installed = join(root, 'node_modules', '.package-lock.json')
  const mtime = (file) => statSync(file).mtimeMs
  if (!existsSync(stamp) && existsSync(installed)) {
    if (mtime(installed) >= mtime(join(root, 'package-lock.json'))) {
      writeFileSync(stamp, lock)
      return
    }
  }
  console.log('▸ 安装依赖 npm ci …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit' })
  if (result.status !== 0) {
    console.error('依赖没有装好，请检查网络后重试 / npm ci failed, check the network and try again')
    process.exit(1)
  }
  writeFileSync(stamp, lock)
}
