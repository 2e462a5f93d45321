import { subscriptionTemplates } from '@xietong/domain/notify/subscription-templates'
import { type Buyer, openScene, type Scene } from '../../../tests/callbacks/scene'
import type { BusinessEvent } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import { claimDeliveries } from './delivery-store'
import { drainNotify } from './drain-notify'
import { routeEvents } from './route-events'
import { notifyTimers } from './timers'

let scene: Scene
let buyer: Buyer
let memberId: string
beforeAll(async () => {
  scene = await openScene()
})
beforeEach(async () => {
  buyer = await scene.newBuyer()
  await bindWechat(buyer)
  memberId = await memberOf(buyer)
})
afterEach(() => {
  kit('wechat').faults.clear()
  kit('sms').faults.clear()
})
afterAll(() => scene.stop())

const kit = (name: 'wechat' | 'sms') => {
  const open = scene.rig.sandbox.peers.get(name)
  if (!open) throw new Error(`the sandbox has no ${name}`)
  return open.kit
}
const fault = (name: 'wechat' | 'sms', body: Record<string, unknown>) =>
  kit(name).faults.add(body, scene.rig.sandbox.clock.now())

/** Paying once leaves the openid with us. */
async function bindWechat(who: Buyer): Promise<void> {
  const order = await scene.placed(who)
  await scene.rig.call(who.token, 'orders.cancelOrder', { orderId: order.orderId, reason: '' })
  await drain()
}
async function memberOf({ user }: Buyer): Promise<string> {
  const { rows } = await scene.rig.db.query(
    `select m.id from members.member m join identity.person p on p.id = m.person_id
    where p.phone = $1`,
    [user.phone],
  )
  return rows[0].id
}
const drain = () => drainNotify(scene.rig.deps, new Date(scene.rig.now().getTime() + 20_000))

let serial = 0
function shipped(): BusinessEvent {
  return {
    code: 'order.shipped',
    subject: { kind: 'order', id: scene.rig.deps.newId(), no: '2026092200000001' },
    variables: {
      order_id: '2026092200000001',
      items: `九月团圆 8 只礼盒 ×${++serial}`,
      logistics: '顺丰冷运',
      tracking: 'SF1029384756',
      qty: '1',
    },
    to: [{ kind: 'member', id: memberId }],
  }
}
const tell = (event: BusinessEvent) =>
  runCommand(scene.rig.deps, 'test.tell', async (ctx) => ctx.emit(event))

async function deliveries(event: BusinessEvent) {
  const { rows } = await scene.rig.db.query(
    `select d.channel, d.state, d.attempts, d.reason from notify.delivery d
    join notify.event e on e.id = d.event_id where e.subject_id = $1 order by d.created_at, d.channel`,
    [event.subject.id],
  )
  return rows as { channel: string; state: string; attempts: number; reason: string }[]
}
const states = async (event: BusinessEvent) =>
  Object.fromEntries((await deliveries(event)).map(({ channel, state }) => [channel, state]))

const template = subscriptionTemplates.orderShipped
async function accept(count: number): Promise<void> {
  for (let time = 0; time < count; time++) {
    await scene.rig.sandbox.act('wechat', 'consent', {
      app: 'member',
      user: buyer.user.id,
      templates: [template.id],
    })
    await scene.rig.do(buyer.token, 'notify.recordConsent', {
      answers: [{ templateId: template.id, answer: 'accept' }],
    })
  }
}
const consentLeft = async () => {
  const { rows } = await scene.rig.db.query(
    `select c.left_count from notify.consent c join members.member m on m.person_id = c.person_id
    where m.id = $1 and c.template_id = $2`,
    [memberId, template.id],
  )
  return rows[0]?.left_count as number | undefined
}
const subscriptionsSent = () =>
  kit('wechat')
    .store.collection<{ detail: { openid: string } }>('messages')
    .all()
    .filter((one) => one.detail.openid === buyer.user.openids.member)
const smsSent = () =>
  kit('sms')
    .store.collection<{ phone: string; templateId: string }>('sent')
    .all()
    .filter((one) => one.phone === `+86${buyer.user.phone}` && one.templateId === '1000003')

describe('events', () => {
  test('NT-001 an event commits with its change, and a change that is rolled back tells nobody', async () => {
    const { rig } = scene
    const event = shipped()
    await tell(event)
    const { rows } = await rig.db.query('select * from notify.event where subject_id = $1', [
      event.subject.id,
    ])
    expect(rows).toMatchObject([
      {
        code: 'order.shipped',
        subject_kind: 'order',
        subject_no: '2026092200000001',
        variables: event.variables,
        actor: 'system:test.tell',
      },
    ])
    expect(rows[0].at).toBeInstanceOf(Date)
    const lost = shipped()
    const failing = runCommand(rig.deps, 'test.tell', async (ctx) => {
      ctx.emit(lost)
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    await drain()
    expect(await deliveries(lost)).toEqual([])
    // A real change: the paid order and its event are in one transaction.
    const order = await scene.placed(buyer)
    await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
    await scene.post(await scene.notice(order.outTradeNo))
    const told = await rig.db.query(
      "select e.xmin = o.xmin as together from notify.event e join orders.sales_order o on o.id::text = e.subject_id where e.code = 'order.paid' and o.id = $1",
      [order.orderId],
    )
    expect(told.rows).toEqual([{ together: true }])
  })

  test('NT-003 one delivery per reader and channel, whatever is run twice, side by side or cut off in the middle', async () => {
    const { rig } = scene
    await accept(5)
    const event = shipped()
    await tell(event)
    await Promise.all([drain(), drain(), drain()])
    expect(await states(event)).toEqual({ 'in-app': 'sent', subscription: 'sent' })
    await drain()
    expect(subscriptionsSent()).toHaveLength(1)
    // Cut off between send and answer: it may have arrived, so nothing is sent again.
    const cut = shipped()
    await tell(cut)
    await routeEvents(rig.deps, new Date(rig.now().getTime() + 5_000))
    const until = new Date(rig.now().getTime() + 30_000)
    await claimDeliveries(rig.deps.db, rig.now(), { until, limit: 10 })
    await rig.advance(31_000)
    await drain()
    await drain()
    expect(await states(cut)).toMatchObject({ subscription: 'unknown' })
    expect(subscriptionsSent()).toHaveLength(1)
    const again = await rig.db.query(
      `insert into notify.to_route (event_id, next_at) select id, at from notify.event
      where subject_id = $1`,
      [event.subject.id],
    )
    expect(again.rowCount).toBe(1)
    await drain()
    expect(await deliveries(event)).toHaveLength(2)
    expect(subscriptionsSent()).toHaveLength(1)
    const { rows } = await rig.do(buyer.token, 'notify.listMessages', {})
    expect(rows.filter((row) => row.link?.id === event.subject.id)).toHaveLength(1)
  })

  test('an event that cannot be routed holds up nobody', async () => {
    const { rig } = scene
    const bad = { ...shipped(), to: [{ kind: 'member' as const, id: 'not-an-id' }] }
    const good = shipped()
    await tell(bad)
    await tell(good)
    await drain()
    expect(await states(good)).toMatchObject({ 'in-app': 'sent' })
    expect(await deliveries(bad)).toEqual([])
    await rig.db.query('delete from notify.to_route')
  })
})

describe('retries', () => {
  test('NT-004 network errors and 5xx are tried again after 10 s, 1 min, 5 min, 30 min and 2 h, then failed', async () => {
    const { rig } = scene
    await accept(1)
    fault('wechat', { kind: 'http', status: 500, match: 'subscribe/send', times: 100 })
    const event = shipped()
    await tell(event)
    await drain()
    for (const seconds of [10, 60, 300, 1_800, 7_200]) {
      await rig.advance((seconds - 2) * 1_000)
      await drain()
      const before = (await deliveries(event)).find(({ channel }) => channel === 'subscription')
      expect(before?.state).toBe('retrying')
      await rig.advance(2_500)
      await drain()
      const after = (await deliveries(event)).find(({ channel }) => channel === 'subscription')
      expect(after?.attempts).toBe((before?.attempts ?? 0) + 1)
    }
    expect(await states(event)).toMatchObject({ subscription: 'failed', 'in-app': 'sent' })
    // One consent was used for all tries.
    expect(await consentLeft()).toBe(0)
    // An order that was shipped falls back to SMS when the subscription has failed.
    await drain()
    expect(await states(event)).toMatchObject({ sms: 'sent' })
  })

  test('NT-004 a permanent error is not repeated, an unclear SMS waits for the report', async () => {
    const { rig } = scene
    await rig.sandbox.act('sms', 'set', { receipts: 'none' })
    fault('sms', { kind: 'code', code: 'InternalError.Timeout' })
    const event = shipped()
    await tell(event)
    await drain()
    await drain()
    expect(await states(event)).toMatchObject({ subscription: 'no-consent', sms: 'unknown' })
    await rig.advance(3 * 3_600_000)
    await drain()
    expect(smsSent()).toHaveLength(0)
    const [{ id }] = (
      await rig.db.query(
        "select d.id from notify.delivery d join notify.event e on e.id = d.event_id where e.subject_id = $1 and d.channel = 'sms'",
        [event.subject.id],
      )
    ).rows as [{ id: string }]
    const report = [{ sid: '2640:1', ext: id, mobile: buyer.user.phone, report_status: 'SUCCESS' }]
    expect(await postReport(report)).toEqual({ result: 0, errmsg: 'OK' })
    expect(await states(event)).toMatchObject({ sms: 'delivered' })

    fault('sms', { kind: 'code', code: 'FailedOperation.PhoneNumberInBlacklist' })
    const black = shipped()
    await tell(black)
    await drain()
    await drain()
    expect(await states(black)).toMatchObject({ sms: 'failed' })
    await rig.advance(3_600_000)
    await drain()
    expect((await deliveries(black)).find(({ channel }) => channel === 'sms')?.attempts).toBe(1)
    await rig.sandbox.act('sms', 'set', { receipts: 'delivered' })
  })

  test('IN-060 one event is one SMS with its serial number; time-outs are settled by the report alone', async () => {
    const { rig } = scene
    await rig.sandbox.act('sms', 'set', { receiptDelayMs: 4 * 3_600_000 })
    fault('sms', { kind: 'timeout-done' })
    const event = shipped()
    await tell(event)
    await drain()
    await drain()
    expect(smsSent()).toHaveLength(1)
    expect(await states(event)).toMatchObject({ sms: 'unknown' })
    for (let hour = 0; hour < 3; hour++) {
      await rig.advance(3_600_000)
      await drain()
    }
    expect(smsSent()).toHaveLength(1)
    // The provider's report comes hours later and settles it.
    await rig.advance(2 * 3_600_000)
    await waitFor(async () => (await states(event)).sms === 'delivered')
    const { rows } = await rig.db.query(
      "select serial_no from notify.delivery d join notify.event e on e.id = d.event_id where e.subject_id = $1 and channel = 'sms'",
      [event.subject.id],
    )
    expect(rows[0].serial_no).toMatch(/^2640:/)
    await rig.sandbox.act('sms', 'set', { receiptDelayMs: 2_000 })
    expect(await postReport([{ sid: 'unknown', report_status: 'FAIL' }])).toMatchObject({
      result: 0,
    })
  }, 30_000)

  test('a report that never comes counts as failed after a day', async () => {
    const { rig } = scene
    await rig.sandbox.act('sms', 'set', { receipts: 'none' })
    fault('sms', { kind: 'code', code: 'InternalError.Timeout' })
    const event = shipped()
    await tell(event)
    await drain()
    await drain()
    await rig.advance(25 * 3_600_000)
    await notifyTimers[0]?.run(rig.deps, rig.now())
    expect(await states(event)).toMatchObject({ sms: 'failed' })
    await rig.sandbox.act('sms', 'set', { receipts: 'delivered' })
  })
})

async function postReport(report: unknown): Promise<unknown> {
  const response = await fetch(`${scene.rig.baseUrl}/hooks/sms/report`, {
    method: 'POST',
    body: JSON.stringify(report),
  })
  return response.json()
}

async function waitFor(done: () => Promise<boolean>): Promise<void> {
  for (let wait = 0; wait < 150; wait++) {
    await scene.rig.sandbox.tick()
    if (await done()) {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('it did not come')
}
