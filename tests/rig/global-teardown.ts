import { rmSync } from 'node:fs'

export default async function globalTeardown(): Promise<void> {
  const { stopTestPostgres } = globalThis as { stopTestPostgres?: () => Promise<void> }
  await stopTestPostgres?.()
  const folder = process.env.XIETONG_TEST_FOLDER
  if (folder) {
    rmSync(folder, { recursive: true, force: true })
  }
}
