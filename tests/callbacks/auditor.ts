import type { Truth } from './truth'

/**
 * What may happen to an order whose payment is under way, each told twice: the notice of the
 * payment,
 * the app asking, the buyer cancelling, the time-out, the refund by head office.
 */
export const happenings = ['notify', 'query', 'cancel', 'time-out', 'refund'] as const
export type Happening = (typeof happenings)[number]

/**
 * When the payer pays: before everything; at the moment of the notice; or at that moment although
 * WeChat
 * Pay had told us that the number was closed (so the money may come after the close).
 */
export type World = 'paid-before' | 'pays-at-notice' | 'pays-after-close'

type Expected = Pick<Truth, 'order' | 'payments' | 'refunds' | 'ledger' | 'paidEvents'>

const closedUnpaid: Expected = {
  order: 'closed',
  payments: ['closed'],
  refunds: [],
  ledger: {},
  paidEvents: 0,
}
const paid: Expected = {
  order: 'to-ship',
  payments: ['paid'],
  refunds: [],
  ledger: { payment: 1 },
  paidEvents: 1,
}
const refunded: Expected = {
  order: 'closed',
  payments: ['paid'],
  refunds: ['done'],
  ledger: { payment: 1, refund: 1 },
  paidEvents: 1,
}
const givenBack: Expected = {
  order: 'closed',
  payments: ['auto-refunded'],
  refunds: ['done'],
  ledger: { 'late-payment': 1, refund: 1 },
  paidEvents: 0,
}

/**
 * The end that the specification demands, told without looking at the product: 45-integrations
 * "Close and pay in the same second", IN-048, IN-049, IN-053.
 */
export function expectedEnd(world: World, order: readonly Happening[]): Expected {
  const at = (what: Happening) => order.indexOf(what)
  const closing = Math.min(at('cancel'), at('time-out'))
  /** After its time WeChat Pay itself takes no money any more, whatever was said of the number. */
  const mayComeLate = world === 'pays-after-close' && at('notify') < at('time-out')
  const findsMoney =
    world === 'paid-before'
      ? Math.min(at('notify'), at('query'), at('cancel'), at('time-out'))
      : at('notify')
  if (world !== 'paid-before' && closing < at('notify')) {
    return mayComeLate ? givenBack : closedUnpaid
  }
  // Head office can only give back what has been found.
  return at('refund') > findsMoney ? refunded : paid
}

export function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length <= 1) {
    return [[...items]]
  }
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [
      item,
      ...rest,
    ]),
  )
}
