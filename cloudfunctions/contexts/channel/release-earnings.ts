import { formatYuan } from '@xietong/domain/kernel/money'
import type { Ctx, Deps } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import { postAll } from '../ledger'
import { type DueRow, lockDue, markDue } from './earning-store'

const BATCH = 200

/** Moves every line whose time has come to the dealers' withdrawable balance, batch by batch. */
export async function releaseDue(deps: Deps): Promise<void> {
  for (let taken = BATCH; taken === BATCH; ) {
    taken = await runCommand(deps, 'channel.releaseDue', releaseBatch)
  }
}

/**
 * One batch in one transaction: a ledger transaction and a message for each dealer, the lines
 * marked due (DL-077). The state of a locked line says whether it was posted, so running again
 * posts nothing.
 */
async function releaseBatch(ctx: Ctx): Promise<number> {
  const lines = await lockDue(ctx.tx, ctx.now, BATCH)
  if (lines.length === 0) {
    return 0
  }
  const byDealer = byDealerOf(lines)
  const batchId = ctx.newId()
  const postings = [...byDealer].map(([dealerId, own]) => ({
    kind: 'earnings-due',
    reference: { kind: 'earnings-batch', id: batchId },
    entries: [
      {
        account: { owner: 'dealer', ownerId: dealerId, kind: 'withdrawable' } as const,
        amountFen: total(own),
      },
      { account: { owner: 'platform', kind: 'commission' } as const, amountFen: -total(own) },
    ],
  }))
  await postAll(ctx, postings)
  const ids = lines.map((line) => line.id)
  await markDue(ctx.tx, ids, ctx.now)
  for (const [dealerId, own] of byDealer) {
    ctx.emit(message(dealerId, own))
  }
  ctx.audit({ objectKind: 'earnings-batch', objectId: batchId, after: { lines: ids.length } })
  return lines.length
}

function byDealerOf(lines: readonly DueRow[]): Map<string, DueRow[]> {
  const groups = new Map<string, DueRow[]>()
  for (const line of lines) {
    groups.set(line.dealerId, [...(groups.get(line.dealerId) ?? []), line])
  }
  return groups
}

const total = (lines: readonly DueRow[]) => lines.reduce((sum, line) => sum + line.amountFen, 0)

function message(dealerId: string, lines: readonly DueRow[]) {
  const orders = new Set(lines.map((line) => line.orderNo))
  return {
    code: 'dealer.earnings',
    subject: { kind: 'dealer', id: dealerId },
    variables: {
      amount: formatYuan(total(lines)),
      lines: String(lines.length),
      orders: [...orders].slice(0, 3).join('、'),
    },
    to: [{ kind: 'dealer', id: dealerId, module: 'withdrawal' } as const],
  }
}
