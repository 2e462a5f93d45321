import type pg from 'pg'

/** Counters and logs that a refused call may touch. */
const IGNORED = new Set([
  'runtime.rate_counter',
  'runtime.timer',
  'identity.audit_entry',
  'identity.session',
  'peers.call_log',
])

/** One hash per table over all its rows: the oracle for "changed nothing". */
export async function tableHashes(db: pg.Pool): Promise<Map<string, string>> {
  const { rows: tables } = await db.query<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'public')
    order by 1`)
  const watched = tables.map(({ name }) => name).filter((name) => !IGNORED.has(name))
  const one = (name: string) =>
    `select '${name}' as name, count(*)::text || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0)::text as hash from ${name} t`
  const { rows } = await db.query<{ name: string; hash: string }>(
    watched.map(one).join(' union all '),
  )
  return new Map(rows.map(({ name, hash }) => [name, hash]))
}

export function changedTables(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...after].filter(([name, hash]) => before.get(name) !== hash).map(([name]) => name)
}
