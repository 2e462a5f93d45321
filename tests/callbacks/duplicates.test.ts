import { settleByReadAndWrite } from '../mutants/settle-by-read-and-write'
import { lower } from './deliver'
import { openScene, type Placed, type Scene, type Signed } from './scene'
import { brokenBooks, truthOf } from './truth'

let scene: Scene
beforeAll(async () => {
  scene = await openScene({ poolMax: 30 })
})
afterAll(() => scene.stop())

const COPIES = 100

/** The same notice, a hundred times at once. */
async function storm(deliver: (notice: Signed) => Promise<number>): Promise<{
  statuses: Record<number, number>
  order: Placed
}> {
  const order = await scene.placed()
  await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
  const notice = await scene.notice(order.outTradeNo)
  const answers = await Promise.all(Array.from({ length: COPIES }, () => deliver(notice)))
  const statuses: Record<number, number> = {}
  for (const status of answers) {
    statuses[status] = (statuses[status] ?? 0) + 1
  }
  return { statuses, order }
}

describe('C3 the same notification a hundred times in parallel', () => {
  test('one settlement, a hundred success answers', async () => {
    const { statuses, order } = await storm(scene.post)
    expect(statuses).toEqual({ 204: COPIES })
    expect(await truthOf(scene.rig, order.orderId)).toMatchObject({
      order: 'to-ship',
      paidFen: order.totalFen,
      payments: ['paid'],
      ledger: { payment: 1 },
      paidEvents: 1,
    })
    const { rows } = await scene.rig.db.query(
      'select state, count(*)::int as n from peers.inbox where business_key = $1 group by state',
      [order.outTradeNo],
    )
    expect(rows).toEqual([{ state: 'done', n: COPIES }])
    expect(await brokenBooks(scene.rig)).toEqual([])
  })

  test('a planted bug is caught: check and change in two steps settles more than once', async () => {
    const { rig } = scene
    const { order } = await storm(async ({ headers, body }) => {
      const read = rig.deps.ports.wechatPay.readNotice(lower(headers), body, rig.now())
      if (!read.ok || read.notice.kind !== 'trade') throw new Error('the notice is right')
      return settleByReadAndWrite(rig.deps, read.notice.trade).then(
        () => 204,
        () => 500,
      )
    })
    const { ledger } = await truthOf(rig, order.orderId)
    expect(ledger.payment).toBeGreaterThan(1)
  })
})
