import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export type Part = 'rows' | 'failures'

/** A batch of rows on its way; `body` is sealed. */
export interface PieceRow {
  readonly seq: number
  readonly body: string
}

export async function insertPiece(
  reader: Reader,
  piece: { taskId: string; part: Part; seq: number; count: number; body: string },
): Promise<void> {
  await sql`
    insert into bulk.piece (task_id, part, seq, row_count, body)
    values (${piece.taskId}, ${piece.part}, ${piece.seq}, ${piece.count}, ${piece.body})
    on conflict (task_id, part, seq) do update
    set row_count = excluded.row_count, body = excluded.body`.execute(reader)
}

export async function selectPiece(
  reader: Reader,
  piece: { taskId: string; part: Part; seq: number },
): Promise<PieceRow | null> {
  const { rows } = await sql<PieceRow>`
    select seq, body from bulk.piece
    where task_id = ${piece.taskId} and part = ${piece.part} and seq = ${piece.seq}`.execute(reader)
  return rows[0] ?? null
}

/** The first piece after a number: some parts have gaps. */
export async function selectNextPiece(
  reader: Reader,
  piece: { taskId: string; part: Part; after: number },
): Promise<PieceRow | null> {
  const { rows } = await sql<PieceRow>`
    select seq, body from bulk.piece
    where task_id = ${piece.taskId} and part = ${piece.part} and seq > ${piece.after}
    order by seq limit 1`.execute(reader)
  return rows[0] ?? null
}

export async function deletePieces(reader: Reader | Tx, taskId: string): Promise<void> {
  await sql`delete from bulk.piece where task_id = ${taskId}`.execute(reader)
}
