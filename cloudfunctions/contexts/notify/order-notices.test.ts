import {
  dispatch,
  KUNSHAN,
  newTrackingNo,
  openStore,
  paidOrder,
  ship,
} from '../../../tests/rig/delivery'
import { addFault, clearFaults } from '../../../tests/rig/faults'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop } from '../../../tests/rig/shop'
import { runCommand } from '../../runtime/run-command'

let rig: Rig
let admin: string
let shop: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin, { stock: 500 })
})
afterEach(() => clearFaults(rig, 'sms'))
afterAll(() => rig.stop())

interface SentSms {
  readonly phone: string
  readonly templateId: string
  readonly params: string[]
  readonly session: string
}
const smsKit = () => {
  const open = rig.sandbox.peers.get('sms')
  if (!open) throw new Error('the sandbox has no sms')
  return open.kit
}
const noticesTo = (phone: string) =>
  smsKit()
    .store.collection<SentSms>('sent')
    .all()
    .filter((one) => one.phone === `+86${phone}` && one.templateId !== '1000001')
const stateOf = async (orderId: string) =>
  (await rig.do(admin, 'orders.getOrder', { orderId })).state
const drain = async () => {
  await rig.tick()
  await rig.tick()
}
async function shipped(fault?: object) {
  const order = await paidOrder(rig, shop)
  if (fault) {
    await addFault(rig, 'sms', fault)
  }
  const { noteId } = await dispatch(rig, admin, order.orderId, null)
  const trackingNo = newTrackingNo()
  await ship(rig, admin, noteId, trackingNo)
  return { ...order, trackingNo }
}

test('IN-062 bound order states send their template with short variables, once an event; a failure leaves the order alone', async () => {
  // Nobody here accepted a subscription message, so the bound states tell by SMS.
  const order = await shipped()
  await drain()
  const [notice] = noticesTo(order.phone)
  expect(noticesTo(order.phone)).toHaveLength(1)
  expect(notice?.templateId).toBe('1000003')
  expect(notice?.params).toEqual([
    order.orderNo.slice(-8),
    expect.stringMatching(/^顺丰/),
    order.trackingNo.slice(-8),
  ])
  // Values that are too long, or look like a link, are cut before the provider could refuse them.
  const { rows } = await rig.db.query('select member_id from orders.sales_order where id = $1', [
    order.orderId,
  ])
  await runCommand(rig.deps, 'test.tell', async (ctx) =>
    ctx.emit({
      code: 'order.shipped',
      subject: { kind: 'order', id: order.orderId, no: order.orderNo },
      variables: {
        order_id: order.orderNo,
        logistics: '名字特别特别长的一家冷链快递 www.kuaidi.cn/a',
        tracking: 'https://t.cn/x',
      },
      to: [{ kind: 'member', id: rows[0].member_id }],
    }),
  )
  await drain()
  const second = noticesTo(order.phone).find((one) => one.session !== notice?.session)
  for (const param of second?.params ?? []) {
    expect(Array.from(param).length).toBeLessThanOrEqual(12)
    expect(param).not.toMatch(/https?:|www\.|\.cn/)
  }
  expect(second?.params).toHaveLength(3)

  // The same event again, side by side and by several workers: nothing more is sent.
  const before = noticesTo(order.phone).length
  await rig.db.query(
    `insert into notify.to_route (event_id, next_at)
     select id, at from notify.event where code = 'order.shipped' and subject_id = $1`,
    [order.orderId],
  )
  await Promise.all([rig.tick(), rig.tick(), rig.tick()])
  await drain()
  expect(noticesTo(order.phone)).toHaveLength(before)
  // The sandbox counts each event: none of them was told twice.
  const counted = smsKit().log.effects()
  for (const one of noticesTo(order.phone)) {
    expect(counted.find(({ key }) => key === `${one.phone}/${one.session}`)?.count).toBe(1)
  }

  for (const fault of [
    { kind: 'down', times: 20 },
    { kind: 'code', code: 'FailedOperation.PhoneNumberInBlacklist', times: 20 },
  ]) {
    const unlucky = await shipped(fault)
    await drain()
    expect(noticesTo(unlucky.phone)).toEqual([])
    expect(await stateOf(unlucky.orderId)).toBe('shipped')
    const messages = await rig.do(unlucky.token, 'notify.listMessages', {})
    expect(messages.rows.map(({ title }) => title)).toContain('已发货')
    await clearFaults(rig, 'sms')
    await rig.advance(120_000)
    admin = await signInAdmin(rig)
  }

  // A store that did not read its new dispatch within 30 minutes is told by SMS, once.
  const store = await openStore(rig, admin, { shop, name: '昆山店', at: KUNSHAN, stock: 50 })
  const sold = await paidOrder(rig, shop)
  const { noteNo } = await dispatch(rig, admin, sold.orderId, store)
  await drain()
  expect(noticesTo(store.phone)).toEqual([])
  await rig.advance(31 * 60_000)
  await drain()
  expect(noticesTo(store.phone)).toMatchObject([
    { templateId: '1000002', params: [noteNo.slice(-10), expect.any(String)] },
  ])
}, 60_000)
