import type { DataScope, Limit } from '@xietong/domain/identity/data-scope'
import type { Program } from '../contexts/peers/port'
import type { EventRecipient } from './context'
import type { Reader, Tx } from './database'

/**
 * Reads against the direction of the imports. A lower context asks, the composition wires the
 * answer
 * of the higher one. They only read, so they cannot hide a change.
 */
export interface Questions {
  /** Lowest discount of the active member levels and the names of the levels that have it. */
  lowestLevelDiscount(reader: Reader): Promise<{ discount: number; names: string[] }>
  /** On hand and available of skus in the central warehouse. */
  skuAvailability(
    reader: Reader,
    skuIds: readonly string[],
  ): Promise<ReadonlyMap<string, { onHand: number; available: number }>>
  /** What is left of a listing's quota (package or card product); absent = not limited. */
  quotaLeft(reader: Reader, listingIds: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** Goods or listings of a kind that are short: low, or with nothing left to sell (AD-017). */
  itemsShort(
    reader: Reader,
    kinds: readonly ('goods' | 'package' | 'e-card' | 'physical-card')[],
    stock: 'low' | 'sold-out',
  ): Promise<string[]>
  /** Parcels with their tracks, in the shape of the order contract. */
  parcelsOfOrder(reader: Reader, orderId: string): Promise<ParcelView[]>
  /** Dispatches and shipping notes of an order for the console's detail. */
  notesOfOrder(
    reader: Reader,
    orderId: string,
  ): Promise<{ notes: NoteView[]; dispatches: DispatchView[] }>
  /** The store that ships or shipped an order; null = the platform. */
  shippingStore(
    reader: Reader,
    orderId: string,
  ): Promise<{ readonly dealerId: string; readonly name: string } | null>
  /** Live words of records that a task lists: id → status and link (CO-057). */
  recordStatus(
    reader: Reader,
    records: readonly { kind: string; id: string }[],
  ): Promise<ReadonlyMap<string, { status: string; link: string }>>
  /** Dealers that a limit lets through: the networks it names or its departments look after. */
  dealersOfScope(reader: Reader, limit: Limit): Promise<string[]>
  /** Names of the departments or first-tier dealers that a scope names; unknown ones are absent. */
  scopeNames(
    reader: Reader,
    scope: { readonly kind: DataScope['kind']; readonly ids: readonly string[] },
  ): Promise<ReadonlyMap<string, string>>
  /** Printed cards of each product that the platform holds, inactive and free; none = absent. */
  printedCardStock(
    reader: Reader,
    productIds: readonly string[],
  ): Promise<ReadonlyMap<string, number>>
  /** How many units of a limited listing are sold; locked until the transaction ends. */
  lockQuotaTaken(tx: Tx, listingId: string): Promise<number>
  /** How many members that are not closed belong to each dealer; none = absent. */
  membersOfDealers(
    reader: Reader,
    dealerIds: readonly string[],
  ): Promise<ReadonlyMap<string, number>>
  /** Names of the salespeople who look after these first-tier dealers. */
  salespeopleOf(reader: Reader, dealerIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** First-tier dealers that a salesperson looks after. */
  dealersOfSalesperson(reader: Reader, employeeId: string): Promise<string[]>
  /** How many orders a member has paid, and how much in all. */
  purchasesOf(
    reader: Reader,
    memberId: string,
  ): Promise<{ readonly orders: number; readonly paidFen: number }>
  /** Who a business event goes to: each person with the program in which they read it. */
  recipients(reader: Reader, to: readonly EventRecipient[]): Promise<ResolvedRecipient[]>
}

export interface ResolvedRecipient {
  readonly app: Program | 'console'
  readonly subjectId: string
  readonly personId: string
  readonly name: string
  readonly phone: string | null
}
export interface ParcelView {
  id: string
  carrierCode: string
  carrierName: string
  trackingNo: string
  shippedAt: string
  signedAt: string | null
  state: string
  lines: { name: string; quantity: number }[]
  track: { at: string; text: string; state: string }[]
  trackHint: string
  trackedAt: string | null
}
export interface NoteView {
  id: string
  noteNo: string
  state: string
  shipper: string
  carrierName: string | null
  trackingNo: string | null
  shippedAt: string | null
}
export interface DispatchView {
  at: string
  shipper: string
  by: string
  state: string
  reason: string
}
