import type { Reader } from '../../runtime/database'
import { findCards } from './store'
import { type Card, cardView } from './use-cards'

export { importCards } from './import-cards'
export { printedCardStock } from './import-store'
export { issueCards } from './issue-cards'
export {
  type Card,
  cardsOfOrder,
  lockCards,
  restoreCards,
  useCards,
  voidCards,
  voidUnusedCards,
} from './use-cards'
export { type CardProduct, loadCardProducts } from './wallet'

/** Cards by id without locking them, for pages that only show. */
export async function readCards(reader: Reader, cardIds: readonly string[]): Promise<Card[]> {
  return (await findCards(reader, cardIds)).map(cardView)
}
