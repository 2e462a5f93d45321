import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

/** What one refund did to a share; facts, so the detail can tell how its amount came about. */
export interface EarningChange {
  readonly id: string
  readonly earningId: string
  readonly pieces: number
  readonly refundedFen: number
  readonly beforeFen: number
  readonly afterFen: number
}

export async function insertChanges(
  tx: Tx,
  changes: readonly EarningChange[],
  now: Date,
): Promise<void> {
  if (changes.length === 0) {
    return
  }
  await sql`
    insert into channel.earning_change
      (id, earning_id, at, pieces, refunded_fen, before_fen, after_fen)
    select c.id, c."earningId", ${now}, c.pieces, c."refundedFen", c."beforeFen", c."afterFen"
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c (
      id uuid, "earningId" uuid, pieces integer, "refundedFen" bigint, "beforeFen" bigint,
      "afterFen" bigint)`.execute(tx)
}

/** Changes of some shares, oldest first. */
export async function changesOf(
  reader: Reader,
  earningIds: readonly string[],
): Promise<(EarningChange & { readonly at: Date })[]> {
  const { rows } = await sql<EarningChange & { at: Date }>`
    select id, earning_id as "earningId", at, pieces, refunded_fen as "refundedFen",
      before_fen as "beforeFen", after_fen as "afterFen"
    from channel.earning_change where earning_id = any(${earningIds}::uuid[])
    order by at, id`.execute(reader)
  return rows
}
