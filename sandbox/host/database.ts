import { join } from 'node:path'
import { migrate, readMigrations } from '@xietong/functions/runtime/migrate'
import pg from 'pg'

const NAME = 'xietong'

export interface HostDatabase {
  url: string
  /** Whether the demo data has been written completely. */
  isSeeded(): Promise<boolean>
  markSeeded(): Promise<void>
}

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

/** The product's own database on the embedded server, made at the first start. */
export async function ownDatabase(serverUrl: string): Promise<string> {
  const rows = await ask(serverUrl, `SELECT 1 FROM pg_database WHERE datname = '${NAME}'`)
  if (rows.length === 0) await ask(serverUrl, `CREATE DATABASE ${NAME}`)
  return serverUrl.replace(/\/postgres$/, `/${NAME}`)
}

export async function dropOwnDatabase(serverUrl: string): Promise<void> {
  await ask(serverUrl, `DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`)
}

export async function prepareDatabase(url: string, root: string): Promise<HostDatabase> {
  const migrations = await readMigrations(join(root, 'cloudfunctions', 'migrations'))
  try {
    await migrate(url, migrations)
  } catch (error) {
    throw migrationProblem(error)
  }
  await ask(url, 'CREATE TABLE IF NOT EXISTS public.xietong_demo (seeded_at timestamptz NOT NULL)')
  return {
    url,
    isSeeded: async () => (await ask(url, 'SELECT 1 FROM public.xietong_demo')).length > 0,
    markSeeded: async () => {
      await ask(url, 'INSERT INTO public.xietong_demo VALUES (now())')
    },
  }
}

/** Data of another version cannot be carried over; the person learns how to begin anew. */
function migrationProblem(error: unknown): Error {
  const words = error instanceof Error ? error.message : String(error)
  return new Error(
    `数据库没有升级成功：${words}\n` +
      '数据若来自旧版本，可以重新开始：npm start -- --reset\n' +
      'the database was not migrated; begin anew with npm start -- --reset',
  )
}
