import { sql } from 'kysely'
import type { Tx } from '../../runtime/database'

/**
 * Takes the lock of a phone: under it the limits of its codes are counted and it gets its person.
 * The row is made by its own statement first, so that two firsts do not miss each other.
 */
export async function lockPhone(tx: Tx, phone: string): Promise<void> {
  await sql`
    insert into identity.sms_phone (phone) values (${phone}) on conflict do nothing`.execute(tx)
  await sql`select 1 from identity.sms_phone where phone = ${phone} for update`.execute(tx)
}
