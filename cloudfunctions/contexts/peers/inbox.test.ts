import { openScene, type Placed, type Scene, type Signed } from '../../../tests/callbacks/scene'
import { brokenBooks, truthOf } from '../../../tests/callbacks/truth'
import { flushCalls } from './call-log'
import { registerCallbacks } from './callbacks'
import { insertCallback } from './inbox-store'
import { reprocessInbox } from './reprocess-inbox'

let scene: Scene
beforeAll(async () => {
  scene = await openScene({ poolMax: 20 })
})
afterAll(() => scene.stop())

async function paidNotice(): Promise<{ order: Placed; notice: Signed }> {
  const order = await scene.placed()
  await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
  return { order, notice: await scene.notice(order.outTradeNo) }
}

/** As a process leaves it that dies right after it stored the callback. */
async function storedOnly({ headers, body }: Signed): Promise<string> {
  const id = scene.rig.deps.newId()
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
  await insertCallback(scene.rig.deps.db, {
    id,
    peer: 'wechat-pay',
    kind: 'notify',
    headers: Object.fromEntries(lower),
    body,
    address: '127.0.0.1',
    receivedAt: scene.rig.now(),
  })
  return id
}
const inboxOf = async (order: Placed) => {
  const { rows } = await scene.rig.do(scene.admin, 'peers.listInbox', {
    filter: { businessKey: order.outTradeNo },
    sort: 'receivedAt',
  })
  return rows
}
const settled = (order: Placed) => ({
  order: 'to-ship',
  paidFen: order.totalFen,
  payments: ['paid'],
  ledger: { payment: 1 },
  paidEvents: 1,
})

test('IN-004 stored first, answered after the commit; a crash between is repaired, a twin changes nothing', async () => {
  const { rig } = scene
  // Twice at the same moment: two success answers, one effect, both stored raw.
  const twins = await paidNotice()
  const answers = await Promise.all([scene.post(twins.notice), scene.post(twins.notice)])
  expect(answers).toEqual([204, 204])
  expect(await truthOf(rig, twins.order.orderId)).toMatchObject(settled(twins.order))
  const stored = await rig.db.query(
    'select body, headers from peers.inbox where business_key = $1',
    [twins.order.outTradeNo],
  )
  expect(stored.rows).toHaveLength(2)
  expect(stored.rows[0].body).toBe(twins.notice.body)
  expect(stored.rows[0].headers['wechatpay-signature']).toBe(
    twins.notice.headers['Wechatpay-Signature'],
  )

  // Stored, then dead: the next tick processes what is stored, although the notice is old by then.
  const crashed = await paidNotice()
  await storedOnly(crashed.notice)
  expect(await truthOf(rig, crashed.order.orderId)).toMatchObject({ order: 'unpaid' })
  await rig.advance(6 * 60_000)
  await reprocessInbox(rig.deps, new Date(rig.now().getTime() + 10_000))
  expect(await truthOf(rig, crashed.order.orderId)).toMatchObject(settled(crashed.order))
  expect(await inboxOf(crashed.order)).toMatchObject([{ state: 'done', note: '已入账' }])
  expect(await brokenBooks(rig)).toEqual([])
})

test('IN-013 every call has a trace number on both sides; ten replays are as good as one', async () => {
  const { rig, admin } = scene
  const { order, notice } = await paidNotice()
  await scene.post(notice)
  await flushCalls(rig.deps)
  const { rows: calls } = await rig.do(admin, 'peers.listCalls', { filter: { peer: 'wechat-pay' } })
  const theirs = rig.sandbox.peers.get('wechat-pay')?.kit.log.list() ?? []
  const known = new Set(theirs.map((call) => call.traceNo))
  expect(calls.length).toBeGreaterThan(0)
  expect(calls.every((call) => known.has(call.traceNo))).toBe(true)
  const one = await rig.do(admin, 'peers.listCalls', {
    filter: { traceNo: calls[0]?.traceNo ?? '' },
  })
  expect(one.rows).toMatchObject([{ outcome: 'ok', status: 200 }])

  const before = await truthOf(rig, order.orderId)
  const [callback] = await inboxOf(order)
  for (let replay = 0; replay < 10; replay++) {
    const { state } = await rig.do(admin, 'peers.replayCallback', {
      callbackId: callback?.id ?? '',
    })
    expect(state).toBe('done')
  }
  expect(await truthOf(rig, order.orderId)).toEqual(before)
  expect(await brokenBooks(rig)).toEqual([])
  const audit = await rig.db.query(
    "select count(*)::int as n from identity.audit_entry where operation = 'peers.replayCallback'",
  )
  expect(audit.rows[0].n).toBe(10)
})

test('a callback under way or unknown cannot be replayed; a forged one stays forged', async () => {
  const { rig, admin } = scene
  const { order, notice } = await paidNotice()
  const id = await storedOnly(notice)
  expect(await rig.call(admin, 'peers.replayCallback', { callbackId: id })).toMatchObject({
    code: 'NOT_REPLAYABLE',
  })
  const unknown = { callbackId: rig.deps.newId() }
  expect(await rig.call(admin, 'peers.replayCallback', unknown)).toMatchObject({
    code: 'NOT_FOUND',
  })
  await rig.advance(11_000)
  expect(await rig.do(admin, 'peers.replayCallback', { callbackId: id })).toEqual({ state: 'done' })
  expect(await truthOf(rig, order.orderId)).toMatchObject(settled(order))

  const victim = await scene.placed()
  await scene.post(await scene.notice(victim.outTradeNo, { variant: 'wrong' }))
  const { rows } = await rig.do(admin, 'peers.listInbox', { filter: { state: 'bad-signature' } })
  const forged = { callbackId: rows[0]?.id ?? '' }
  expect(await rig.do(admin, 'peers.replayCallback', forged)).toEqual({ state: 'bad-signature' })
  expect(await truthOf(rig, victim.orderId)).toMatchObject({ order: 'unpaid' })
})

test('processing that breaks is kept as failed, and tried again until it works', async () => {
  const { rig } = scene
  let broken = true
  registerCallbacks({
    'sms/test': {
      async process() {
        if (broken) throw new Error('the database was away')
        return { state: 'done', businessKey: 'test/1', note: '', marked: false }
      },
      answer: (verdict) => ({ status: verdict.state === 'done' ? 200 : 500, body: '' }),
    },
  })
  await insertCallback(rig.deps.db, {
    id: rig.deps.newId(),
    peer: 'sms',
    kind: 'test',
    headers: {},
    body: '{}',
    address: '::1',
    receivedAt: rig.now(),
  })
  await rig.advance(21_000)
  await rig.tick()
  const state = async () =>
    (await rig.db.query("select state, note, tries from peers.inbox where kind = 'test'")).rows[0]
  expect(await state()).toEqual({ state: 'failed', note: 'the database was away', tries: 1 })
  broken = false
  await rig.tick()
  expect(await state()).toMatchObject({ state: 'failed', tries: 1 })
  await rig.advance(20_000)
  await rig.tick()
  expect(await state()).toMatchObject({ state: 'done', tries: 2 })
})

test('the hooks answer their paths and methods only, and read no large body', async () => {
  const at = (path: string, init: RequestInit) => fetch(`${scene.rig.baseUrl}${path}`, init)
  const paths = ['/hooks/wechat-pay/notify', '/hooks/kuaidi100/track', '/hooks/sms/report']
  for (const path of paths) {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
      expect((await at(path, { method })).status).toBe(405)
    }
  }
  for (const path of [
    '/hooks/',
    '/hooks/wechat-pay',
    '/hooks/wechat-pay/notify/x',
    '/hooks/other',
  ]) {
    expect((await at(path, { method: 'POST', body: '{}' })).status).toBe(404)
  }
  const large = { method: 'POST', body: 'x'.repeat(70_000) }
  expect((await at('/hooks/wechat-pay/notify', large)).status).toBe(413)
  const odd = { method: 'POST', body: Buffer.from([0x7b, 0x00, 0xff, 0xfe, 0x7d]) }
  expect((await at('/hooks/wechat-pay/notify', odd)).status).toBe(401)
})
