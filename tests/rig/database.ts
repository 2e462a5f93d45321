import { randomBytes } from 'node:crypto'
import pg from 'pg'

const TEMPLATE = 'xietong_template'

export interface TestDatabase {
  readonly url: string
  /** As the owner: for arranging facts that no operation makes, and for looking at the truth. */
  readonly owner: pg.Pool
  drop(): Promise<void>
}

function serverUrl(): string {
  const url = process.env.XIETONG_TEST_POSTGRES
  if (!url) {
    throw new Error('the test PostgreSQL is not running: start tests with jest')
  }
  return url
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

/** A database of its own, cloned from the migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `t_${randomBytes(8).toString('hex')}`
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`)
  const url = serverUrl().replace(/\/postgres$/, `/${name}`)
  const owner = new pg.Pool({ connectionString: url, max: 4 })
  owner.on('error', () => undefined)
  return {
    url,
    owner,
    drop: async () => {
      await owner.end()
      await onServer(`DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}
