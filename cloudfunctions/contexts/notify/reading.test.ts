import { subscriptionTemplates } from '@xietong/domain/notify/subscription-templates'
import { type Buyer, openScene, type Scene } from '../../../tests/callbacks/scene'
import { type Cast, createCast } from '../../../tests/rig/cast'
import type { BusinessEvent } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import { drainNotify } from './drain-notify'

let scene: Scene
let cast: Cast
let buyer: Buyer
beforeAll(async () => {
  scene = await openScene()
  cast = await createCast(scene.rig)
  buyer = await scene.newBuyer()
})
afterAll(() => scene.stop())
afterEach(() => kit().faults.clear())

const kit = () => {
  const open = scene.rig.sandbox.peers.get('wechat')
  if (!open) throw new Error('the sandbox has no WeChat')
  return open.kit
}
const drain = () => drainNotify(scene.rig.deps, new Date(scene.rig.now().getTime() + 20_000))

async function payFor(who: Buyer) {
  const order = await scene.placed(who)
  await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
  await scene.rig.do(who.token, 'orders.checkPayment', { orderId: order.orderId })
  await drain()
  return order
}
async function memberOf({ user }: Buyer): Promise<string> {
  const { rows } = await scene.rig.db.query(
    `select m.id from members.member m join identity.person p on p.id = m.person_id
    where p.phone = $1`,
    [user.phone],
  )
  return rows[0].id
}
const tell = async (code: string, id: string, to: BusinessEvent['to'], more = {}) => {
  const variables = { order_id: '2026092200000001', items: '礼盒', amount: '588.00', ...more }
  await runCommand(scene.rig.deps, 'test.tell', async (ctx) =>
    ctx.emit({ code, subject: { kind: 'order', id }, variables, to }),
  )
  await drain()
}

describe('the message centre', () => {
  test('NT-029 each client lists its own messages, newest first, paged, with a link to the record', async () => {
    const { rig } = scene
    const first = await payFor(buyer)
    const second = await payFor(buyer)
    const { rows, total } = await rig.do(buyer.token, 'notify.listMessages', {})
    expect(rows.map(({ title, link }) => [title, link?.id])).toEqual([
      ['支付成功', second.orderId],
      ['支付成功', first.orderId],
    ])
    expect(total).toBe(2)
    expect(rows[0]).toMatchObject({ category: 'order', link: { kind: 'order' }, readAt: null })
    expect(rows[0]?.text).toContain(second.orderNo)

    // A person of each client, and nobody sees another's.
    const store = await cast.signIn('store')
    const clerk = await cast.signIn('super')
    const salesperson = await cast.signIn('salesperson')
    await tell('order.dispatched', rig.deps.newId(), [{ kind: 'dealer', id: cast.storeId }], {
      note_no: 'F1',
      ship_time: '尽快',
      address: '苏州市',
    })
    await tell('lead.assigned', rig.deps.newId(), [
      { kind: 'employee', id: cast.employeeIds.salesperson },
    ])
    const titles = async (token: string | null) =>
      (await rig.do(token, 'notify.listMessages', { size: 10 })).rows.map(({ title }) => title)
    expect(await titles(store)).toContain('新的派单')
    expect(await titles(salesperson)).toContain('新分配客户')
    expect(await titles(clerk)).toContain('新订单')
    expect(await titles(buyer.token)).toEqual(['支付成功', '支付成功'])

    for (let more = 0; more < 10; more++) {
      await tell('order.signed', rig.deps.newId(), [{ kind: 'member', id: await memberOf(buyer) }])
    }
    const page = await rig.do(buyer.token, 'notify.listMessages', { size: 10 })
    expect(page.rows).toHaveLength(10)
    const rest = await rig.do(buyer.token, 'notify.listMessages', {
      size: 10,
      after: page.next ?? '',
    })
    expect(rest.rows).toHaveLength(2)
    const money = await rig.do(buyer.token, 'notify.listMessages', {
      filter: { category: 'money' },
    })
    expect(money.total).toBe(0)
  })

  test('NT-030 NT-031 unread is counted; opening marks read, in bulk by category, and back to unread', async () => {
    const { rig } = scene
    const reader = await scene.newBuyer()
    const to = [{ kind: 'member' as const, id: await memberOf(reader) }]
    await tell('order.signed', rig.deps.newId(), to)
    await tell('order.signed', rig.deps.newId(), to)
    await tell('refund.done', rig.deps.newId(), to, { reason: '协商退款' })
    const unread = async () => (await rig.do(reader.token, 'notify.countUnread', {})).unread
    expect(await unread()).toBe(3)
    const { rows } = await rig.do(reader.token, 'notify.listMessages', {})
    const messageId = rows[0]?.id ?? ''
    const mark = (read: boolean) => rig.do(reader.token, 'notify.markMessage', { messageId, read })
    await mark(true)
    expect(await unread()).toBe(2)
    const readAt = async () =>
      (await rig.do(reader.token, 'notify.listMessages', {})).rows.find(
        ({ id }) => id === messageId,
      )?.readAt
    const first = await readAt()
    expect(first).not.toBeNull()
    await mark(true)
    expect(await readAt()).toBe(first)
    await mark(false)
    expect(await unread()).toBe(3)
    expect(await readAt()).toBeNull()
    expect(
      (await rig.do(reader.token, 'notify.listMessages', { filter: { unread: true } })).total,
    ).toBe(3)

    expect(await rig.do(reader.token, 'notify.markAllRead', { category: 'order' })).toEqual({
      marked: 2,
    })
    expect(await unread()).toBe(1)
    expect(await rig.do(reader.token, 'notify.markAllRead', {})).toEqual({ marked: 1 })
    expect(await unread()).toBe(0)

    const stranger = { messageId, read: true }
    expect(await rig.call(buyer.token, 'notify.markMessage', stranger)).toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

describe('subscriptions', () => {
  const template = subscriptionTemplates.refundDone
  const accept = async (who: Buyer, both = true) => {
    if (both) {
      const consent = { app: 'member', user: who.user.id, templates: [template.id] }
      await scene.rig.sandbox.act('wechat', 'consent', consent)
    }
    await scene.rig.do(who.token, 'notify.recordConsent', {
      answers: [
        { templateId: template.id, answer: 'accept' },
        { templateId: 'not-ours', answer: 'accept' },
      ],
    })
  }
  const refundTold = async (who: Buyer) => {
    const id = scene.rig.deps.newId()
    await tell('refund.done', id, [{ kind: 'member', id: await memberOf(who) }], {
      reason: '商品有质量问题，与客服协商一致后全额退款给买家',
    })
    const { rows } = await scene.rig.db.query(
      `select d.state, d.reason from notify.delivery d join notify.event e on e.id = d.event_id
      where e.subject_id = $1 and d.channel = 'subscription'`,
      [id],
    )
    return rows[0] as { state: string; reason: string }
  }
  const left = async (who: Buyer) => {
    const { rows } = await scene.rig.db.query(
      `select left_count from notify.consent c join members.member m on m.person_id = c.person_id
      where m.id = $1 and template_id = $2`,
      [await memberOf(who), template.id],
    )
    return rows[0]?.left_count
  }

  test('NT-037 each send uses one consent; the errors of WeChat have their consequences', async () => {
    const { rig } = scene
    const who = await scene.newBuyer()
    await payFor(who)
    expect(await refundTold(who)).toMatchObject({ state: 'no-consent' })
    await accept(who)
    await accept(who)
    expect(await left(who)).toBe(2)
    expect(await refundTold(who)).toMatchObject({ state: 'sent' })
    expect(await left(who)).toBe(1)

    // 43101: WeChat knows better, the count is 0.
    fault('43101')
    await accept(who)
    expect(await refundTold(who)).toMatchObject({ state: 'no-consent', reason: /43101/ })
    expect(await left(who)).toBe(0)
    // 47003: the template is faulty, and somebody is told.
    await accept(who)
    fault('47003')
    expect(await refundTold(who)).toMatchObject({ state: 'failed' })
    const faulty = await rig.db.query('select template_id from notify.template_fault')
    expect(faulty.rows).toEqual([{ template_id: template.id }])
    const { rows } = await rig.do(scene.admin, 'peers.listAlarms', {
      filter: { kind: 'template-faulty' },
    })
    expect(rows).toHaveLength(1)
    // 40003: the binding is invalid; the next message does not even try.
    await accept(who)
    fault('40003')
    expect(await refundTold(who)).toMatchObject({ state: 'failed' })
    await accept(who)
    expect(await refundTold(who)).toMatchObject({ state: 'no-consent', reason: '没有绑定微信' })
  })

  test('IN-031 fields are cut to the limits, −1 and 45009 are tried again, and a failure never changes the order', async () => {
    const { rig } = scene
    const who = await scene.newBuyer()
    const order = await payFor(who)
    await accept(who)
    fault('45009')
    const id = rig.deps.newId()
    await tell('refund.done', id, [{ kind: 'member', id: await memberOf(who) }], {
      reason: '商品有质量问题，与客服协商一致后全额退款给买家',
    })
    await rig.advance(11_000)
    await drain()
    const sent = kit()
      .store.collection<{ detail: Record<string, unknown> }>('messages')
      .all()
      .filter(({ detail }) => detail.openid === who.user.openids.member)
    expect(sent).toHaveLength(1)
    expect(sent[0]?.detail).toMatchObject({
      page: `orders/order/index?id=${id}`,
      data: { thing3: { value: '商品有质量问题，与客服协商一致后全额退…' } },
    })
    for (const code of ['43101', '40037', '47003', '40003']) {
      await accept(who)
      fault(code)
      await refundTold(who)
    }
    expect(await rig.do(who.token, 'orders.getMyOrder', { orderId: order.orderId })).toMatchObject({
      state: 'to-ship',
    })
    expect(kit().log.doubles()).toEqual([])
  })

  test('a program asks for its own templates only, three at most', async () => {
    const { rig } = scene
    const ids = async (token: string | null, moment: 'payment' | 'dispatch' | 'lead' | 'task') =>
      (await rig.do(token, 'notify.listTemplates', { moment })).templateIds
    expect(await ids(buyer.token, 'payment')).toHaveLength(3)
    expect(await ids(buyer.token, 'lead')).toEqual([])
    expect(await ids(await cast.signIn('store'), 'dispatch')).toHaveLength(3)
    expect(await ids(await cast.signIn('salesperson'), 'lead')).toHaveLength(1)
  })
  const fault = (code: string) =>
    kit().faults.add({ kind: 'code', code, match: 'subscribe/send' }, scene.rig.sandbox.clock.now())
})

describe('channels', () => {
  test('a channel that is off skips with its reason and loses no in-app message', async () => {
    const { rig, admin } = scene
    const off = { channel: 'subscription' as const, on: false, reason: '模板整改' }
    await rig.do(admin, 'notify.switchChannel', off)
    const { rows } = await rig.do(admin, 'notify.listChannels', {})
    expect(rows).toHaveLength(6)
    expect(rows.find(({ channel }) => channel === 'subscription')).toEqual(off)
    const order = await payFor(buyer)
    const list = async (filter: Record<string, unknown>) =>
      (await rig.do(admin, 'notify.listDeliveries', { filter })).rows
    expect(await list({ state: 'skipped', channel: 'subscription' })).toMatchObject([
      { eventCode: 'order.paid', channel: 'subscription', reason: '渠道停用：模板整改' },
    ])
    const { rows: messages } = await rig.do(buyer.token, 'notify.listMessages', {})
    expect(messages[0]?.link?.id).toBe(order.orderId)
    await rig.do(admin, 'notify.switchChannel', { channel: 'subscription', on: true, reason: '' })
    expect((await list({ channel: 'in-app', eventCode: 'order.paid' })).length).toBeGreaterThan(0)
  })

  test('off needs a reason, and the in-app message cannot be switched off', async () => {
    const { rig, admin } = scene
    const without = { channel: 'sms' as const, on: false, reason: '' }
    expect(await rig.call(admin, 'notify.switchChannel', without)).toMatchObject({ status: 400 })
    const inApp = { channel: 'in-app' as const, on: false, reason: '试试' }
    expect(await rig.call(admin, 'notify.switchChannel', inApp)).toMatchObject({ status: 400 })
  })
})
