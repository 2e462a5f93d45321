import { type Fen, fen } from '../kernel/money'

/**
 * Accounts of an owner with a running balance. Stored value and withdrawable are what the owner
 * has; credit is minus what the dealer owes, its floor minus the granted limit. Money on its way to
 * the bank and money paid out are counted up on accounts of their own.
 */
export const ownedKinds = [
  'stored-value',
  'credit',
  'withdrawable',
  'withdrawing',
  'withdrawn',
] as const
export type OwnedKind = (typeof ownedKinds)[number]

/**
 * Lowest balance that an entry may leave behind, for a new account; null = open. A refund after a
 * withdrawal must be able to take `withdrawable` below zero (AD-073).
 */
export const firstFloors: Readonly<Record<OwnedKind, Fen | null>> = {
  'stored-value': fen(0),
  credit: fen(0),
  withdrawable: null,
  withdrawing: fen(0),
  withdrawn: null,
}

export interface OwnedAccount {
  readonly owner: 'dealer' | 'member'
  readonly ownerId: string
  readonly kind: OwnedKind
}
/** The platform's side keeps no balance, so that nothing ever waits for its row; it is summed. */
export interface PlatformAccount {
  readonly owner: 'platform'
  readonly kind: string
}
export type Account = OwnedAccount | PlatformAccount

export interface Entry {
  readonly account: Account
  readonly amountFen: number
}

export function isOwned(account: Account): account is OwnedAccount {
  return account.owner !== 'platform'
}

/** One text for one account: its identity in maps and the order in which locks are taken. */
export function accountKey(account: Account): string {
  return isOwned(account)
    ? `${account.owner}/${account.ownerId}/${account.kind}`
    : `platform/${account.kind}`
}

/** Throws unless the entries are whole amounts other than 0 that add up to 0: it guards code. */
export function checkEntries(entries: readonly Entry[]): void {
  const total = entries.reduce((sum, entry) => sum + fen(entry.amountFen), 0)
  if (entries.length < 2 || total !== 0 || entries.some((entry) => entry.amountFen === 0)) {
    throw new RangeError('entries of a transaction are at least two, none 0, and add up to 0')
  }
}

/** Balance and last sequence number of an account as stored. */
export interface Standing {
  readonly balanceFen: number
  readonly seq: number
  readonly floorFen: number | null
}

export type Step =
  | { readonly ok: true; readonly balanceFen: Fen; readonly seq: number }
  | { readonly ok: false; readonly missingFen: Fen }

/**
 * The next link of an account's chain. Only a decrease is held to the floor: when head office
 * lowers a limit below what is owed, money may still come in.
 */
export function nextStep(standing: Standing, amountFen: number): Step {
  const balanceFen = fen(standing.balanceFen + amountFen)
  if (amountFen < 0 && standing.floorFen !== null && balanceFen < standing.floorFen) {
    return { ok: false, missingFen: fen(standing.floorFen - balanceFen) }
  }
  return { ok: true, balanceFen, seq: standing.seq + 1 }
}
