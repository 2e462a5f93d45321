import { type ActivationCharge, activationCharge } from '@xietong/domain/cards/activation'
import { fen } from '@xietong/domain/kernel/money'
import { type Refusal, refuse } from '@xietong/domain/kernel/result'
import type { Ctx } from '../../runtime/context'
import { cardListings } from '../catalog'
import { chainOf } from '../channel'
import { holdDealerMoney, post } from '../ledger'
import type { CardRow } from './store'

const yuan = (amount: number) => (amount / 100).toFixed(2)

/**
 * AD-162: cards in a first-tier dealer's network are paid for when they are activated, whoever
 * holds them. Charges each owner or, when one has too little, refuses and charges nobody.
 */
export async function chargeActivation(
  ctx: Ctx,
  cards: readonly CardRow[],
): Promise<readonly ActivationCharge[] | Refusal<'INSUFFICIENT_BALANCE'>> {
  const owned = cards.filter((card) => card.owner_dealer_id !== null)
  const owners = [...new Set(owned.flatMap((card) => card.owner_dealer_id ?? []))].sort()
  if (owners.length === 0) {
    return []
  }
  const products = await cardListings(ctx.tx, [...new Set(owned.map((card) => card.product_id))])
  const retail = new Map(products.map(({ itemId, retailFen }) => [itemId, retailFen]))
  const money = await holdDealerMoney(ctx, owners)
  const charges: ActivationCharge[] = []
  for (const dealerId of owners) {
    const [first] = await chainOf(ctx.tx, dealerId)
    const own = owned.filter((card) => card.owner_dealer_id === dealerId)
    const charge = activationCharge(
      own.map((card) => retail.get(card.product_id) ?? fen(0)),
      first?.discount ?? 10_000,
      money.get(dealerId) ?? { storedFen: 0, creditFen: 0 },
    )
    if (charge.missingFen > 0) {
      return refuse('INSUFFICIENT_BALANCE', {
        dealer: first?.name ?? '',
        charge: yuan(charge.totalFen),
        short: yuan(charge.missingFen),
      })
    }
    await postCharge(ctx, dealerId, charge)
    charges.push(charge)
  }
  return charges
}

/** Each part is one entry; the money was held before, so it is still there. */
async function postCharge(ctx: Ctx, dealerId: string, charge: ActivationCharge): Promise<void> {
  const from = { owner: 'dealer', ownerId: dealerId } as const
  const parts = [
    { account: { ...from, kind: 'stored-value' as const }, amountFen: -charge.storedFen },
    { account: { ...from, kind: 'credit' as const }, amountFen: -charge.creditFen },
    {
      account: { owner: 'platform' as const, kind: 'card-activation' },
      amountFen: charge.totalFen,
    },
  ].filter(({ amountFen }) => amountFen !== 0)
  if (parts.length === 0) {
    return
  }
  const posted = await post(ctx, {
    kind: 'card-activation',
    reference: { kind: 'activation', id: ctx.newId() },
    entries: parts,
  })
  if (!posted.ok) {
    throw new Error('the money was there although its accounts were locked')
  }
}
