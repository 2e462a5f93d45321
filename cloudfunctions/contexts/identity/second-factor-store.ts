import { sql } from 'kysely'
import type { Db, Reader, Tx } from '../../runtime/database'

/** Whether one of the account's roles asks for a second factor (AD-002). */
export async function needsSecondFactor(reader: Reader, accountId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from identity.account_role ar join identity.role r on r.id = ar.role_id
    where ar.account_id = ${accountId} and r.second_factor limit 1`.execute(reader)
  return rows.length > 0
}

export async function isKnownBrowser(
  reader: Reader,
  { accountId, keyHash, now }: { accountId: string; keyHash: Buffer; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from identity.known_browser
    where key_hash = ${keyHash} and account_id = ${accountId}
      and expires_at > ${now}`.execute(reader)
  return rows.length > 0
}

export async function insertBrowser(
  tx: Tx,
  row: { id: string; accountId: string; keyHash: Buffer; now: Date; expiresAt: Date },
): Promise<void> {
  await sql`
    insert into identity.known_browser (id, account_id, key_hash, created_at, expires_at)
    values (${row.id}, ${row.accountId}, ${row.keyHash}, ${row.now}, ${row.expiresAt})`.execute(tx)
}

export interface Authenticator {
  readonly sealedSecret: string
  readonly confirmedAt: Date | null
  readonly lastStep: number
}

/** Locked, so that of two tries with one code only the first counts. */
export async function lockAuthenticator(tx: Tx, accountId: string): Promise<Authenticator | null> {
  const { rows } = await sql<Authenticator>`
    select sealed_secret as "sealedSecret", confirmed_at as "confirmedAt",
      last_step as "lastStep"
    from identity.authenticator where account_id = ${accountId} for update`.execute(tx)
  return rows[0] ?? null
}

export async function insertAuthenticator(
  tx: Tx,
  row: { accountId: string; sealedSecret: string; now: Date },
): Promise<void> {
  await sql`
    insert into identity.authenticator (account_id, sealed_secret, created_at)
    values (${row.accountId}, ${row.sealedSecret}, ${row.now}) on conflict do nothing`.execute(tx)
}

export async function acceptStep(
  tx: Tx,
  { accountId, step, now }: { accountId: string; step: number; now: Date },
): Promise<void> {
  await sql`
    update identity.authenticator
    set last_step = ${step}, confirmed_at = coalesce(confirmed_at, ${now})
    where account_id = ${accountId}`.execute(tx)
}

export async function deleteSecondFactor(tx: Tx, accountId: string): Promise<void> {
  await sql`delete from identity.authenticator where account_id = ${accountId}`.execute(tx)
  await sql`delete from identity.known_browser where account_id = ${accountId}`.execute(tx)
}

export async function deleteOldBrowsers(db: Db, now: Date): Promise<void> {
  await sql`delete from identity.known_browser where expires_at < ${now}`.execute(db)
}
