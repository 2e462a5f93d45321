import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Db, Schema } from '../runtime/database'
import { keepStatements } from './kept-statements'

const INT8 = 20
const NUMERIC = 1700
const DATE = 1082

/** A number that JavaScript cannot hold exactly must fail the read, not round the money. */
function safeNumber(value: string): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) {
    throw new RangeError('int8 outside the safe range')
  }
  return number
}

const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8) {
      return safeNumber
    }
    if (oid === NUMERIC) {
      return Number
    }
    if (oid === DATE) {
      return (value: string) => value
    }
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

export interface PostgresOptions {
  readonly url: string
  /** The role that statements run as: it has no right to change facts. Empty = the login itself. */
  readonly role?: string
  readonly max: number
  /** PEM of the authority; with it, TLS is on and verified. */
  readonly ca?: string | undefined
  /** The connection is direct, not through a transaction pooler: plans may be kept. */
  readonly direct?: boolean
}

export interface Postgres {
  readonly db: Db
  close(): Promise<void>
}

/**
 * Pool of connections. Time-outs travel as start-up options, never as session SET, so that the same
 * code runs behind a transaction pooler.
 */
export function openPostgres(options: PostgresOptions): Postgres {
  const startup = [
    '-c statement_timeout=5000',
    '-c lock_timeout=2000',
    '-c idle_in_transaction_session_timeout=10000',
    '-c timezone=UTC',
    ...(options.role ? [`-c role=${options.role}`] : []),
  ]
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 5_000,
    options: startup.join(' '),
    types: types as pg.CustomTypesConfig,
    ...(options.ca ? { ssl: { ca: options.ca, rejectUnauthorized: true } } : {}),
  })
  // A connection cut while idle is replaced by the pool; without a listener it would end the
  // process.
  pool.on('error', () => undefined)
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: options.direct ? keepStatements(pool) : pool }),
  })
  return { db, close: () => db.destroy() }
}
