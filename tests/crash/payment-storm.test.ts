import { randomInt } from 'node:crypto'
import { openScene, type Placed, type Scene, type Signed } from '../callbacks/scene'
import { brokenBooks } from '../callbacks/truth'
import { bundleWorker, startWorkers, type Workers } from './workers'

const KILLS = 30
const WORKERS = 3
const ORDERS = 100
const SENDERS = 6

let scene: Scene
let worker: ReturnType<typeof bundleWorker>
beforeAll(async () => {
  worker = bundleWorker()
  // The workers live by the machine's clock, so everything does.
  scene = await openScene({ start: new Date(), poolMax: 20 })
}, 120_000)
afterAll(async () => {
  worker.remove()
  await scene.stop()
})

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Orders whose money has been taken, each with the notice that will be sent until it is heard. */
async function paidOrders(count: number): Promise<{ order: Placed; notice: Signed }[]> {
  const made: { order: Placed; notice: Signed }[] = []
  const buyers = await Promise.all(Array.from({ length: 5 }, () => scene.newBuyer()))
  let begun = 0
  const lane = async (index: number) => {
    while (begun++ < count) {
      const buyer = buyers[index % buyers.length]
      const order = await scene.placed(buyer)
      await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
      made.push({ order, notice: await scene.notice(order.outTradeNo) })
    }
  }
  await Promise.all(Array.from({ length: 5 }, (_, index) => lane(index)))
  return made
}

/** WeChat Pay repeats until it hears 2xx; a dead worker is just no answer. */
async function tell(workers: Workers, { headers, body }: Signed): Promise<void> {
  for (;;) {
    const heard = await fetch(`http://127.0.0.1:${workers.somePort()}/hooks/wechat-pay/notify`, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(5_000),
    }).then(
      (response) => response.status,
      () => 0,
    )
    if (heard >= 200 && heard < 300) {
      return
    }
    await sleep(20)
  }
}

async function storm(plantedBug: string): Promise<{ orders: Placed[]; kills: number }> {
  const all = await paidOrders(ORDERS)
  const env = { ...scene.rig.env, LOG_LEVEL: 'silent', PLANTED_BUG: plantedBug }
  const workers = await startWorkers(worker.file, env, WORKERS)
  let kills = 0
  let told = false
  const killer = async () => {
    while (kills < KILLS && !told) {
      await sleep(randomInt(10, 120))
      await workers.killOne()
      kills += 1
    }
  }
  const waiting = [...all]
  const sender = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      await tell(workers, next.notice)
      // Spread over the killings: the storm must not be over before they are.
      while (waiting.length > (ORDERS * (KILLS - kills)) / KILLS + SENDERS && kills < KILLS) {
        await sleep(5)
      }
      if (waiting.length < (ORDERS * (KILLS - kills)) / KILLS - SENDERS) {
        await sleep(60)
      }
    }
  }
  const killing = killer()
  await Promise.all(Array.from({ length: SENDERS }, sender))
  told = kills >= KILLS
  await killing
  await workers.stop()
  return { orders: all.map(({ order }) => order), kills }
}

async function paidCount(orders: readonly Placed[]): Promise<number> {
  const { rows } = await scene.rig.db.query(
    "select count(*)::int as n from orders.sales_order where state = 'to-ship' and id = any($1)",
    [orders.map(({ orderId }) => orderId)],
  )
  return rows[0].n
}

describe('B2 payment callbacks while workers are killed', () => {
  test(`${KILLS} SIGKILLs of ${WORKERS} workers: nothing lost, nothing half done`, async () => {
    const { orders, kills } = await storm('')
    expect(kills).toBe(KILLS)
    expect(await paidCount(orders)).toBe(ORDERS)
    expect(await brokenBooks(scene.rig)).toEqual([])
    // What a dying worker had stored and not finished is finished by the next tick, with no effect.
    await scene.rig.advance(30_000)
    await scene.rig.tick()
    const { rows } = await scene.rig.db.query(
      `select state, count(*)::int as n from peers.inbox
      where peer = 'wechat-pay' and state <> 'done' group by state`,
    )
    expect(rows).toEqual([])
    expect(await brokenBooks(scene.rig)).toEqual([])
  }, 180_000)

  test('a planted bug is caught: separate commits leave broken books', async () => {
    await storm('separate-commits')
    expect((await brokenBooks(scene.rig)).length).toBeGreaterThan(0)
  }, 180_000)
})
