import { keptShare } from '@xietong/domain/channel/commission'
import { fen } from '@xietong/domain/kernel/money'
import type { Ctx } from '../../runtime/context'
import { postAll } from '../ledger'
import { type EarningChange, insertChanges } from './earning-change-store'
import { type BookedRow, lockOrderEarnings, type Reduction, updateReduced } from './earning-store'

/** Totals refunded so far on an order line: whole pieces, and money without pieces, in fen. */
export interface RefundedSoFar {
  readonly lineId: string
  readonly pieces: number
  readonly amountFen: number
}

/**
 * Lowers the shares of refunded lines, always from the original line and the totals so far, so that
 * a repetition changes nothing (AD-072). Before they are due the line falls or expires; afterwards
 * the difference is taken from the withdrawable balance, which may go below zero (DL-080, AD-073).
 */
export async function refundEarnings(
  ctx: Ctx,
  { orderId, lines }: { orderId: string; lines: readonly RefundedSoFar[] },
): Promise<void> {
  const booked = await lockOrderEarnings(ctx.tx, orderId)
  const soFar = new Map(lines.map((line) => [line.lineId, line]))
  const changes = booked.flatMap((row) => {
    const refunded = soFar.get(row.lineId)
    return refunded ? [{ row, reduced: reduce(row, refunded) }] : []
  })
  if (changes.length === 0) {
    return
  }
  await updateReduced(
    ctx.tx,
    changes.map((change) => change.reduced),
  )
  await insertChanges(
    ctx.tx,
    changes.flatMap((change) => changeOf(ctx, change)),
    ctx.now,
  )
  await chargeBack(ctx, orderId, changes)
}

/** A full refund, or an order closed after payment: no dealer keeps anything of it. */
export async function expireEarnings(ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  const booked = await lockOrderEarnings(ctx.tx, orderId)
  const lines = booked.map(({ lineId, quantity }) => ({ lineId, pieces: quantity, amountFen: 0 }))
  await refundEarnings(ctx, { orderId, lines })
}

function reduce(row: BookedRow, { pieces, amountFen }: RefundedSoFar): Reduction {
  const refundedPieces = Math.min(row.quantity, Math.max(row.refundedPieces, pieces))
  const rest = row.unitFen * (row.quantity - refundedPieces)
  const refundedFen = Math.min(rest, Math.max(row.refundedFen, amountFen))
  const kept = keptShare({
    unitShareFen: fen(row.unitShareFen),
    unitFen: fen(row.unitFen),
    quantity: row.quantity,
    refundedPieces,
    refundedFen: fen(refundedFen),
  })
  return { id: row.id, refundedPieces, refundedFen, amountFen: kept, state: stateAfter(row, kept) }
}

/** What the line keeps of this refund; none when nothing of its amount changed. */
function changeOf(
  ctx: Ctx,
  { row, reduced }: { readonly row: BookedRow; readonly reduced: Reduction },
): EarningChange[] {
  const change = {
    id: ctx.newId(),
    earningId: row.id,
    pieces: reduced.refundedPieces - row.refundedPieces,
    refundedFen: Math.max(0, reduced.refundedFen - row.refundedFen),
    beforeFen: row.amountFen,
    afterFen: reduced.amountFen,
  }
  return change.afterFen === change.beforeFen ? [] : [change]
}

function stateAfter(row: BookedRow, keptFen: number): BookedRow['state'] {
  if (keptFen > 0) {
    return row.state
  }
  return row.state === 'pending' || row.state === 'expired' ? 'expired' : 'deducted'
}

/** 收益扣回 for lines that are due: what the refund takes goes back from each dealer's balance. */
async function chargeBack(
  ctx: Ctx,
  orderId: string,
  changes: readonly { row: BookedRow; reduced: Reduction }[],
): Promise<void> {
  const owed = new Map<string, number>()
  for (const { row, reduced } of changes) {
    const difference = row.amountFen - reduced.amountFen
    if (row.state === 'due' && difference > 0) {
      owed.set(row.dealerId, (owed.get(row.dealerId) ?? 0) + difference)
    }
  }
  const postings = [...owed].map(([dealerId, amountFen]) => ({
    kind: 'earnings-deducted',
    reference: { kind: 'order', id: orderId },
    entries: [
      {
        account: { owner: 'dealer', ownerId: dealerId, kind: 'withdrawable' } as const,
        amountFen: -amountFen,
      },
      { account: { owner: 'platform', kind: 'commission' } as const, amountFen },
    ],
  }))
  if (postings.length > 0) {
    await postAll(ctx, postings)
  }
}
