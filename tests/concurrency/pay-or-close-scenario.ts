import { ordersTimers } from '../../cloudfunctions/contexts/orders/timers'
import type { Placed, Scene, Signed } from '../callbacks/scene'
import { truthOf } from '../callbacks/truth'
import { moneyAtPeer, peerKit } from '../rig/pay-books'

/**
 * When the payer pays: before everything; while the others are at it; or after WeChat Pay told us
 * that the number is closed.
 */
export const worlds = ['paid-before', 'pays-meanwhile', 'pays-after-close'] as const
export type World = (typeof worlds)[number]

export interface Contestants {
  notify(notice: Signed): Promise<unknown>
  cancel(order: Placed): Promise<unknown>
  ask(order: Placed): Promise<unknown>
}

const takeMoney = (scene: Scene, { outTradeNo }: Placed) =>
  scene.act('pay', { outTradeNo, notify: 'none' }).then(
    () => true,
    // Closed in time: WeChat Pay itself takes no money any more.
    () => false,
  )

/** The orders' time is over, here and not yet at the peer. */
async function runOut(scene: Scene, orders: readonly Placed[]): Promise<void> {
  await scene.rig.db.query('update orders.sales_order set pay_before = $1 where id = any($2)', [
    new Date(scene.rig.now().getTime() - 1),
    orders.map(({ orderId }) => orderId),
  ])
}

async function timeOut(scene: Scene): Promise<void> {
  const timer = ordersTimers.find(({ name }) => name === 'orders.close-unpaid')
  await timer?.run(scene.rig.deps, scene.rig.now())
}

/** Notice, cancelling, asking and time-out of every order at the same moment. */
export async function payOrClose(
  scene: Scene,
  orders: readonly { order: Placed; world: World }[],
  by: Contestants,
): Promise<void> {
  const faults = peerKit(scene.rig, 'wechat-pay').faults
  for (const { order, world } of orders) {
    if (world === 'paid-before') {
      await takeMoney(scene, order)
    }
    if (world === 'pays-after-close') {
      const match = `${order.outTradeNo}/close`
      faults.add({ kind: 'code', code: 'ORDER_NOT_EXIST', match, times: 9 }, scene.rig.now())
    }
  }
  await runOut(
    scene,
    orders.map(({ order }) => order),
  )
  const payAndNotify = async (order: Placed) => {
    if (await takeMoney(scene, order)) {
      await by.notify(await scene.notice(order.outTradeNo))
    }
  }
  await Promise.all([
    timeOut(scene),
    ...orders.flatMap(({ order }, index) => {
      const all = [
        () => by.cancel(order),
        () => payAndNotify(order),
        () => by.ask(order),
        () => payAndNotify(order),
      ]
      // Another one begins each time, so that each is the first of some order.
      return [...all.slice(index % 4), ...all.slice(0, index % 4)].map((one) => one())
    }),
    timeOut(scene),
  ])
  faults.clear()
}

const ROUNDS = 8

/** Until nothing of it is under way: late money is found and given back (IN-048, IN-049). */
export async function settleAll(scene: Scene): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    await scene.rig.advance(65_000)
    await scene.rig.tick()
    const { rows } = await scene.rig.db.query(`
      select 1 from payments.refund where state in ('waiting', 'processing')
      union all select 1 from payments.attempt where next_check_at is not null
      limit 1`)
    if (rows.length === 0) {
      return
    }
  }
}

/** How an order ended, in one word; everything else is told as it is. */
export async function endOf(scene: Scene, { orderId, outTradeNo, totalFen }: Placed) {
  const truth = await truthOf(scene.rig, orderId)
  const money = moneyAtPeer(scene.rig, [outTradeNo])
  const is = (order: string, paidFen: number, refundedFen: number, ledger: object) =>
    truth.order === order &&
    money.paidFen === paidFen &&
    money.refundedFen === refundedFen &&
    JSON.stringify(truth.ledger) === JSON.stringify(ledger)
  if (is('to-ship', totalFen, 0, { payment: 1 }) && truth.paidFen === totalFen) {
    return 'paid'
  }
  if (is('closed', 0, 0, {}) && truth.refunds.length === 0) {
    return 'closed'
  }
  const back = truth.refunds.length === 1 && truth.refunds[0] === 'done'
  if (is('closed', totalFen, totalFen, { 'late-payment': 1, refund: 1 }) && back) {
    return 'closed and refunded'
  }
  return JSON.stringify({ truth, money })
}
