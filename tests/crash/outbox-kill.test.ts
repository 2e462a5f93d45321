import { type ChildProcess, fork } from 'node:child_process'
import { requestRefund } from '../../cloudfunctions/contexts/payments'
import type { Ctx, Deps } from '../../cloudfunctions/runtime/context'
import { runCommand } from '../../cloudfunctions/runtime/run-command'
import { openScene, type Scene } from '../callbacks/scene'
import { bundleMain } from '../rig/bundle'
import { doubledAt, moneyAtPeer, peerKit } from '../rig/pay-books'

const KILLS = 10
const REFUNDS = 40
/** A worker's lease and a little; after a death its messages are free again. */
const LEASE_MS = 31_000
const RESUMED_MS = 45_000
/** Deaths after which a message goes to a person. */
const TRIES = 12

let scene: Scene
let main: string
beforeAll(async () => {
  main = await bundleMain('crash/outbox-worker.ts')
  scene = await openScene()
  await scene.act('set', { refundMode: 'manual' })
}, 60_000)
afterAll(() => scene.stop())

/** Writes to the outbox without sending at once, as when the process dies right after commit. */
function later(work: (ctx: Ctx) => Promise<unknown>): Promise<unknown> {
  const { deps } = scene.rig
  const recorder = { ...deps.recorder, sendSoon: async () => undefined }
  const patient: Deps = { ...deps, recorder }
  return runCommand(patient, 'test.later', work)
}

/** Paid orders whose refunds wait in the outbox; answers their numbers at WeChat Pay. */
async function waitingRefunds(count: number): Promise<string[]> {
  const buyers = await Promise.all(Array.from({ length: 5 }, () => scene.newBuyer()))
  const numbers: string[] = []
  for (let made = 0; made < count; made += buyers.length) {
    const placed = await Promise.all(buyers.map((buyer) => scene.placed(buyer)))
    for (const { orderId, outTradeNo, buyer, totalFen } of placed) {
      await scene.act('pay', { outTradeNo, notify: 'none' })
      await scene.rig.do(buyer.token, 'orders.checkPayment', { orderId })
      const wish = { orderId, amountFen: totalFen, reason: '退款', key: `b3/${orderId}` }
      await later((ctx) => requestRefund(ctx, wish))
      numbers.push(outTradeNo)
    }
  }
  return numbers
}

const alive = new Set<ChildProcess>()
afterEach(() => {
  for (const child of alive) {
    child.kill('SIGKILL')
  }
})

function startWorker(plantedBug = '') {
  const child = fork(main, {
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      ...scene.rig.env,
      DATABASE_POOL_MAX: '4',
      PLANTED_BUG: plantedBug,
      CLOCK_SHIFT_MS: String(scene.rig.now().getTime() - Date.now()),
    },
  })
  alive.add(child)
  const ended = new Promise<'dead'>((done) => child.once('exit', () => done('dead')))
  void ended.then(() => alive.delete(child))
  /** Resolves when a whole drain found nothing left to do. */
  const calm = new Promise<'calm'>((done) =>
    child.on('message', (told) => {
      if ((told as { handled: number }).handled === 0) done('calm')
    }),
  )
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  return { ended, calm, kill }
}

const faults = () => peerKit(scene.rig, 'wechat-pay').faults
/** The peer acts, or not, and leaves its caller waiting: there the worker is killed. */
function silence(kind: 'timeout-done' | 'timeout-undone'): void {
  faults().clear()
  faults().add({ kind, ms: 3_000, match: 'POST /v3/refund', times: 5 }, scene.rig.now())
}
const someoneWaits = () => faults().list()[0]?.left !== 5

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function killInTheMiddle(round: number, plantedBug = ''): Promise<void> {
  silence(round % 2 === 0 ? 'timeout-undone' : 'timeout-done')
  const worker = startWorker(plantedBug)
  await Promise.race([until(someoneWaits), worker.calm])
  await worker.kill()
  await scene.rig.advance(LEASE_MS)
}

async function outbox(): Promise<Record<string, number>> {
  const { rows } = await scene.rig.db.query(
    `select call || ' ' || state as what, count(*)::int as n from peers.outbox
    where call in ('refund', 'poison') group by what`,
  )
  return Object.fromEntries(rows.map(({ what, n }) => [what, n]))
}

const lostOf = (numbers: readonly string[]) =>
  numbers.filter((one) => moneyAtPeer(scene.rig, [one]).refundedFen === 0)

describe('B3 the outbox while its workers are killed', () => {
  test(`${KILLS} SIGKILLs: every refund arrives once, and goes on within 45 s`, async () => {
    const numbers = await waitingRefunds(REFUNDS)
    for (let round = 0; round < KILLS; round++) {
      await killInTheMiddle(round)
    }
    faults().clear()
    await scene.rig.advance(RESUMED_MS - LEASE_MS)
    const last = startWorker()
    expect(await Promise.race([last.calm, last.ended])).toBe('calm')
    await last.kill()
    expect(await outbox()).toEqual({ 'refund confirmed': REFUNDS })
    expect(lostOf(numbers)).toEqual([])
    expect(doubledAt(scene.rig, 'wechat-pay')).toEqual([])
  }, 120_000)

  test('a message that kills its worker dies alone and reaches a person', async () => {
    await scene.rig.db.query('delete from peers.outbox')
    await later(async (ctx) => {
      ctx.send({ peer: 'wechat-pay', call: 'poison', businessKey: 'b3', payload: {} })
    })
    const numbers = await waitingRefunds(15)
    let deaths = 0
    for (;;) {
      const worker = startWorker()
      const end = await Promise.race([worker.calm, worker.ended])
      await worker.kill()
      await scene.rig.advance(LEASE_MS)
      if (end === 'calm' && (await outbox())['poison sent'] === undefined) {
        break
      }
      deaths += end === 'dead' ? 1 : 0
    }
    expect(deaths).toBe(TRIES)
    expect(await outbox()).toEqual({ 'refund confirmed': 15, 'poison manual': 1 })
    expect(lostOf(numbers)).toEqual([])
    expect(doubledAt(scene.rig, 'wechat-pay')).toEqual([])
    const { rows: dragged } = await scene.rig.db.query(
      "select business_key from peers.outbox where call = 'refund' and attempts > 2",
    )
    expect(dragged).toEqual([])
    const { rows: alarms } = await scene.rig.db.query(
      "select 1 from peers.alarm where kind = 'outbox-manual'",
    )
    expect(alarms).toHaveLength(1)
  }, 120_000)

  test('a planted bug is caught: marked as sent before sending loses refunds', async () => {
    const numbers = await waitingRefunds(10)
    await killInTheMiddle(0, 'marked-first')
    faults().clear()
    const last = startWorker('marked-first')
    await last.calm
    await last.kill()
    expect(lostOf(numbers).length).toBeGreaterThan(0)
  }, 60_000)
})
