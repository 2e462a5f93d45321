import type { ReadCtx } from '../../runtime/context'
import type { ListingKind } from './listing-store'

/**
 * Cards that can still be sold: of an e-card what its total leaves (AD-210), of a printed card the
 * numbers in the platform's hands (AD-153).
 */
export async function cardsLeft(
  ctx: Pick<ReadCtx, 'db' | 'deps'>,
  products: readonly { readonly id: string; readonly kind: ListingKind }[],
): Promise<ReadonlyMap<string, number>> {
  const of = (kind: ListingKind) =>
    products.filter((product) => product.kind === kind).map(({ id }) => id)
  const { quotaLeft, printedCardStock } = ctx.deps.questions
  const [electronic, printed] = await Promise.all([
    quotaLeft(ctx.db, of('e-card')),
    printedCardStock(ctx.db, of('physical-card')),
  ])
  return new Map([...electronic, ...printed])
}
