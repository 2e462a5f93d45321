import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** Statements kept per connection; texts beyond it run unnamed, so that memory stays bounded. */
const KEPT = 500
/** A text seen once may never come again; from its second use on it is kept. */
const SEEN_BEFORE = 4 * KEPT
const CONTROL = new Set(['begin', 'commit', 'rollback'])

interface PoolClient extends PostgresPoolClient {
  query(text: unknown, values?: unknown): never
}

/**
 * Lets the server keep the plan of a statement that is used again on the same connection: parsing
 * and planning are a third of the database's time for an order. Only for direct connections: behind
 * a transaction pooler a name may meet a server process that does not know it
 * (docs/decisions/0007).
 */
export function keepStatements(pool: pg.Pool): PostgresPool {
  const name = statementNames()
  const wrapped = new WeakMap<pg.PoolClient, PoolClient>()
  return {
    connect: async () => {
      const client = await pool.connect()
      const known = wrapped.get(client)
      if (known) {
        return known
      }
      const kept = keeping(client, name)
      wrapped.set(client, kept)
      return kept
    },
    end: () => pool.end(),
  }
}

function keeping(client: pg.PoolClient, nameOf: (text: string) => string | undefined): PoolClient {
  const query = (text: string, values: unknown[]) => {
    const name = nameOf(text)
    return name ? client.query({ name, text, values }) : client.query(text, values)
  }
  return { query: query as PoolClient['query'], release: () => client.release() }
}

/** The same text has the same name on all connections of the process. */
export function statementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>()
  const seen = new Set<string>()
  return (text) => {
    const known = names.get(text)
    if (known || CONTROL.has(text) || names.size >= KEPT) {
      return known
    }
    if (seen.has(text)) {
      const name = `kept_${names.size}`
      names.set(text, name)
      seen.delete(text)
      return name
    }
    if (seen.size >= SEEN_BEFORE) {
      seen.clear()
    }
    seen.add(text)
    return undefined
  }
}
