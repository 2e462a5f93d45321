import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { openKeys } from '../keys'
import { seedPeople } from '../seed/people'
import { type Merchant, merchant, newNumber } from '../testing/merchant'

let folder: string
let child: ChildProcess | undefined

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xietong-kill-'))
  await build({
    entryPoints: [join(__dirname, '..', 'serve-main.ts')],
    outfile: join(folder, 'sandbox.js'),
    bundle: true,
    platform: 'node',
    logLevel: 'error',
  })
})

afterAll(() => {
  child?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Starts the sandbox as its own process and answers its address from its first line. */
async function start(): Promise<string> {
  const started = spawn(process.execPath, [join(folder, 'sandbox.js')], {
    env: { ...process.env, SANDBOX_DATA: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child = started
  let text = ''
  for await (const chunk of started.stdout) {
    text += String(chunk)
    if (text.includes('\n')) break
  }
  return (JSON.parse(text) as { baseUrl: string }).baseUrl
}

const openid = seedPeople[0]?.openids.member ?? ''

/** Asks for payments until the process is gone; the numbers that were answered. */
async function storm(shop: Merchant, killAfter: number): Promise<string[]> {
  const answered: string[] = []
  const worker = async () => {
    for (;;) {
      const outTradeNo = newNumber()
      const notifyUrl = 'http://127.0.0.1:9/none'
      const made = await shop.prepay({ outTradeNo, totalFen: 100, openid, notifyUrl })
      if (made.status === 200) answered.push(outTradeNo)
      if (answered.length >= killAfter) child?.kill('SIGKILL')
    }
  }
  await Promise.allSettled(Array.from({ length: 8 }, worker))
  return answered
}

test('IN-019 what was answered before kill -9 is there afterwards, three times over', async () => {
  const all: string[] = []
  for (const killAfter of [20, 45, 80]) {
    const url = await start()
    const shop = merchant(await openKeys(join(folder, 'data')), url)
    all.push(...(await storm(shop, killAfter)))
  }
  const url = await start()
  const keys = await openKeys(join(folder, 'data'))
  const shop = merchant(keys, url)
  expect(all.length).toBeGreaterThanOrEqual(145)
  for (const no of all) {
    const path = `/v3/pay/transactions/out-trade-no/${no}?mchid=${keys.mchid}`
    expect((await shop.call('GET', path)).body.trade_state).toBe('NOTPAY')
  }
})
