import type { Address } from '@xietong/domain/kernel/schema'
import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export interface AddressRow extends Address {
  id: string
  isDefault: boolean
}
const columns = sql`id, name, phone, province, city, district, street, is_default as "isDefault"`

export async function selectAddresses(reader: Reader, memberId: string): Promise<AddressRow[]> {
  const { rows } = await sql<AddressRow>`
    select ${columns} from members.address where member_id = ${memberId}
    order by is_default desc, created_at desc, id desc limit 20`.execute(reader)
  return rows
}

export async function selectAddress(
  reader: Reader,
  memberId: string,
  id: string,
): Promise<Address | null> {
  const { rows } = await sql<Address>`
    select name, phone, province, city, district, street from members.address
    where member_id = ${memberId} and id = ${id}`.execute(reader)
  return rows[0] ?? null
}

export async function insertAddress(
  tx: Tx,
  { id, memberId, address, now }: { id: string; memberId: string; address: Address; now: Date },
): Promise<void> {
  await sql`
    insert into members.address
      (id, member_id, name, phone, province, city, district, street, is_default, created_at)
    values (${id}, ${memberId}, ${address.name}, ${address.phone}, ${address.province},
      ${address.city}, ${address.district}, ${address.street}, false, ${now})`.execute(tx)
}

export async function updateAddress(
  tx: Tx,
  { id, memberId, address }: { id: string; memberId: string; address: Address },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update members.address set name = ${address.name}, phone = ${address.phone},
      province = ${address.province}, city = ${address.city}, district = ${address.district},
      street = ${address.street}
    where member_id = ${memberId} and id = ${id}`.execute(tx)
  return numAffectedRows === 1n
}

/** Moves the mark; false when the address is not the member's. */
export async function moveDefault(tx: Tx, memberId: string, id: string): Promise<boolean> {
  await sql`
    update members.address set is_default = false
    where member_id = ${memberId} and is_default and id <> ${id}`.execute(tx)
  const { numAffectedRows } = await sql`
    update members.address set is_default = true
    where member_id = ${memberId} and id = ${id}`.execute(tx)
  return numAffectedRows === 1n
}

export async function removeAddress(tx: Tx, memberId: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from members.address where member_id = ${memberId} and id = ${id}`.execute(tx)
  return numAffectedRows === 1n
}

/** As long as there are addresses, one of them is the default: the newest takes over. */
export async function ensureDefault(tx: Tx, memberId: string): Promise<void> {
  await sql`
    update members.address set is_default = true
    where id = (select id from members.address where member_id = ${memberId}
      order by created_at desc, id desc limit 1)
      and not exists (select 1 from members.address
        where member_id = ${memberId} and is_default)`.execute(tx)
}
