import { newCardNumber, newCardSecret } from '@xietong/domain/cards/card-number'
import type { Ctx } from '../../runtime/context'
import { hashSecret } from './secret'
import { type Issue, insertCards, issuedOrdinals, type NewCard } from './store'

function newCard(ctx: Ctx, ordinal: number): NewCard {
  const number = newCardNumber(ctx.deps.random)
  const secret = newCardSecret(ctx.deps.random)
  const secretHash = hashSecret(ctx.deps.config.CARD_PEPPER, number, secret)
  return { id: ctx.newId(), number, secretHash, ordinal }
}

/** A clash of numbers is about one in 2,000 at five million cards; three draws never all clash. */
const DRAWS = 3

export interface Issued {
  /** Cards that the line has now. */
  readonly have: number
  /** Cards made by this call. */
  readonly made: number
}

/**
 * Issues the e-cards of one order line that are still missing, at most `limit` of them (AD-223).
 * Repeating it never makes more than `quantity`: an ordinal of a line exists once.
 */
export async function issueCards(
  ctx: Ctx,
  issue: Issue & { readonly quantity: number; readonly limit: number },
): Promise<Issued> {
  const before = await issuedOrdinals(ctx, issue.lineId)
  let open = Array.from({ length: issue.quantity }, (_, index) => index + 1)
    .filter((ordinal) => !before.has(ordinal))
    .slice(0, issue.limit)
  let made = 0
  for (let draw = 0; draw < DRAWS && open.length > 0; draw++) {
    const now = await insertCards(
      ctx,
      issue,
      open.map((ordinal) => newCard(ctx, ordinal)),
    )
    made += now
    if (now === open.length) {
      break
    }
    const taken = await issuedOrdinals(ctx, issue.lineId)
    open = open.filter((ordinal) => !taken.has(ordinal))
  }
  return { have: before.size + made, made }
}
