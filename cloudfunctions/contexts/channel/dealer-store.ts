import type { Tier } from '@xietong/domain/channel/commission'
import type { DealerKind, DealerState } from '@xietong/domain/channel/tree'
import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

/** What the console keeps about a dealer, in the words of the contract. */
export interface DealerFields {
  name: string
  contact: string
  phone: string
  province: string
  city: string
  district: string
  street: string
  latitude: number | null
  longitude: number | null
  kind: DealerKind | null
  sellsOffline: boolean
  earnsOnline: boolean
  discount: number
}

export interface DealerRow extends DealerFields {
  id: string
  serial: number
  tier: Tier
  parentId: string | null
  state: DealerState
  version: number
  createdAt: Date
}

const fields = sql`
  d.name, d.contact, d.phone, d.province, d.city, d.district, d.street, d.latitude, d.longitude,
  d.kind, d.sells_offline as "sellsOffline", d.earns_online as "earnsOnline", d.discount`
/** The columns of a `DealerRow`, from `channel.dealer d`. */
export const dealerRow = sql`
  d.id, d.serial, ${fields}, d.tier, d.parent_id as "parentId", d.state, d.version,
  d.created_at as "createdAt"`

export async function selectDealer(reader: Reader, dealerId: string): Promise<DealerRow | null> {
  const { rows } = await sql<DealerRow>`
    select ${dealerRow} from channel.dealer d where d.id = ${dealerId}`.execute(reader)
  return rows[0] ?? null
}

export async function lockDealer(tx: Tx, dealerId: string): Promise<DealerRow | null> {
  const { rows } = await sql<DealerRow>`
    select ${dealerRow} from channel.dealer d where d.id = ${dealerId}
    for no key update`.execute(tx)
  return rows[0] ?? null
}

/** Every change of a discount, of dealers and of member levels, waits here for the one before. */
export async function lockDiscountLadder(tx: Tx): Promise<void> {
  await sql`select id from channel.discount_ladder where id = 1 for update`.execute(tx)
}

export interface ChildRow {
  id: string
  name: string
  tier: Tier
  discount: number
  state: DealerState
}

export async function selectChildren(reader: Reader, dealerId: string): Promise<ChildRow[]> {
  const { rows } = await sql<ChildRow>`
    select id, name, tier, discount, state from channel.dealer
    where parent_id = ${dealerId} order by created_at, id limit 1000`.execute(reader)
  return rows
}

/** Dealers at or above a discount: those in the way of a member level (AD-092). */
export async function selectDealersFrom(
  reader: Reader,
  discount: number,
): Promise<{ name: string; discount: number }[]> {
  const { rows } = await sql<{ name: string; discount: number }>`
    select name, discount from channel.dealer where discount >= ${discount}
    order by discount desc, created_at limit 20`.execute(reader)
  return rows
}

export async function isPhoneTaken(
  reader: Reader,
  phone: string,
  exceptDealerId: string | null,
): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select exists (
      select from channel.dealer
      where phone = ${phone} and id is distinct from ${exceptDealerId}::uuid
    ) or exists (
      select from channel.dealer_person p
      where p.phone = ${phone} and p.active
        and not (p.role = 'owner' and p.dealer_id is not distinct from ${exceptDealerId}::uuid)
    ) as taken`.execute(reader)
  return rows[0]?.taken ?? false
}

export async function insertDealer(
  tx: Tx,
  dealer: DealerFields & { id: string; tier: Tier; parent: { id: string; tier: Tier } | null },
  now: Date,
): Promise<void> {
  await sql`
    insert into channel.dealer
      (id, name, contact, phone, province, city, district, street, latitude, longitude, tier,
       parent_id, parent_tier, kind, sells_offline, earns_online, discount, state, created_at)
    values
      (${dealer.id}, ${dealer.name}, ${dealer.contact}, ${dealer.phone}, ${dealer.province},
       ${dealer.city}, ${dealer.district}, ${dealer.street}, ${dealer.latitude},
       ${dealer.longitude}, ${dealer.tier}, ${dealer.parent?.id ?? null},
       ${dealer.parent?.tier ?? null}, ${dealer.kind}, ${dealer.sellsOffline},
       ${dealer.earnsOnline}, ${dealer.discount}, 'active', ${now})`.execute(tx)
}

/** The row is locked by the caller, who compared the version. */
export async function updateDealerFields(
  tx: Tx,
  dealerId: string,
  dealer: DealerFields,
): Promise<void> {
  await sql`
    update channel.dealer set
      name = ${dealer.name}, contact = ${dealer.contact}, phone = ${dealer.phone},
      province = ${dealer.province}, city = ${dealer.city}, district = ${dealer.district},
      street = ${dealer.street}, latitude = ${dealer.latitude}, longitude = ${dealer.longitude},
      kind = ${dealer.kind}, sells_offline = ${dealer.sellsOffline},
      earns_online = ${dealer.earnsOnline}, discount = ${dealer.discount}, version = version + 1
    where id = ${dealerId}`.execute(tx)
}

export async function updateDealerState(
  tx: Tx,
  dealerId: string,
  state: DealerState,
): Promise<void> {
  await sql`
    update channel.dealer set state = ${state}, version = version + 1
    where id = ${dealerId}`.execute(tx)
}
