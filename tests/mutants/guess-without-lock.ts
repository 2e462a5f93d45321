import { addCard } from '@xietong/domain/cards/contract'
import { refuse, refuseAndKeep } from '@xietong/domain/kernel/result'
import { sql } from 'kysely'
import { perform } from '../../cloudfunctions/runtime/context'
import { meeting } from './meeting'

/**
 * Planted bug for I1: the wrong tries of a number are read, the password is looked at, and only
 * then one more is counted, as if guesses came one after the other.
 */
export function countingAfterTheLook(guesses: number) {
  const afterTheLook = meeting(guesses)
  return perform(addCard, async (ctx, { number }) => {
    const { rows } = await sql<{ failures: Date[] }>`
      select failures from cards.pin_guard where kind = 'card' and key = ${number}`.execute(ctx.tx)
    await afterTheLook()
    return (rows[0]?.failures.length ?? 0) >= 5
      ? refuse('CARD_LOCKED')
      : refuseAndKeep('CARD_PIN_WRONG')
  })
}
