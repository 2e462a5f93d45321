import type { StoredCode } from '@xietong/domain/identity/sms-code'
import { sql } from 'kysely'
import type { Db, Tx } from '../../runtime/database'

export interface CodeKey {
  readonly phone: string
  readonly app: 'member' | 'dealer' | 'sales' | 'console'
  readonly purpose: 'sign-in' | 'bind-phone' | 'set-password' | 'second-factor'
}
export interface CodeRow extends StoredCode {
  readonly id: string
  readonly nonce: Buffer
}

export async function selectSentAt(tx: Tx, phone: string, since: Date): Promise<Date[]> {
  const { rows } = await sql<{ created_at: Date }>`
    select created_at from identity.sms_code
    where phone = ${phone} and created_at >= ${since} and void_at is null`.execute(tx)
  return rows.map((row) => row.created_at)
}

export async function countFromAddress(tx: Tx, address: string, since: Date): Promise<number> {
  const { rows } = await sql<{ used: number }>`
    select count(*)::int as used from identity.sms_code
    where address = ${address} and created_at >= ${since}`.execute(tx)
  return rows[0]?.used ?? 0
}

/** Codes that this address asked for and nobody typed in. */
export async function countUnanswered(tx: Tx, address: string, since: Date): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from identity.sms_code
    where address = ${address} and created_at >= ${since} and used_at is null
      and void_at is null`.execute(tx)
  return rows[0]?.open ?? 0
}

export async function insertCode(
  tx: Tx,
  code: CodeKey & { id: string; nonce: Uint8Array; address: string; now: Date; expiresAt: Date },
): Promise<void> {
  await sql`
    insert into identity.sms_code
      (id, phone, app, purpose, nonce, address, created_at, expires_at)
    values (${code.id}, ${code.phone}, ${code.app}, ${code.purpose}, ${Buffer.from(code.nonce)},
      ${code.address}, ${code.now}, ${code.expiresAt})`.execute(tx)
}

/** Marks a code as being sent, once; null when it was claimed before. */
export async function claimSending(db: Db, id: string, now: Date): Promise<Buffer | null> {
  const { rows } = await sql<{ nonce: Buffer }>`
    update identity.sms_code set sent_at = ${now}
    where id = ${id} and sent_at is null returning nonce`.execute(db)
  return rows[0]?.nonce ?? null
}

/** The provider did not take the message: the code is void and counts for no limit. */
export async function voidCode(db: Db, id: string, now: Date): Promise<void> {
  await sql`update identity.sms_code set void_at = ${now} where id = ${id}`.execute(db)
}

export async function isVoid(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from identity.sms_code where id = ${id} and void_at is not null`.execute(db)
  return rows.length > 0
}

/** Locks the newest code of a phone for an app and a purpose; older ones are dead. */
export async function lockNewestCode(tx: Tx, key: CodeKey): Promise<CodeRow | null> {
  const { rows } = await sql<CodeRow>`
    select id, nonce, expires_at as "expiresAt", wrong_tries as "wrongTries", used_at as "usedAt"
    from identity.sms_code
    where phone = ${key.phone} and app = ${key.app} and purpose = ${key.purpose}
      and void_at is null
    order by created_at desc, id desc limit 1 for update`.execute(tx)
  return rows[0] ?? null
}

export async function markUsed(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update identity.sms_code set used_at = ${now} where id = ${id}`.execute(tx)
}

export async function addWrongTry(tx: Tx, id: string): Promise<void> {
  await sql`
    update identity.sms_code set wrong_tries = wrong_tries + 1 where id = ${id}`.execute(tx)
}

export async function deleteOldCodes(db: Db, before: Date): Promise<void> {
  await sql`delete from identity.sms_code where created_at < ${before}`.execute(db)
}
