import { createHmac } from 'node:crypto'
import { newCardNumber, newCardSecret } from '@xietong/domain/cards/card-number'
import type { Ctx } from '../../runtime/context'
import { type Issue, insertCards, issuedOrdinals, type NewCard } from './store'

/** The secret is bound to its number, so that equal secrets do not show as equal hashes. */
function hashSecret(pepper: string, number: string, secret: string): Buffer {
  return createHmac('sha256', pepper).update(`${number}:${secret}`).digest()
}

function newCard(ctx: Ctx, ordinal: number): NewCard {
  const number = newCardNumber(ctx.deps.random)
  const secret = newCardSecret(ctx.deps.random)
  const secretHash = hashSecret(ctx.deps.config.CARD_PEPPER, number, secret)
  return { id: ctx.newId(), number, secretHash, ordinal }
}

/** A clash of numbers is about one in 2,000 at five million cards; three draws never all clash. */
const DRAWS = 3

/**
 * Issues the e-cards of one order line that are still missing, at most `limit` of them, and answers how
 * many the line has now (AD-223). Repeating it issues nothing more than `quantity`.
 */
export async function issueCards(
  ctx: Ctx,
  issue: Issue & { readonly quantity: number; readonly limit?: number },
): Promise<number> {
  const issued = await issuedOrdinals(ctx, issue.lineId)
  const missing = Array.from({ length: issue.quantity }, (_, index) => index + 1)
    .filter((ordinal) => !issued.has(ordinal))
    .slice(0, issue.limit)
  let have = issued.size
  for (let draw = 0, open = missing; draw < DRAWS && open.length > 0; draw++) {
    const made = await insertCards(ctx, issue, open.map((ordinal) => newCard(ctx, ordinal)))
    have += made
    if (made === open.length) {
      break
    }
    const now = await issuedOrdinals(ctx, issue.lineId)
    have = now.size
    open = open.filter((ordinal) => !now.has(ordinal))
  }
  return have
}
