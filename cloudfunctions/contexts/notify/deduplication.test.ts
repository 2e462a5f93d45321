import { randomUUID } from 'node:crypto'
import { MINUTE_MS } from '@xietong/domain/kernel/time'
import { signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import type { BusinessEvent } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import { routeEvents } from './route-events'

let rig: Rig
let token: string
let memberId: string
beforeAll(async () => {
  rig = await startRig()
  token = (await signInMember(rig)).token
  memberId = (await rig.db.query('select id from members.member')).rows[0].id
})
afterAll(() => rig.stop())

const event = (code: string, orderId: string): BusinessEvent => ({
  code,
  subject: { kind: 'order', id: orderId },
  variables: { order_id: '2026092200000001', items: '礼盒', reason: '', amount: '1.00' },
  to: [{ kind: 'member', id: memberId }],
})
const tell = (one: BusinessEvent) => runCommand(rig.deps, 'test.tell', async (ctx) => ctx.emit(one))
/** Two workers at once, as two job processes would be. */
const route = () => {
  const deadline = new Date(rig.now().getTime() + 20_000)
  return Promise.all([1, 2, 3].map(() => routeEvents(rig.deps, deadline)))
}
const inApp = async (orderId: string) =>
  (
    await rig.db.query(
      `select d.state, d.event_id, d.merged_into from notify.delivery d
       join notify.event e on e.id = d.event_id
       where e.subject_id = $1 and d.channel = 'in-app' order by d.state desc, e.at, d.id`,
      [orderId],
    )
  ).rows as { state: string; event_id: string; merged_into: string | null }[]
const unread = async () => (await rig.do(token, 'notify.countUnread', {})).unread

test('NT-005 the same event, record and reader within 5 minutes is 已合并 with the first', async () => {
  const orderId = randomUUID()
  await Promise.all(Array.from({ length: 8 }, () => tell(event('order.signed', orderId))))
  await route()
  const [first, ...merged] = await inApp(orderId)
  expect(first).toMatchObject({ state: 'sent', merged_into: null })
  expect(merged).toHaveLength(7)
  for (const one of merged) {
    expect(one).toMatchObject({ state: 'merged', merged_into: first?.event_id })
  }
  expect(await unread()).toBe(1)
  const { rows } = await rig.db.query(
    `select count(*)::int as count from notify.delivery d join notify.event e on e.id = d.event_id
     where e.subject_id = $1 and d.channel <> 'in-app' and d.state <> 'merged'`,
    [orderId],
  )
  expect(rows[0].count).toBeLessThanOrEqual(1)

  await tell(event('order.completed', orderId))
  await tell(event('order.signed', randomUUID()))
  await route()
  expect(await unread()).toBe(3)

  await rig.advance(4 * MINUTE_MS)
  await tell(event('order.signed', orderId))
  await route()
  expect(await unread()).toBe(3)
  await rig.advance(MINUTE_MS + 1_000)
  await tell(event('order.signed', orderId))
  await route()
  expect(await unread()).toBe(4)
})

test('parcels and refunds of one order are facts of their own and are all told', async () => {
  const before = await unread()
  const orderId = randomUUID()
  await tell(event('order.shipped', orderId))
  await tell(event('order.shipped', orderId))
  await tell(event('refund.done', orderId))
  await tell(event('refund.done', orderId))
  await route()
  expect(await unread()).toBe(before + 4)
})
