import { DAY_MS } from '../kernel/time'

const EPOCH_DAY = Date.parse('2000-01-01T00:00:00Z')
const NO_DAY = 99_999
const DAY_STEP = 1e10
const VIP_STEP = 1e15

/**
 * One number by which the dispatch pool is sorted, smaller first: VIP, then the wanted day (none
 * comes last), then the time of the order (AD-244). It fits a safe integer until the year 2273.
 */
export function dispatchUrgency(order: {
  readonly vip: boolean
  readonly wantedOn: string | null
  readonly createdAt: Date
}): number {
  const days =
    order.wantedOn === null
      ? NO_DAY
      : Math.round((Date.parse(`${order.wantedOn}T00:00:00Z`) - EPOCH_DAY) / DAY_MS)
  const seconds = Math.floor((order.createdAt.getTime() - EPOCH_DAY) / 1_000)
  return (order.vip ? 0 : VIP_STEP) + days * DAY_STEP + seconds
}
