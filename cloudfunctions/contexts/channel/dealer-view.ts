import { dealerNo } from '@xietong/domain/channel/dealer-number'
import type { DealerRow } from './dealer-store'

/** The columns of the contract: nothing else of a row leaves. */
export function shown<Row extends DealerRow>(row: Row) {
  const { version: _version, serial, createdAt, ...rest } = row
  return { ...rest, no: dealerNo(serial), createdAt: createdAt.toISOString() }
}
