import type { DealerRow } from './dealer-store'

/** The columns of the contract: nothing else of a row leaves. */
export function shown<Row extends DealerRow>({ version: _version, createdAt, ...rest }: Row) {
  return { ...rest, createdAt: createdAt.toISOString() }
}
