import type { Kysely, RawBuilder, Transaction } from 'kysely'

/**
 * SQL is written in the open with Kysely's `sql` tag in each context's store.ts, so the builder's
 * table
 * types stay unused. `Tx` is one open transaction; `Db` opens short ones of its own.
 */
// biome-ignore lint/complexity/noBannedTypes: an empty schema says that no builder types are used.
export type Schema = {}
export type Db = Kysely<Schema>
export type Tx = Transaction<Schema>
/** A piece of SQL that a store wrote and another module passes on. */
export type Sql = RawBuilder<unknown>
/** Reads may run in a transaction or outside. */
export type Reader = Db | Tx
