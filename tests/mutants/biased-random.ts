import { randomBytes } from 'node:crypto'
import type { Random } from '@xietong/domain/kernel/random'

/** Planted bug for I5: 256 is no multiple of ten, so that 0 to 5 come a little more often. */
export const biasedRandom: Random = {
  bytes: (count) => randomBytes(count),
  below: (below) => (randomBytes(1)[0] ?? 0) % below,
}
