import type { Channel } from '@xietong/domain/notify/delivery'
import { subscriptionTemplates } from '@xietong/domain/notify/subscription-templates'
import { type Buyer, openScene, type Scene } from '../../../tests/callbacks/scene'
import { randomPhone } from '../../../tests/rig/people'
import { compose } from '../../runtime/composition'
import type { BusinessEvent, Deps, EventRecipient } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import { raiseAlarm } from '../peers'
import { channelStates } from './channel-states'
import { drainNotify } from './drain-notify'

let scene: Scene
let buyer: Buyer
let memberId: string
const adminPhone = randomPhone()
beforeAll(async () => {
  scene = await openScene()
  const { rig } = scene
  buyer = await scene.newBuyer()
  const order = await scene.placed(buyer)
  await rig.do(buyer.token, 'orders.cancelOrder', { orderId: order.orderId, reason: '' })
  const { rows } = await rig.db.query(
    `select m.id from members.member m join identity.person p on p.id = m.person_id
    where p.phone = $1`,
    [buyer.user.phone],
  )
  memberId = rows[0].id
  await rig.db.query(
    `update identity.person set phone = $1
    where id in (select person_id from identity.account where login = 'admin')`,
    [adminPhone],
  )
  await drain()
})
afterEach(async () => {
  for (const { kit } of scene.rig.sandbox.peers.values()) kit.faults.clear()
  await scene.rig.db.query("update notify.channel set is_on = true, reason = ''")
})
afterAll(() => scene.stop())

const drain = (deps: Deps = scene.rig.deps) =>
  drainNotify(deps, new Date(scene.rig.now().getTime() + 20_000))
const outbox = (peer: 'wechat' | 'sms' | 'wecom' | 'mail') =>
  scene.rig.sandbox.peers.get(peer)?.peer.outbox() ?? []
const fault = (peer: 'wecom' | 'mail', body: Record<string, unknown>) =>
  scene.rig.sandbox.peers.get(peer)?.kit.faults.add(body, scene.rig.sandbox.clock.now())

let serial = 0
/** Tells an event whose words occur nowhere else; answers its subject and these words. */
async function tell(code: string, to: EventRecipient, deps = scene.rig.deps) {
  const items = `礼盒 ${++serial} 号`
  const event: BusinessEvent = {
    code,
    subject: { kind: 'order', id: deps.newId(), no: '2026092200000001' },
    variables: {
      order_id: `2026092200${String(serial).padStart(6, '0')}`,
      customer: '张**',
      items,
      qty: '2',
      amount: '1,711.08',
      address: '江苏省苏州市姑苏区',
      ship_time: '2026-09-25',
      logistics: '顺丰冷运',
      tracking: `SF10293${String(serial).padStart(5, '0')}`,
    },
    to: [to],
  }
  await runCommand(deps, 'test.tell', async (ctx) => ctx.emit(event))
  await drain(deps)
  return { id: event.subject.id, orderNo: event.variables.order_id ?? '', items }
}
async function alarm(text: string) {
  const { deps, db } = scene.rig
  const kind = `test-${++serial}`
  await raiseAlarm(deps, { kind, peer: 'kuaidi100', text })
  await drain()
  const { rows } = await db.query('select id from peers.alarm where kind = $1', [kind])
  return { id: rows[0].id as string, orderNo: kind, items: text }
}
async function accept(): Promise<void> {
  const template = subscriptionTemplates.orderShipped.id
  const user = buyer.user.id
  await scene.rig.sandbox.act('wechat', 'consent', { app: 'member', user, templates: [template] })
  await scene.rig.do(buyer.token, 'notify.recordConsent', {
    answers: [{ templateId: template, answer: 'accept' }],
  })
}
async function deliveries(subjectId: string, channel: Channel) {
  const { rows } = await scene.rig.db.query(
    `select d.state, d.reason, d.attempts from notify.delivery d
    join notify.event e on e.id = d.event_id where e.subject_id = $1 and d.channel = $2`,
    [subjectId, channel],
  )
  return rows as { state: string; reason: string; attempts: number }[]
}
const inApp = async (token: string, subjectId: string) =>
  (await scene.rig.do(token, 'notify.listMessages', { size: 100 })).rows.filter(
    ({ link }) => link?.id === subjectId,
  )

const member = (): EventRecipient => ({ kind: 'member', id: memberId })
const holders = (code: string): EventRecipient => ({ kind: 'permission', code })

interface Case {
  readonly channel: Channel
  /** Who reads the same event inside. */
  reader(): string
  tell(): Promise<{ id: string; orderNo: string; items: string }>
  /** What the sandbox peer received of the event. */
  arrived(event: { orderNo: string; items: string }): { to: string; text: string }[]
}
const cases: Case[] = [
  {
    channel: 'subscription',
    reader: () => buyer.token,
    tell: async () => {
      await accept()
      return tell('order.shipped', member())
    },
    arrived: ({ items }) => outbox('wechat').filter((one) => one.text.includes(items)),
  },
  {
    channel: 'sms',
    reader: () => buyer.token,
    tell: async () => {
      // Without a consent the shipping message falls back to SMS.
      await scene.rig.db.query('delete from notify.consent')
      return tell('order.shipped', member())
    },
    arrived: ({ orderNo }) => outbox('sms').filter((one) => one.text.includes(orderNo.slice(-8))),
  },
  {
    channel: 'robot',
    reader: () => scene.admin,
    tell: () => tell('order.paid', holders('orders.dispatch')),
    arrived: ({ orderNo }) => outbox('wecom').filter((one) => one.text.includes(orderNo)),
  },
  {
    channel: 'wecom',
    reader: () => scene.admin,
    tell: () => tell('order.review', holders('orders.review')),
    arrived: ({ items }) =>
      outbox('wecom').filter((one) => one.text.includes(items) && one.to === `wx${adminPhone}`),
  },
  {
    channel: 'email',
    reader: () => scene.admin,
    tell: () => alarm(`轨迹推送验签失败 ${++serial}`),
    arrived: ({ items }) => outbox('mail').filter((one) => one.text.includes(items)),
  },
]

test('NT-002 each of the six channels sends through its client to its sandbox peer; switched off with a reason it skips, and the in-app message stays', async () => {
  const { rig, admin } = scene
  const listed = await rig.do(admin, 'notify.listChannels', {})
  expect(listed.rows).toEqual(
    ['in-app', ...cases.map(({ channel }) => channel)].map((channel) => ({
      channel,
      on: true,
      reason: '',
    })),
  )
  for (const one of cases) {
    const { channel } = one
    const told = await one.tell()
    await drain()
    expect({ channel, sent: await deliveries(told.id, channel) }).toMatchObject({
      channel,
      sent: [{ state: 'sent', attempts: 1 }],
    })
    expect({ channel, arrived: one.arrived(told).length }).toEqual({ channel, arrived: 1 })
    expect(await inApp(one.reader(), told.id)).toHaveLength(1)

    await rig.do(admin, 'notify.switchChannel', { channel, on: false, reason: '模板整改' })
    const missed = await one.tell()
    await drain()
    expect({ channel, skipped: await deliveries(missed.id, channel) }).toMatchObject({
      channel,
      skipped: [{ state: 'skipped', reason: '渠道停用：模板整改' }],
    })
    expect(one.arrived(missed)).toEqual([])
    expect(await inApp(one.reader(), missed.id)).toHaveLength(1)
    await rig.do(admin, 'notify.switchChannel', { channel, on: true, reason: '' })
  }
  // Inside, a message is what remains: its channel cannot be switched off, nor one without a reason.
  for (const refused of [
    { channel: 'in-app', on: false, reason: '整改' },
    { channel: 'email', on: false, reason: '' },
  ] as const) {
    expect(await rig.call(admin, 'notify.switchChannel', refused)).toMatchObject({
      ok: false,
      code: 'VALIDATION_FAILED',
    })
  }
}, 60_000)

test('the group reads the default text of a new order, the mailbox the alarm', async () => {
  const order = await tell('order.paid', holders('orders.dispatch'))
  expect(outbox('wecom').find((one) => one.text.includes(order.orderNo))).toMatchObject({
    to: '新单群',
    text: `订单号:${order.orderNo} ｜ 客户:张** ｜ 商品:${order.items} ｜ 数量:2 ｜ 总价:1,711.08 ｜ 发货地址:江苏省苏州市姑苏区 ｜ 预计发货:2026-09-25`,
  })
  const { items } = await alarm(`时钟偏差 ${++serial} 秒`)
  const mail = outbox('mail').find((one) => one.text.includes(items))
  expect(mail).toMatchObject({ to: 'duty@mail.example', detail: { subject: '接口告警 kuaidi100' } })
  // The same kind again within the hour is in the list of alarms and in no mailbox.
  const before = outbox('mail').length
  await raiseAlarm(scene.rig.deps, { kind: `test-${serial}`, peer: 'kuaidi100', text: '又一次' })
  await scene.rig.advance(61_000)
  await raiseAlarm(scene.rig.deps, { kind: `test-${serial}`, peer: 'kuaidi100', text: '再一次' })
  await drain()
  expect(outbox('mail')).toHaveLength(before)
})

test('25 orders at once reach the group in its rhythm, none refused, each once', async () => {
  const { rig } = scene
  await rig.advance(120_000)
  const told: { orderNo: string }[] = []
  for (let count = 0; count < 25; count++) {
    told.push(await tell('order.paid', holders('orders.dispatch')))
  }
  const arrived = () =>
    told.map(({ orderNo }) => outbox('wecom').filter((one) => one.text.includes(orderNo)).length)
  const sum = () => arrived().reduce((all, one) => all + one, 0)
  expect(sum()).toBeLessThan(20)
  for (let step = 0; step < 12; step++) {
    await rig.advance(10_000)
    await drain()
  }
  expect(arrived()).toEqual(told.map(() => 1))
  const { rows } = await rig.db.query(
    "select count(*)::int as refused from peers.call_log where peer = 'robot' and outcome <> 'ok'",
  )
  expect(rows).toEqual([{ refused: 0 }])
}, 30_000)

test('what fails for a while is tried again, what is refused for good is not', async () => {
  const { rig } = scene
  await rig.advance(120_000)
  fault('wecom', { kind: 'http', status: 500, match: 'webhook/send', times: 1 })
  const order = await tell('order.paid', holders('orders.dispatch'))
  expect(await deliveries(order.id, 'robot')).toMatchObject([{ state: 'retrying' }])
  await rig.advance(11_000)
  await drain()
  expect(await deliveries(order.id, 'robot')).toMatchObject([{ state: 'sent', attempts: 2 }])

  fault('mail', { kind: 'code', code: '451', message: 'try later', match: 'DATA', times: 1 })
  const later = await alarm(`稍后再试 ${++serial}`)
  expect(await deliveries(later.id, 'email')).toMatchObject([{ state: 'retrying' }])
  await rig.advance(11_000)
  await drain()
  expect(await deliveries(later.id, 'email')).toMatchObject([{ state: 'sent', attempts: 2 }])
  await rig.sandbox.act('mail', 'bounce', { address: 'duty@mail.example' })
  const bounced = await alarm(`退信 ${++serial}`)
  expect(await deliveries(bounced.id, 'email')).toMatchObject([{ state: 'failed', attempts: 1 }])
  await rig.sandbox.act('mail', 'accept', { address: 'duty@mail.example' })

  // A token that ran out is renewed within the call; a number without a member is final.
  await rig.sandbox.act('wecom', 'expire-token', {})
  const review = await tell('order.review', holders('orders.review'))
  expect(await deliveries(review.id, 'wecom')).toMatchObject([{ state: 'sent', attempts: 1 }])
  await rig.sandbox.act('wecom', 'remove-member', { mobile: adminPhone })
  const gone = await tell('order.review', holders('orders.review'))
  expect(await deliveries(gone.id, 'wecom')).toMatchObject([{ state: 'failed', attempts: 1 }])
  expect(await inApp(scene.admin, gone.id)).toHaveLength(1)
}, 30_000)

test('channels that nobody connected show as off with the reason and skip', async () => {
  const { config, db, log, ports } = scene.rig.deps
  const unset = { WECOM_ROBOT_KEY: '', WECOM_CORP_ID: '', SMTP_URL: '' }
  const { deps } = compose({
    config: { ...config, ...unset },
    db,
    log,
    files: ports.files,
    now: scene.rig.now,
  })
  expect((await channelStates(deps, db)).filter(({ on }) => !on)).toEqual([
    { channel: 'robot', on: false, reason: '尚未配置群机器人' },
    { channel: 'wecom', on: false, reason: '尚未配置企业微信应用' },
    { channel: 'email', on: false, reason: '尚未配置邮件服务器' },
  ])
  await scene.rig.advance(120_000)
  const order = await tell('order.paid', holders('orders.dispatch'), deps)
  expect(await deliveries(order.id, 'robot')).toMatchObject([
    { state: 'skipped', reason: '渠道停用：尚未配置群机器人' },
  ])
  expect(await inApp(scene.admin, order.id)).toHaveLength(1)
})
