import { checkWithPeer } from '../../cloudfunctions/contexts/payments'
import type { Deps } from '../../cloudfunctions/runtime/context'
import { patiently } from '../rig/patient'
import type { Rig } from '../rig/rig'
import { wechatCode } from '../rig/shop'

export interface CrowdBuyer {
  readonly token: string
  readonly addressId: string
}
export interface Unsettled {
  readonly orderId: string
  readonly token: string
}
const AT_ONCE = 20

/** Runs something for everybody, so many at a time; answers in the order of the crowd. */
export async function inGroups<One, Result>(
  crowd: readonly One[],
  atOnce: number,
  run: (one: One, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (let from = 0; from < crowd.length; from += atOnce) {
    const group = crowd.slice(from, from + atOnce)
    results.push(...(await Promise.all(group.map((one, at) => run(one, from + at)))))
  }
  return results
}

interface Sale {
  readonly buyers: readonly CrowdBuyer[]
  readonly packageId: string
}

const oneBox = ({ packageId }: Sale) => [
  { kind: 'package' as const, itemId: packageId, quantity: 1 },
]

/** What one box costs. Asked before a race: during it there may be none left to ask about. */
export async function priceOf(rig: Rig, sale: Sale): Promise<number> {
  const [first] = sale.buyers
  const wish = { lines: oneBox(sale), addressId: first?.addressId ?? null }
  return (await rig.do(first?.token ?? '', 'orders.quoteOrder', wish)).totalFen
}

/** One box each; who is refused is not in the answer. */
export async function placeAll(
  rig: Rig,
  calls: readonly Rig['call'][],
  sale: Sale & { readonly totalFen: number },
): Promise<Unsettled[]> {
  const lines = oneBox(sale)
  const placed = await Promise.all(
    sale.buyers.map(async (buyer, index): Promise<Unsettled[]> => {
      const call = patiently(calls[index % calls.length] ?? rig.call)
      const answer = await call(buyer.token, 'orders.placeOrder', {
        lines,
        addressId: buyer.addressId,
        expectedTotalFen: sale.totalFen,
        fromCart: false,
        remark: '',
      })
      return answer.ok ? [{ orderId: answer.value.orderId, token: buyer.token }] : []
    }),
  )
  return placed.flat()
}

/** The buyers confirm WeChat's sheet, but no notice has come yet: the money waits to be settled. */
export async function payWithoutNotice(rig: Rig, orders: readonly Unsettled[]): Promise<void> {
  await inGroups(orders, AT_ONCE, async ({ orderId, token }) => {
    const { params } = await rig.do(token, 'orders.payOrder', {
      orderId,
      wechatCode: await wechatCode(rig),
    })
    const prepayId = params.package.replace('prepay_id=', '')
    await rig.sandbox.act('wechat-pay', 'pay', { prepayId, notify: 'none' })
  })
}

/** A hundred programs at a time ask for their orders, half of them at each process. */
export async function askAll(calls: readonly Rig['call'][], orders: readonly Unsettled[]) {
  await inGroups(orders, 100, ({ orderId, token }, index) => {
    const call = patiently(calls[index % calls.length] as Rig['call'])
    return call(token, 'orders.checkPayment', { orderId })
  })
}

/**
 * On a busy machine WeChat Pay's answer to some comes too late; the product then asks again by
 * itself, as after a lost notice.
 */
export async function untilSettled(rig: Rig, orders: readonly Unsettled[]): Promise<void> {
  for (let round = 0; round < 20 && (await statesOf(rig, orders)).unpaid; round++) {
    await rig.advance(60_000)
    await rig.tick()
  }
}

/** The same in this process with a product that may be wrong; answers how many saw an error. */
export async function settleAll(deps: Deps, orders: readonly Unsettled[]): Promise<number> {
  const settled = await Promise.allSettled(
    orders.map(({ orderId }) => checkWithPeer(deps, { orderId })),
  )
  return settled.filter(({ status }) => status === 'rejected').length
}

/** Everybody who comes waits until so many have come. */
export function gathering(count: number): () => Promise<void> {
  const waiting: (() => void)[] = []
  return () =>
    new Promise((go) => {
      waiting.push(go)
      if (waiting.length === count) {
        for (const one of waiting) one()
      }
    })
}

/** How many of the orders are in which state. */
export async function statesOf(rig: Rig, orders: readonly Unsettled[]) {
  const { rows } = await rig.db.query<{ state: string; n: number }>(
    `select state, count(*)::int as n from orders.sales_order
    where id = any($1::uuid[]) group by state order by state`,
    [orders.map(({ orderId }) => orderId)],
  )
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}

/** What was asked back for orders that were closed although they were paid. */
export async function refundsAsked(rig: Rig, orders: readonly Unsettled[]) {
  const { rows } = await rig.db.query<{ orders: number; whole: boolean }>(
    `select count(distinct a.order_id)::int as orders,
      coalesce(bool_and(r.amount_fen = a.paid_fen), true) as whole
    from payments.refund r join payments.attempt a on a.id = r.attempt_id
    where a.order_id = any($1::uuid[])`,
    [orders.map(({ orderId }) => orderId)],
  )
  return rows[0]
}
