import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export interface LevelFields {
  readonly name: string
  readonly rank: number
  readonly discount: number
  readonly combine: 'any' | 'all'
  readonly spendFen: number | null
  readonly orderCount: number | null
  readonly inviteCount: number | null
}
export interface LevelRow extends LevelFields {
  readonly id: string
  readonly isDefault: boolean
  readonly active: boolean
  readonly version: number
}
const level = sql`l.id, l.name, l.rank, l.discount, l.combine, l.spend_fen as "spendFen",
  l.order_count as "orderCount", l.invite_count as "inviteCount", l.is_default as "isDefault",
  l.active, l.version`

/** Levels with their members of these dealers; null = of everybody. */
export async function selectLevels(
  reader: Reader,
  dealerIds: readonly string[] | null,
): Promise<(LevelRow & { memberCount: number })[]> {
  const { rows } = await sql<LevelRow & { memberCount: number }>`
    select ${level}, (select count(*)::int from members.member m
      where m.level_id = l.id and m.state <> 'closed'
        and (${dealerIds}::uuid[] is null or m.dealer_id = any(${dealerIds}::uuid[]))
      ) as "memberCount"
    from members.level l order by l.rank, l.created_at, l.id limit 100`.execute(reader)
  return rows
}

export async function lockLevel(tx: Tx, id: string): Promise<LevelRow | null> {
  const { rows } = await sql<LevelRow>`
    select ${level} from members.level l where l.id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

export async function levelNameIsTaken(tx: Tx, name: string, exceptId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from members.level where name = ${name} and id <> ${exceptId}`.execute(tx)
  return rows.length > 0
}

export async function insertLevel(
  tx: Tx,
  row: LevelFields & { id: string; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into members.level (id, name, rank, discount, combine, spend_fen, order_count,
      invite_count, is_default, active, version, created_at)
    values (${row.id}, ${row.name}, ${row.rank}, ${row.discount}, ${row.combine},
      ${row.spendFen}, ${row.orderCount}, ${row.inviteCount}, false, true, 1, ${row.now})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

export async function updateLevelRow(
  tx: Tx,
  id: string,
  row: LevelFields & { active: boolean },
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    update members.level set name = ${row.name}, rank = ${row.rank}, discount = ${row.discount},
      combine = ${row.combine}, spend_fen = ${row.spendFen}, order_count = ${row.orderCount},
      invite_count = ${row.inviteCount}, active = ${row.active}, version = version + 1
    where id = ${id} returning version`.execute(tx)
  return rows[0]?.version ?? 0
}

export async function updateMemberLevel(tx: Tx, memberId: string, levelId: string): Promise<void> {
  await sql`
    update members.member set level_id = ${levelId} where id = ${memberId}`.execute(tx)
}

/** The lowest discount a member can buy at: every dealer's must lie below it. */
export async function selectLowestDiscount(
  reader: Reader,
): Promise<{ discount: number; names: string[] }> {
  const { rows } = await sql<{ discount: number; names: string[] }>`
    select discount, array_agg(name order by rank, name) as names
    from members.level where active
    group by discount order by discount limit 1`.execute(reader)
  return rows[0] ?? { discount: 10_000, names: [] }
}

/** Closed members count too: they come back at the level they had. */
export async function countMembersOfLevel(reader: Reader, id: string): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from members.member where level_id = ${id}`.execute(reader)
  return rows[0]?.total ?? 0
}

export async function deleteLevelRow(tx: Tx, id: string): Promise<void> {
  await sql`delete from members.level where id = ${id} and not is_default`.execute(tx)
}
