import { maskPhone } from '@xietong/domain/kernel/mask'
import { DAY_MS } from '@xietong/domain/kernel/time'
import { createAccount, createDealer } from '../../../tests/rig/cast'
import { dispatch, newTrackingNo, paidOrder, ship } from '../../../tests/rig/delivery'
import { addFault, clearFaults } from '../../../tests/rig/faults'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop } from '../../../tests/rig/shop'
import { download, readWorkbook } from '../../../tests/rig/workbooks'

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

async function shipped(fault?: object) {
  const order = await paidOrder(rig, shop)
  if (fault) {
    await addFault(rig, 'sms', fault)
  }
  const { noteId } = await dispatch(rig, admin, order.orderId, null)
  const trackingNo = newTrackingNo()
  await ship(rig, admin, noteId, trackingNo)
  await rig.tick()
  await rig.tick()
  return { ...order, trackingNo }
}
async function reader(permissions: string[], more: object = {}) {
  const name = `log-${permissions.length}-${rig.deps.newId().slice(-6)}`
  const role = { name, note: '', permissions: permissions as never, ...more }
  await rig.do(admin, 'identity.createRole', role)
  return (await createAccount(rig, admin, name, [name])).token
}
const search = async (filter: object, token = admin) =>
  (await rig.do(token, 'notify.listDeliveries', { filter: filter as never, size: 100 })).rows

test('whoever sees only some records finds nothing of the log, by its id neither', async () => {
  const { orderNo } = await shipped()
  const [one] = await search({ recordNo: orderNo })
  const whole = await reader(['notify.read'])
  const asked = { deliveryId: one?.id ?? '' }
  expect(await rig.call(whole, 'notify.getDelivery', asked)).toMatchObject({ ok: true })
  const name = `范围 ${rig.deps.newId().slice(-6)}`
  const { dealerId } = await createDealer(rig, admin, { name, tier: 1, discount: 6_000 })
  const scope = { kind: 'dealers', dealerIds: [dealerId] }
  const limited = await reader(['notify.read'], { scope })
  expect(await search({}, limited)).toEqual([])
  expect(await rig.call(limited, 'notify.getDelivery', asked)).toMatchObject({
    status: 404,
    code: 'NOT_FOUND',
  })
})

test('NT-011 the log is searched, shows text, tries, answers and receipts, masks, exports, and is kept 12 months', async () => {
  await rig.sandbox.act('sms', 'set', { receiptDelayMs: 1_000 })
  // The provider is down at first, takes the message later, and reports that it arrived.
  const from = rig.now().toISOString()
  const order = await shipped({ kind: 'code', code: 'RequestLimitExceeded', times: 1 })
  const other = await shipped()
  const to = rig.now().toISOString()
  const ofOrder = { recordNo: order.orderNo }
  const all = await search(ofOrder)
  const channelsOf = (rows: typeof all) =>
    rows
      .filter(({ eventCode }) => eventCode === 'order.shipped')
      .map(({ channel, state }) => `${channel} ${state}`)
      .sort()
  expect(channelsOf(all)).toEqual(['in-app sent', 'sms retrying', 'subscription no-consent'])
  expect(new Set(all.map(({ recordNo }) => recordNo))).toEqual(new Set([order.orderNo]))

  // Every filter alone and together.
  const found = all.find(({ channel }) => channel === 'sms')
  const { id = '', recipient = '' } = found ?? {}
  const ids = async (filter: object) => (await search(filter)).map((row) => row.id)
  const matching: [object, boolean][] = [
    [{ recipient: order.phone }, true],
    [{ recipient: recipient.slice(0, 2) }, true],
    [{ recipient: '%' }, false],
    [{ recipient: other.phone }, false],
    [{ eventCode: 'order.shipped' }, true],
    [{ eventCode: 'order.paid' }, false],
    [{ channel: 'sms' }, true],
    [{ channel: 'email' }, false],
    [{ state: 'retrying' }, true],
    [{ state: 'sent' }, false],
    [{ template: 'shipped' }, true],
    [{ template: 'dispatched' }, false],
    [{ from, to }, true],
    [{ from: to }, false],
    [{ recordNo: other.orderNo }, false],
    [{ ...ofOrder, recipient: order.phone, channel: 'sms', template: 'shipped', from }, true],
  ]
  for (const [filter, isFound] of matching) {
    expect([filter, (await ids(filter)).includes(id)]).toEqual([filter, isFound])
  }

  await rig.advance(11_000)
  await rig.tick()
  await rig.advance(5_000)
  await rig.sandbox.tick()
  await rig.tick()
  const plain = await reader(['notify.read'])
  const detail = await rig.do(plain, 'notify.getDelivery', { deliveryId: id })
  expect(detail).toMatchObject({
    state: 'delivered',
    attempts: 2,
    recordNo: order.orderNo,
    template: 'shipped',
    address: maskPhone(order.phone),
    serialNo: expect.stringMatching(/^2640:/),
  })
  expect(detail.text).toMatch(
    new RegExp(
      `^您的订单 ${order.orderNo.slice(-8)} 已发货，顺丰.* ${order.trackingNo.slice(-8)}。$`,
    ),
  )
  expect(detail.attemptList).toMatchObject([
    { kind: 'try', state: 'retrying', answer: expect.stringContaining('RequestLimitExceeded') },
    { kind: 'try', state: 'sent', answer: '对方已接收' },
    { kind: 'receipt', state: 'delivered' },
  ])
  const entitled = await reader(['notify.read', 'field.phone'])
  expect(await rig.do(entitled, 'notify.getDelivery', { deliveryId: id })).toMatchObject({
    address: order.phone,
  })
  const inApp = all.find(({ channel, eventCode }) => channel === 'in-app' && /ship/.test(eventCode))
  const message = await rig.do(plain, 'notify.getDelivery', { deliveryId: inApp?.id ?? '' })
  expect(message.text).toContain(`运单号 ${order.trackingNo}`)
  const gone = { deliveryId: rig.deps.newId() }
  expect(await rig.call(plain, 'notify.getDelivery', gone)).toMatchObject({ code: 'NOT_FOUND' })

  // Export: only with its right, the rows of the filter.
  const query = { list: 'notify.listDeliveries', query: JSON.stringify({ filter: ofOrder }) }
  expect(await rig.call(plain, 'bulk.startExport', { ...query, words: '订单' })).toMatchObject({
    code: 'FORBIDDEN',
  })
  const clerk = await reader(['notify.read', 'notify.export'])
  const started = await rig.do(clerk, 'bulk.startExport', { ...query, words: '订单' })
  await rig.tick()
  const task = await rig.do(clerk, 'bulk.getTask', started)
  const [head, ...lines] = await readWorkbook(
    await download(rig, clerk, task.resultFileId as string),
  )
  expect(head).toEqual(
    expect.arrayContaining(['事件', '渠道', '接收人', '记录编号', '模板', '状态']),
  )
  expect(lines).toHaveLength((await search(ofOrder)).length)

  // Twelve months later it is still there; a little later it is gone with its tries.
  const kept = async () =>
    (
      await rig.db.query(
        `select (select count(*)::int from notify.delivery where id = $1) as deliveries,
          (select count(*)::int from notify.delivery_attempt where delivery_id = $1) as attempts`,
        [id],
      )
    ).rows[0]
  await rig.advance(365 * DAY_MS)
  await rig.tick()
  expect(await kept()).toEqual({ deliveries: 1, attempts: 3 })
  await rig.advance(3 * DAY_MS)
  await rig.tick()
  expect(await kept()).toEqual({ deliveries: 0, attempts: 0 })
}, 90_000)
