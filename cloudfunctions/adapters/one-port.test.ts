import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fen } from '@xietong/domain/kernel/money'
import { type Rig, startRig } from '../../tests/rig/rig'
import { recordCall } from '../contexts/peers'
import type { Config } from '../runtime/config'
import { createBreaker } from './breaker'
import { createSmsClient } from './sms'
import { createWechatClient } from './wechat'
import { createWechatPayClient } from './wechat-pay'

/** IN-001: the bindings differ in address and credentials, and in nothing else. */
let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.stop())

interface Heard {
  readonly method: string
  readonly path: string
  readonly body: string
  readonly headers: string[]
}

/** An address that only listens: what reaches it is what would reach the real peer. */
async function listener(): Promise<{ base: string; heard: Heard[]; close(): void }> {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      const headers = Object.keys(request.headers).sort()
      heard.push({ method: request.method ?? '', path: request.url ?? '', body, headers })
      response.end('{"access_token":"SBX_t","expires_in":7200,"errcode":0}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { base: `http://127.0.0.1:${port}`, heard, close: () => server.close() }
}

const tools = (change: Partial<Config>) => {
  const { config, log, db, now, newId } = rig.deps
  return {
    config: { ...config, ...change },
    log,
    db,
    now,
    newId,
    breaker: createBreaker(now),
    recordCall,
  }
}

/** The same business calls on both bindings. */
async function callAll(change: Partial<Config>): Promise<void> {
  const pay = createWechatPayClient(tools(change))
  const prepay = {
    appId: 'SBXwx1',
    outTradeNo: 'P20260922000001',
    description: '礼盒',
    totalFen: fen(100),
    payerOpenId: 'o1',
    expiresAt: new Date('2026-09-22T03:00:00Z'),
  }
  await pay.prepay(prepay)
  await pay.query('P20260922000001')
  await pay.close('P20260922000001')
  await pay.refund({
    outTradeNo: 'P20260922000001',
    outRefundNo: 'R20260922000001',
    refundFen: fen(1),
    totalFen: fen(100),
    reason: '测试',
  })
  await createSmsClient(tools(change)).send({
    phone: '13812340000',
    template: 'code',
    parameters: ['123456', '5'],
    messageKey: 'k1',
  })
  await createWechatClient(tools(change)).signIn('member', 'c1')
}

test('IN-001 the same calls are the same bytes wherever the address points', async () => {
  const [left, right] = await Promise.all([listener(), listener()])
  const at = (base: string) => ({ WXPAY_BASE: base, SMS_BASE: base, WECHAT_API_BASE: base })
  await callAll(at(left.base))
  await callAll({ ...at(`${right.base}/peers/any`), APP_ENV: 'production' })
  const withoutPrefix = right.heard.map((one) => ({
    ...one,
    path: one.path.replace('/peers/any', ''),
  }))
  expect(left.heard).toHaveLength(6)
  expect(withoutPrefix.map(bytes)).toEqual(left.heard.map(bytes))
  left.close()
  right.close()
})

/** Addresses of our own stand in two bodies; they are configuration, like credentials. */
const bytes = ({ method, path, body, headers }: Heard) => ({ method, path, body, headers })

test('no use case and no client asks in which mode it runs', () => {
  const folders = ['adapters', 'contexts', 'hooks'].map((name) => join(__dirname, '..', name))
  const asking = folders.flatMap(filesIn).filter((file) => {
    const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    return /sandbox|APP_ENV/i.test(code)
  })
  expect(asking).toEqual([])
})

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name))
}
