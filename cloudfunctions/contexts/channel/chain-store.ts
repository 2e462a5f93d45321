import type { Tier } from '@xietong/domain/channel/commission'
import type { DealerKind, DealerState } from '@xietong/domain/channel/tree'
import { sql } from 'kysely'
import type { Reader } from '../../runtime/database'

export interface ChainDealer {
  dealerId: string
  tier: Tier
  discount: number
  state: DealerState
  earnsOnline: boolean
  name: string
}

/** A dealer with those above it, from the first tier down; empty for an unknown id. One query. */
export async function chainOf(reader: Reader, dealerId: string): Promise<ChainDealer[]> {
  const { rows } = await sql<ChainDealer>`
    select d.id as "dealerId", d.tier, d.discount, d.state, d.earns_online as "earnsOnline", d.name
    from channel.dealer own
    left join channel.dealer above on above.id = own.parent_id
    join channel.dealer d on d.id in (own.id, above.id, above.parent_id)
    where own.id = ${dealerId}
    order by d.tier`.execute(reader)
  return rows
}

export interface StoreDealer {
  dealerId: string
  name: string
  phone: string
  province: string
  city: string
  district: string
  street: string
  latitude: number
  longitude: number
  active: boolean
}

const store = sql`
  id as "dealerId", name, phone, province, city, district, street, latitude, longitude,
  state = 'active' as active`

/** A first-tier dealer of the kind 专卖店, or null. */
export async function findStore(reader: Reader, dealerId: string): Promise<StoreDealer | null> {
  const { rows } = await sql<StoreDealer>`
    select ${store} from channel.dealer
    where id = ${dealerId} and kind = 'store'`.execute(reader)
  return rows[0] ?? null
}

/** All active stores with their coordinates: who may be chosen to ship. */
export async function listStores(reader: Reader): Promise<StoreDealer[]> {
  const { rows } = await sql<StoreDealer>`
    select ${store} from channel.dealer
    where kind = 'store' and state = 'active' order by created_at, id`.execute(reader)
  return rows
}

export async function dealerNames(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) {
    return new Map()
  }
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from channel.dealer where id = any(${ids}::uuid[])`.execute(reader)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** First-tier dealers by id; those of another tier are absent. */
export async function firstTierNames(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from channel.dealer where id = any(${ids}::uuid[]) and tier = 1`.execute(reader)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Dealers with everybody below them, to the third tier. */
export async function networkOf(reader: Reader, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with child as (
      select id from channel.dealer where parent_id = any(${ids}::uuid[])
    )
    select id from channel.dealer where id = any(${ids}::uuid[])
    union select id from child
    union select d.id from channel.dealer d join child on d.parent_id = child.id`.execute(reader)
  return rows.map(({ id }) => id)
}

export interface KnownDealer {
  id: string
  name: string
  contact: string
  phone: string
  city: string
  tier: Tier
  kind: DealerKind | null
  state: DealerState
  /** The first-tier dealer of its network: itself for tier 1. */
  topId: string
}

const known = sql`
  d.id, d.name, d.contact, d.phone, d.city, d.tier, d.kind, d.state,
  coalesce(above.parent_id, d.parent_id, d.id) as "topId"`
const knownFrom = sql`channel.dealer d left join channel.dealer above on above.id = d.parent_id`

export async function findDealer(reader: Reader, dealerId: string): Promise<KnownDealer | null> {
  const { rows } = await sql<KnownDealer>`
    select ${known} from ${knownFrom} where d.id = ${dealerId}`.execute(reader)
  return rows[0] ?? null
}

/** The dealer whose own phone or whose active worker's phone this is, or null. */
export async function findDealerByPhone(
  reader: Reader,
  phone: string,
): Promise<KnownDealer | null> {
  const { rows } = await sql<KnownDealer>`
    select ${known} from ${knownFrom}
    where d.phone = ${phone}
      or d.id in (select dealer_id from channel.dealer_person where phone = ${phone} and active)
    order by d.phone = ${phone} desc limit 1`.execute(reader)
  return rows[0] ?? null
}
