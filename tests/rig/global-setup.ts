import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate, readMigrations } from '../../cloudfunctions/runtime/migrate'

const TEMPLATE = 'xietong_template'

/** One real PostgreSQL for the whole run, with a migrated template that each test file clones. */
export default async function globalSetup(): Promise<void> {
  const root = join(__dirname, '..', '..')
  const folder = mkdtempSync(join(tmpdir(), 'xietong-test-'))
  // As root the server runs as another user, who must be able to enter the folder.
  chmodSync(folder, 0o755)
  const script = join(root, 'scripts', 'postgres.mjs')
  const { startEmbeddedPostgres } = (await import(
    script
  )) as typeof import('../../scripts/postgres.mjs')
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    fsync: false,
    maxConnections: 400,
  })
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(`CREATE DATABASE ${TEMPLATE}`)
  await client.end()
  const migrations = await readMigrations(join(root, 'cloudfunctions', 'migrations'))
  await migrate(server.url.replace(/\/postgres$/, `/${TEMPLATE}`), migrations)
  process.env.XIETONG_TEST_POSTGRES = server.url
  process.env.XIETONG_TEST_FOLDER = folder
  Object.assign(globalThis, { stopTestPostgres: server.stop })
}
