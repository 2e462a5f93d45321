import { bundleWorker, startWorkers, type Workers } from '../crash/workers'
import { openScene, type Placed, type Scene, type Signed } from './scene'
import { truthOf } from './truth'

let scene: Scene
let worker: ReturnType<typeof bundleWorker>
let workers: Workers
beforeAll(async () => {
  worker = bundleWorker()
  scene = await openScene({ start: new Date() })
  const { keys } = scene.rig.sandbox
  workers = await startWorkers(
    worker.file,
    {
      ...scene.rig.env,
      LOG_LEVEL: 'debug',
      // In the middle of a rotation: the new key is there already, the old one still counts.
      WXPAY_PUBLIC_KEY_ID: `${keys.nextPlatformKeyId},${keys.platformKeyId}`,
      WXPAY_PUBLIC_KEY: `${keys.nextPlatformPublicKey},${keys.platformPublicKey}`,
      WXPAY_API_V3_KEY: `SBX${'n'.repeat(29)},${keys.apiV3Key}`,
    },
    1,
  )
}, 120_000)
afterAll(async () => {
  await workers.stop()
  worker.remove()
  await scene.stop()
})

async function post({ headers, body }: Signed): Promise<number> {
  const url = `http://127.0.0.1:${workers.somePort()}/hooks/wechat-pay/notify`
  const response = await fetch(url, { method: 'POST', headers, body })
  await response.arrayBuffer()
  return response.status
}
async function paid(): Promise<Placed> {
  const order = await scene.placed()
  await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
  return order
}

test('IN-041 IN-012 keys change in the middle of the day: no callback is lost, no secret is printed', async () => {
  const orders = await Promise.all(Array.from({ length: 6 }, paid))
  // In flight while the switch is made: signed with the old key, heard after it.
  const inFlight = await Promise.all(orders.slice(0, 3).map((one) => scene.notice(one.outTradeNo)))
  await scene.act('set', { signWith: 'next' })
  const after = await Promise.all(orders.slice(3).map((one) => scene.notice(one.outTradeNo)))
  const serials = [...inFlight, ...after].map((one) => one.headers['Wechatpay-Serial'])
  expect(new Set(serials).size).toBe(2)
  for (const notice of [...after, ...inFlight]) {
    expect(await post(notice)).toBe(204)
  }
  for (const order of orders) {
    expect(await truthOf(scene.rig, order.orderId)).toMatchObject({ order: 'to-ship' })
  }
  // Trouble is logged as well, and says nothing secret either.
  const victim = await paid()
  for (const variant of ['wrong', 'wrong-tag', 'unknown-key']) {
    await post(await scene.notice(victim.outTradeNo, { variant }))
  }
  await scene.act('set', { signWith: 'current' })
  const printed = workers.output()
  expect(printed).toContain('callback not trusted')
  expect(secrets().filter((secret) => printed.includes(secret))).toEqual([])
  expect(await inDatabase()).toEqual([])
})

/** Long enough pieces of every secret, and the buyer's phone. */
function secrets(): string[] {
  const { keys } = scene.rig.sandbox
  const pem = (text: string) => text.split('\n')[3] ?? text
  return [
    keys.apiV3Key,
    pem(keys.merchantPrivateKey),
    keys.sms.secretKey,
    keys.kuaidi.key,
    keys.map.secret,
    ...Object.values(keys.peppers),
    ...Object.values(keys.apps).map(({ secret }) => secret),
  ]
}

/** Secrets that stand anywhere in what the peers context keeps. */
async function inDatabase(): Promise<string[]> {
  const tables = ['call_log', 'inbox', 'outbox', 'alarm', 'access_token']
  const found: string[] = []
  for (const table of tables) {
    const { rows } = await scene.rig.db.query(`select t::text as line from peers.${table} t`)
    const text = rows.map(({ line }) => line).join('\n')
    found.push(...secrets().filter((secret) => text.includes(secret)))
  }
  return found
}
