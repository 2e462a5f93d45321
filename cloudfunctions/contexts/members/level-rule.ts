import { type Refusal, refuse } from '@xietong/domain/kernel/result'
import type { Tx } from '../../runtime/database'
import { selectDealersFrom } from '../channel'

/**
 * AD-092: every member pays more than any dealer, or a sale would earn less than nothing. To be
 * asked under `lockDiscountLadder`, because the dealer's side checks the same ladder.
 */
export async function refusalOnLadder(
  tx: Tx,
  discount: number,
): Promise<Refusal<'LEVEL_DISCOUNT_OUT_OF_RANGE'> | null> {
  const dealers = await selectDealersFrom(tx, discount)
  return dealers.length > 0
    ? refuse('LEVEL_DISCOUNT_OUT_OF_RANGE', { dealers: dealers.map((dealer) => dealer.name) })
    : null
}
