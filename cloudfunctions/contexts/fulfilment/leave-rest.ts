import { type OpenLine, summaryOf } from '@xietong/domain/fulfilment/notes'
import { noteSettlement } from '@xietong/domain/fulfilment/settlement'
import type { Ctx } from '../../runtime/context'
import { newNoteNumber } from './make-note'
import {
  insertNote,
  markNoteShipped,
  type Note,
  type NoteLine,
  replaceNoteLines,
} from './note-store'

/**
 * Ends a note as shipped with exactly what left; what stays becomes a new note 待发货 of the same
 * shipper, at the same frozen prices (DL-113).
 */
export async function leaveRest(
  ctx: Ctx,
  note: Note,
  lines: readonly NoteLine[],
  split: { readonly now: readonly OpenLine[]; readonly rest: readonly OpenLine[] },
): Promise<void> {
  const gone = portion(lines, split.now)
  const { goodsFen, subsidyFen } = noteSettlement(gone)
  const shipped = await markNoteShipped(ctx.tx, {
    id: note.id,
    itemSummary: summaryOf(gone),
    goodsSettlementFen: goodsFen,
    subsidyFen,
    shippedAt: ctx.now,
  })
  if (!shipped) {
    throw new Error(`note ${note.id} moved although it was locked`)
  }
  if (split.rest.length === 0) {
    return
  }
  await replaceNoteLines(ctx.tx, note.id, gone)
  const rest = portion(lines, split.rest)
  const settlement = noteSettlement(rest)
  await insertNote(
    ctx.tx,
    {
      ...note,
      id: ctx.newId(),
      noteNo: await newNoteNumber(ctx),
      itemSummary: summaryOf(rest),
      goodsSettlementFen: settlement.goodsFen,
      subsidyFen: settlement.subsidyFen,
      createdAt: ctx.now,
    },
    rest,
  )
}

function portion(lines: readonly NoteLine[], part: readonly OpenLine[]): NoteLine[] {
  const quantities = new Map(part.map(({ lineId, quantity }) => [lineId, quantity]))
  return lines.flatMap((line) => {
    const quantity = quantities.get(line.lineId) ?? 0
    return quantity > 0 ? [{ ...line, quantity }] : []
  })
}
