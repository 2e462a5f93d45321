import { sql } from 'kysely'
import type { Reader } from '../../runtime/database'

/** Members of each dealer from one index, without reading their rows. */
export async function membersOfDealers(
  reader: Reader,
  dealerIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ dealerId: string; total: number }>`
    select dealer_id as "dealerId", count(*)::int as total from members.member
    where dealer_id = any(${dealerIds}::uuid[]) and state <> 'closed'
    group by dealer_id`.execute(reader)
  return new Map(rows.map(({ dealerId, total }) => [dealerId, total]))
}
