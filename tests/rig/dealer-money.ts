import { post } from '../../cloudfunctions/contexts/ledger'
import { runCommand } from '../../cloudfunctions/runtime/run-command'
import type { Rig } from './rig'

/** Stored value of a first-tier dealer, paid in; and a limit of credit when one is given. */
export async function giveMoney(
  rig: Rig,
  dealerId: string,
  { storedFen, creditFen }: { readonly storedFen: number; readonly creditFen?: number },
): Promise<void> {
  await runCommand(rig.deps, 'test.recharge', (ctx) =>
    post(ctx, {
      kind: 'recharge',
      reference: { kind: 'recharge', id: ctx.newId() },
      entries: [
        {
          account: { owner: 'dealer', ownerId: dealerId, kind: 'stored-value' },
          amountFen: storedFen,
        },
        { account: { owner: 'platform', kind: 'bank' }, amountFen: -storedFen },
      ],
    }),
  )
  await rig.db.query(
    `update ledger.account set floor_fen = $2 where owner_id = $1 and kind = 'credit'`,
    [dealerId, -(creditFen ?? 0)],
  )
}

export async function moneyOf(rig: Rig, dealerId: string) {
  const { rows } = await rig.db.query<{ kind: string; balance: number }>(
    `select kind, balance_fen::int as balance from ledger.account
     where owner_id = $1 and kind in ('stored-value', 'credit')`,
    [dealerId],
  )
  const of = (kind: string) => rows.find((row) => row.kind === kind)?.balance ?? 0
  return { storedFen: of('stored-value'), creditFen: of('credit') }
}
