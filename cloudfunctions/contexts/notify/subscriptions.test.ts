import { type Buyer, openScene, type Scene } from '../../../tests/callbacks/scene'
import { addFault, clearFaults } from '../../../tests/rig/faults'
import type { EventRecipient } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'

let scene: Scene
let buyer: Buyer
let memberId: string
beforeAll(async () => {
  scene = await openScene()
})
/** Somebody new, whose openid the started payment of an order has left with us. */
beforeEach(async () => {
  buyer = await scene.newBuyer()
  const order = await scene.placed(buyer)
  await scene.rig.call(buyer.token, 'orders.cancelOrder', { orderId: order.orderId, reason: '' })
  await scene.rig.tick()
  const { rows } = await scene.rig.db.query(
    `select m.id from members.member m join identity.person p on p.id = m.person_id
     where p.phone = $1`,
    [buyer.user.phone],
  )
  memberId = rows[0].id
})
afterEach(() => clearFaults(scene.rig, 'wechat'))
afterAll(() => scene.stop())

const rowsNow = async () => (await scene.rig.do(scene.admin, 'notify.listSubscriptions', {})).rows
const rowOf = async (id: string) => {
  const row = (await rowsNow()).find((one) => one.id === id)
  if (!row) throw new Error(`no setting ${id}`)
  return row
}
type Setting = Awaited<ReturnType<typeof rowOf>>
const save = (row: Setting, change: Partial<Setting>) => {
  const { eventCode, app, templateId, page, fields, version } = { ...row, ...change }
  const setting = { eventCode, app, templateId, page, fields, version }
  return scene.rig.call(scene.admin, 'notify.updateSubscription', setting)
}
/** A tap at a moment: the program is asked, the person answers, the answer is told. */
async function answerAt(
  moment: 'payment' | 'card-payment' | 'redemption' | 'after-sale',
  answer: 'accept' | 'reject' | 'ban' = 'accept',
) {
  const { rig } = scene
  const { templateIds } = await rig.do(buyer.token, 'notify.listTemplates', { moment })
  const templates = Object.fromEntries(templateIds.map((id) => [id, answer]))
  await rig.sandbox.act('wechat', 'consent', { app: 'member', user: buyer.user.id, templates })
  await rig.do(buyer.token, 'notify.recordConsent', {
    answers: templateIds.map((templateId) => ({ templateId, answer })),
  })
  return templateIds
}
let serial = 0
async function tell(code: string, kind = 'order') {
  const id = scene.rig.deps.newId()
  const to: EventRecipient[] = [{ kind: 'member', id: memberId }]
  const variables = {
    order_id: `20260922000000${++serial + 10}`,
    items: '九月团圆 8 只礼盒',
    amount: '588.00',
    qty: '1',
    status: '已同意',
    text: '退款已同意',
    tracking: 'SF1029384756',
    logistics: '顺丰冷运',
    ship_time: '2026-09-25',
    reason: '协商退款',
  }
  await runCommand(scene.rig.deps, 'test.tell', async (ctx) =>
    ctx.emit({ code, subject: { kind, id, no: variables.order_id }, variables, to }),
  )
  await scene.rig.tick()
  await scene.rig.tick()
  const { rows } = await scene.rig.db.query(
    `select channel, d.state from notify.delivery d join notify.event e on e.id = d.event_id
     where e.subject_id = $1`,
    [id],
  )
  const messages = await scene.rig.do(buyer.token, 'notify.listMessages', { size: 100 })
  return {
    id,
    states: Object.fromEntries(rows.map((row) => [row.channel, row.state])),
    inApp: messages.rows.filter((one) => one.link?.id === id).length,
  }
}
interface Sent {
  readonly detail: { openid: string; template_id: string; page: string }
}
const sent = () =>
  scene.rig.sandbox.peers
    .get('wechat')
    ?.kit.store.collection<Sent>('messages')
    .all()
    .filter(({ detail }) => detail.openid === buyer.user.openids.member)
    .map(({ detail }) => detail) ?? []

const pages = [
  ['order.paid', 'order', 'card-payment', 'orders/order/index'],
  ['order.shipped', 'order', 'payment', 'orders/order/index'],
  ['order.signed', 'order', 'redemption', 'orders/order/index'],
  ['ecard.delivered', 'card', 'card-payment', 'pages/wallet/index'],
  ['refund.done', 'order', 'after-sale', 'orders/order/index'],
  ['aftersale.changed', 'after-sale', 'after-sale', 'orders/case/index'],
] as const

test.each(pages)('%s of a %s, accepted at %s, opens %s', async (code, kind, moment, page) => {
  const ids = await answerAt(moment)
  expect(ids.length).toBeLessThanOrEqual(3)
  const before = sent().length
  const told = await tell(code, kind)
  expect(told.inApp).toBe(1)
  expect(told.states.subscription).toBe('sent')
  const [message] = sent().slice(before)
  expect(message?.page.split('?')[0]).toBe(page)
  if (page !== 'pages/wallet/index') {
    expect(message?.page).toBe(`${page}?id=${told.id}`)
  }
  // One acceptance was one message; the next is read inside only.
  const again = await tell(code, kind)
  const left = await scene.rig.db.query(
    `select left_count from notify.consent c join members.member m on m.person_id = c.person_id
     where m.id = $2 and template_id = $1`,
    [message?.template_id, memberId],
  )
  expect(again.inApp).toBe(1)
  expect([left.rows[0].left_count, again.states.subscription]).toEqual([0, 'no-consent'])
})

test('what was accepted, rejected and banned is counted per person and template, at WeChat too', async () => {
  const { rig } = scene
  await answerAt('payment', 'accept')
  await answerAt('payment', 'accept')
  await answerAt('payment', 'reject')
  const ids = await answerAt('payment', 'ban')
  const { rows } = await rig.db.query(
    `select c.accepted, c.rejected, c.banned_times, c.left_count from notify.consent c
     join identity.person p on p.id = c.person_id where p.phone = $1`,
    [buyer.user.phone],
  )
  expect(rows).toEqual(
    ids.map(() => ({ accepted: 2, rejected: 1, banned_times: 1, left_count: 2 })),
  )
  const at = { app: 'member', user: buyer.user.id }
  const choices = (await rig.sandbox.act('wechat', 'choices', at)) as Record<string, unknown>
  expect(choices[ids[0] ?? '']).toEqual({ accept: 2, reject: 1, ban: 1 })
  const shipped = await rowOf('order.shipped/member')
  expect(shipped.accepted).toBeGreaterThanOrEqual(2)
  expect(shipped).toMatchObject({ rejected: 1, banned: 1 })
  // A template of another program is not ours to count.
  await rig.do(buyer.token, 'notify.recordConsent', {
    answers: [{ templateId: 'XTd0001-order-dispatched', answer: 'accept' }],
  })
  expect((await rowOf('order.dispatched/dealer')).accepted).toBe(0)
})

test('NT-038 a tap opens the record in its program; a page that is not published is refused on saving', async () => {
  const row = await rowOf('order.shipped/member')
  expect(row).toMatchObject({ page: 'orders/order/index?id={id}', version: 0, fault: '' })
  const refused = async (change: Partial<Setting>, code: string) =>
    expect(await save(row, change)).toMatchObject({ ok: false, code })
  await refused({ page: 'orders/nowhere/index?id={id}' }, 'JUMP_PAGE_NOT_PUBLISHED')
  // A page of another program is none of this one.
  await refused({ page: 'fulfilment/note/index?id={id}' }, 'JUMP_PAGE_NOT_PUBLISHED')
  await refused({ page: '/orders/order/index' }, 'VALIDATION_FAILED')
  await refused({ page: 'https://example.com' }, 'VALIDATION_FAILED')
  await refused({ templateId: 'XTm9999-unknown' }, 'TEMPLATE_UNKNOWN')
  await refused({ fields: row.fields.slice(1) }, 'TEMPLATE_UNKNOWN')
  const wrong = row.fields.map((field) => ({ ...field, content: '{weather}' }))
  await refused({ fields: wrong }, 'UNKNOWN_VARIABLE')
  await refused({ eventCode: 'order.unheard' }, 'NOT_FOUND')
  await addFault(scene.rig, 'wechat', { kind: 'down', times: 20 })
  await refused({}, 'PEER_UNAVAILABLE')
  await clearFaults(scene.rig, 'wechat')
  await scene.rig.advance(120_000)
  // Nothing of this was stored.
  expect(await rowOf('order.shipped/member')).toMatchObject({ version: 0, page: row.page })

  const changed = row.fields.map((field) =>
    field.name === 'thing2' ? { ...field, content: '{items} 已发出' } : field,
  )
  const set = { page: 'orders/list/index', fields: changed }
  const saved = await Promise.all([save(row, set), save(row, set)])
  expect(saved.map((one) => (one.ok ? 'saved' : one.code)).sort()).toEqual([
    'VERSION_CONFLICT',
    'saved',
  ])
  expect(await save(row, { version: 1, page: 'pages/home/index' })).toMatchObject({ ok: true })
  await answerAt('payment')
  const before = sent().length
  await tell('order.shipped')
  expect(sent().slice(before)).toMatchObject([{ page: 'pages/home/index' }])
  const back = await rowOf('order.shipped/member')
  expect(await save(back, { page: row.page, fields: row.fields })).toMatchObject({
    value: { version: 3 },
  })
})

test('another template of the account is asked for, counted and sent by', async () => {
  const { rig } = scene
  const row = await rowOf('refund.done/member')
  const fields = Object.fromEntries(row.fields.map(({ name }) => [name, '']))
  const content = Object.keys(fields)
    .map((name) => `退款：{{${name}.DATA}}`)
    .join('\n')
  await rig.sandbox.act('wechat', 'add-template', {
    templateId: 'NEW-refund',
    app: 'member',
    title: '退款通知',
    fields: Object.keys(fields),
    content,
  })
  expect(await save(row, { templateId: 'NEW-refund' })).toMatchObject({ ok: true })
  expect(await answerAt('after-sale')).toContain('NEW-refund')
  const before = sent().length
  const told = await tell('refund.done')
  expect(told.states.subscription).toBe('sent')
  expect(sent().slice(before)).toMatchObject([{ template_id: 'NEW-refund' }])
})
