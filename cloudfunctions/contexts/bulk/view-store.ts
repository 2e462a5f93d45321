import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export interface ViewRow {
  readonly id: string
  readonly name: string
  readonly search: string
  readonly columns: string[] | null
  readonly isDefault: boolean
}

export async function selectViews(
  reader: Reader,
  accountId: string,
  list: string,
): Promise<ViewRow[]> {
  const { rows } = await sql<ViewRow>`
    select id, name, search, columns, is_default as "isDefault" from bulk.saved_view
    where account_id = ${accountId} and list = ${list} order by created_at, id limit 30`.execute(
    reader,
  )
  return rows
}

interface NewView extends ViewRow {
  readonly accountId: string
  readonly list: string
  readonly now: Date
}

/** Serialises what one account does to its views: one default, a bounded number. */
export async function lockViews(tx: Tx, accountId: string, list: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${accountId} ${list}`}, 0))`.execute(
    tx,
  )
}

export async function clearDefault(tx: Tx, accountId: string, list: string): Promise<void> {
  await sql`
    update bulk.saved_view set is_default = false
    where account_id = ${accountId} and list = ${list} and is_default`.execute(tx)
}

/** A view of the same name is replaced and keeps its id and place. */
export async function upsertView(tx: Tx, view: NewView): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into bulk.saved_view
      (id, account_id, list, name, search, columns, is_default, created_at)
    values (${view.id}, ${view.accountId}, ${view.list}, ${view.name}, ${view.search},
      ${view.columns}::text[], ${view.isDefault}, ${view.now})
    on conflict (account_id, list, name) do update
    set search = excluded.search, columns = excluded.columns, is_default = excluded.is_default
    returning id`.execute(tx)
  return rows[0]?.id ?? view.id
}

export async function deleteViewRow(tx: Tx, accountId: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from bulk.saved_view where id = ${id} and account_id = ${accountId}`.execute(tx)
  return numAffectedRows === 1n
}

export async function selectColumns(
  reader: Reader,
  accountId: string,
  list: string,
): Promise<string[] | null> {
  const { rows } = await sql<{ columns: string[] }>`
    select columns from bulk.list_columns
    where account_id = ${accountId} and list = ${list}`.execute(reader)
  return rows[0]?.columns ?? null
}

export async function upsertColumns(
  tx: Tx,
  choice: { accountId: string; list: string; columns: readonly string[] },
): Promise<void> {
  await sql`
    insert into bulk.list_columns (account_id, list, columns)
    values (${choice.accountId}, ${choice.list}, ${choice.columns}::text[])
    on conflict (account_id, list) do update set columns = excluded.columns`.execute(tx)
}

export async function deleteColumns(tx: Tx, accountId: string, list: string): Promise<void> {
  await sql`
    delete from bulk.list_columns where account_id = ${accountId} and list = ${list}`.execute(tx)
}
