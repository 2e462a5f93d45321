import { join } from 'node:path'
import { migrate, readMigrations } from './migrate'

/** Deploy step: `DATABASE_URL=… node index.js`, with the login that owns the schemas. */
async function main(): Promise<void> {
  const url = process.env.DATABASE_URL
  if (!url) {
    throw new Error('DATABASE_URL is missing')
  }
  const folder = process.argv[2] ?? join(__dirname, 'migrations')
  const applied = await migrate(url, await readMigrations(folder))
  process.stdout.write(
    applied.length > 0 ? `applied ${applied.join(', ')}\n` : 'nothing to apply\n',
  )
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
