import { createVerify } from 'node:crypto'
import { openScene, type Scene, startPayment } from '../../../tests/callbacks/scene'
import { brokenBooks, truthOf } from '../../../tests/callbacks/truth'
import { runCommand } from '../../runtime/run-command'
import { createAttempt } from '.'
import { paymentsTimers } from './timers'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.stop())
afterEach(() => kit().faults.clear())

const kit = () => {
  const open = scene.rig.sandbox.peers.get('wechat-pay')
  if (!open) throw new Error('the sandbox has no WeChat Pay')
  return open.kit
}
const fault = (body: Record<string, unknown>) =>
  kit().faults.add(body, scene.rig.sandbox.clock.now())
const pay = (orderId: string, token: string) =>
  scene.rig.call(token, 'orders.payOrder', { orderId })
const prepays = () =>
  kit()
    .log.list()
    .filter((call) => call.path.endsWith('/jsapi'))

describe('prepay', () => {
  test('IN-042 the peer is asked with our number, our time-out and the amount; repeats are one transaction', async () => {
    const { rig } = scene
    const order = await scene.placed()
    const asked = JSON.parse(prepays().at(-1)?.body ?? '{}')
    const { rows } = await rig.db.query('select * from payments.attempt where order_id = $1', [
      order.orderId,
    ])
    expect(asked).toMatchObject({
      mchid: rig.deps.config.WXPAY_MCHID,
      appid: rig.deps.ports.wechat.appId('member'),
      out_trade_no: order.outTradeNo,
      notify_url: `${rig.baseUrl}/hooks/wechat-pay/notify`,
      amount: { total: order.totalFen, currency: 'CNY' },
      payer: { openid: order.buyer.user.openids.member },
    })
    expect(order.outTradeNo).toMatch(/^[0-9A-Z]{6,32}$/)
    const view = await rig.do(order.buyer.token, 'orders.getMyOrder', { orderId: order.orderId })
    expect(Date.parse(asked.time_expire)).toBe(
      Math.floor(Date.parse(view.payBefore ?? '') / 1_000) * 1_000,
    )
    expect(rows[0].prepay_id).toMatch(/^wx/)
    // Pressed again: the stored prepay id, no second number, no second question.
    const before = prepays().length
    await startPayment(rig, order)
    expect(prepays().length).toBe(before)
    expect(await attemptsOf(order.orderId)).toEqual([['pending', order.totalFen]])
  })

  test('IN-042 a time-out is repeated with the same number and gives one payable transaction', async () => {
    const order = await scene.place()
    await startPayment(scene.rig, await scene.placed())
    fault({ kind: 'timeout-done', match: 'jsapi' })
    expect(await pay(order.orderId, order.buyer.token)).toMatchObject({ code: 'PEER_UNAVAILABLE' })
    expect(await attemptsOf(order.orderId)).toEqual([['created', order.totalFen]])
    expect(await pay(order.orderId, order.buyer.token)).toMatchObject({ ok: true })
    expect(await attemptsOf(order.orderId)).toEqual([['pending', order.totalFen]])
    const outTradeNo = await startPayment(scene.rig, order)
    const known = await scene.rig.deps.ports.wechatPay.query(outTradeNo)
    expect(known).toMatchObject({ value: { outTradeNo, totalFen: order.totalFen } })
  }, 20_000)

  test('a changed amount closes the old number at the peer and uses a new one', async () => {
    const { rig } = scene
    const order = await scene.placed()
    const wanted = {
      orderId: order.orderId,
      orderNo: order.orderNo,
      dealerId: null,
      amountFen: order.totalFen - 100,
      payerOpenId: await payerOf(order.orderId),
      description: '改价',
      expiresAt: new Date(rig.now().getTime() + 600_000),
    }
    const attempt = () => runCommand(rig.deps, 'test.change', (ctx) => createAttempt(ctx, wanted))
    expect(await attempt()).toMatchObject({ ok: false, code: 'PEER_UNAVAILABLE' })
    await paymentsTimers[0]?.run(rig.deps, rig.now())
    expect(await attempt()).toMatchObject({ ok: true })
    expect(await attemptsOf(order.orderId)).toEqual([
      ['closed', order.totalFen],
      ['created', order.totalFen - 100],
    ])
    await expect(scene.act('pay', { outTradeNo: order.outTradeNo })).rejects.toThrow()
  })

  test('401 from the peer stops the call and the payment keeps its state', async () => {
    const order = await scene.place()
    await startPayment(scene.rig, await scene.placed())
    fault({ kind: 'code', code: 'SIGN_ERROR', match: 'jsapi' })
    const before = prepays().length
    expect(await pay(order.orderId, order.buyer.token)).toMatchObject({ code: 'PEER_UNAVAILABLE' })
    expect(prepays().length).toBe(before + 1)
    expect(await attemptsOf(order.orderId)).toEqual([['created', order.totalFen]])
  })
})

describe('paying', () => {
  test('IN-043 the parameters are signed; what the client says is only asked about; cancel keeps it payable', async () => {
    const { rig } = scene
    const order = await scene.place()
    const other = await scene.placed()
    const answer = await rig.do(other.buyer.token, 'orders.payOrder', { orderId: order.orderId })
    const { timeStamp, nonceStr, package: packageText, signType, paySign } = answer.params
    const text = `${rig.deps.ports.wechat.appId('member')}\n${timeStamp}\n${nonceStr}\n${packageText}\n`
    const key = rig.sandbox.keys.merchantPublicKey
    expect(createVerify('RSA-SHA256').update(text).verify(key, paySign, 'base64')).toBe(true)
    expect(signType).toBe('RSA')

    const prepayId = packageText.replace('prepay_id=', '')
    await scene.act('open', { prepayId })
    await scene.act('cancel', { prepayId })
    // A manipulated client says "paid": the server asks, and nothing has been paid.
    const check = () => rig.do(order.buyer.token, 'orders.checkPayment', { orderId: order.orderId })
    expect(await check()).toEqual({ state: 'unpaid', paid: false })
    expect(await truthOf(rig, order.orderId)).toMatchObject({ order: 'unpaid', ledger: {} })
    expect(await pay(order.orderId, order.buyer.token)).toMatchObject({ ok: true })
    await scene.act('pay', { prepayId, notify: 'none' })
    expect(await check()).toEqual({ state: 'to-ship', paid: true })
  })

  test('IN-044 told, told again, told late or not at all: one paid order, and only then a success answer', async () => {
    const { rig } = scene
    const statuses: number[][] = []
    for (const mode of ['normal', 'double', 'delay', 'none']) {
      const order = await scene.placed()
      await scene.act('pay', { outTradeNo: order.outTradeNo, notify: mode, delayMs: 60_000 })
      await waitUntilQuiet()
      if (mode === 'delay' || mode === 'none') {
        expect(await truthOf(rig, order.orderId)).toMatchObject({ order: 'unpaid' })
        await rig.advance(61_000)
        await waitUntilQuiet()
      }
      await rig.do(order.buyer.token, 'orders.checkPayment', { orderId: order.orderId })
      expect(await truthOf(rig, order.orderId)).toMatchObject({
        order: 'to-ship',
        payments: ['paid'],
        ledger: { payment: 1 },
        paidEvents: 1,
      })
      statuses.push(deliveriesOf(order.outTradeNo))
    }
    expect(statuses).toEqual([[204], [204, 204], [204], []])
    // A probe must fail; a success answer would tell WeChat that signatures are not checked.
    const order = await scene.placed()
    const probe = await scene.notice(order.outTradeNo, { variant: 'probe' })
    expect(await scene.post(probe)).toBe(401)
  })

  test('IN-044 what cannot be committed is answered with an error, and heard when it comes again', async () => {
    const { rig } = scene
    const order = await scene.placed()
    // The row is locked by somebody else for longer than the lock time-out.
    const blocker = await rig.db.connect()
    await blocker.query('begin')
    await blocker.query('select 1 from payments.attempt where out_trade_no = $1 for update', [
      order.outTradeNo,
    ])
    await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
    const notice = await scene.notice(order.outTradeNo)
    const answer = await fetch(`${rig.baseUrl}/hooks/wechat-pay/notify`, {
      method: 'POST',
      ...notice,
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await answer.json()).toMatchObject({ code: 'FAIL' })
    await blocker.query('rollback')
    blocker.release()
    expect(await truthOf(rig, order.orderId)).toMatchObject({ order: 'unpaid' })
    // The peer repeats; without that, the stored callback would be processed by the next tick.
    await rig.advance(30_000)
    await rig.tick()
    expect(await truthOf(rig, order.orderId)).toMatchObject({ order: 'to-ship', paidEvents: 1 })
    expect(await scene.post(await scene.notice(order.outTradeNo))).toBe(204)
    expect(await brokenBooks(rig)).toEqual([])
  }, 30_000)
})

async function attemptsOf(orderId: string): Promise<[string, number][]> {
  const { rows } = await scene.rig.db.query(
    'select state, amount_fen::int as fen from payments.attempt where order_id = $1 order by created_at',
    [orderId],
  )
  return rows.map(({ state, fen }) => [state, fen])
}

async function payerOf(orderId: string): Promise<string> {
  const { rows } = await scene.rig.db.query(
    'select payer_open_id from payments.attempt where order_id = $1',
    [orderId],
  )
  return rows[0].payer_open_id
}

const deliveriesOf = (outTradeNo: string) =>
  kit()
    .deliveries.list()
    .filter((one) => one.key === outTradeNo)
    .flatMap((one) => one.attempts.map((attempt) => attempt.status))

async function waitUntilQuiet(): Promise<void> {
  for (let wait = 0; wait < 100; wait++) {
    await scene.rig.sandbox.tick()
    const now = scene.rig.sandbox.clock.now().toISOString()
    const busy = kit()
      .deliveries.list()
      .some((one) => ['waiting', 'sending', 'held'].includes(one.state) && one.nextAt <= now)
    if (!busy) {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
