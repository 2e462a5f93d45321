import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

export interface Migration {
  readonly name: string
  readonly sql: string
}

/** Reads `NNNN-name.sql` files in order. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[\w-]+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => ({ name, sql: await readFile(join(folder, name), 'utf8') })),
  )
}

const hashOf = (sql: string) => createHash('sha256').update(sql).digest('hex')

/**
 * Applies what is missing, each migration in its own transaction together with its record. A landed
 * migration whose text has changed is refused. Two runners at once are safe: the record row is
 * inserted first and blocks the second.
 */
export async function migrate(url: string, migrations: readonly Migration[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`CREATE TABLE IF NOT EXISTS public.xietong_migration (
      name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`)
    const { rows } = await client.query<{ name: string; hash: string }>(
      'SELECT name, hash FROM public.xietong_migration',
    )
    const known = new Map(rows.map((row) => [row.name, row.hash]))
    const applied: string[] = []
    for (const migration of migrations) {
      const hash = hashOf(migration.sql)
      const recorded = known.get(migration.name)
      if (recorded !== undefined && recorded !== hash) {
        throw new Error(`migration ${migration.name} was changed after it was applied`)
      }
      if (recorded === undefined && (await apply(client, migration, hash))) {
        applied.push(migration.name)
      }
    }
    return applied
  } finally {
    await client.end()
  }
}

async function apply(client: pg.Client, migration: Migration, hash: string): Promise<boolean> {
  await client.query('BEGIN')
  try {
    const claimed = await client.query(
      `INSERT INTO public.xietong_migration (name, hash) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
      [migration.name, hash],
    )
    if (claimed.rowCount === 0) {
      await client.query('ROLLBACK')
      return false
    }
    await client.query(migration.sql)
    await client.query('COMMIT')
    return true
  } catch (error) {
    await client.query('ROLLBACK')
    throw new Error(`migration ${migration.name} failed: ${(error as Error).message}`)
  }
}
