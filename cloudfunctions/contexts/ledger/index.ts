import type { Reader } from '../../runtime/database'
import { entriesOfReference, type PostedEntry } from './store'

export { balancesOf, type DealerBalances, holdDealerMoney, openDealerAccounts } from './accounts'
export { balancesBeside } from './beside-store'
export { type BookFault, checkBooks } from './books-store'
export { type Posted, type Posting, post, postAll } from './post'

/** The entries posted for a document, oldest first. */
export function transactionsOf(
  reader: Reader,
  reference: { readonly kind: string; readonly id: string },
): Promise<PostedEntry[]> {
  return entriesOfReference(reader, reference)
}
