import { createHash } from 'node:crypto'
import type { Json } from '../../core/json'
import { openTestSandbox, type TestSandbox } from '../../testing/open'
import { type Receiver, startReceiver } from '../../testing/receiver'

let box: TestSandbox
let hook: Receiver

beforeEach(async () => {
  box = await openTestSandbox()
  hook = await startReceiver()
  hook.answer(200, '{"result":true,"returnCode":"200","message":"成功"}')
})

afterEach(async () => {
  await box.end()
  await hook.close()
})

const NUMBER = 'SF1534096288120'
const SALT = 'salt-of-this-test'

async function poll(change: Json = {}, parameters: Json = {}): Promise<Json> {
  const param = {
    company: 'shunfeng',
    number: NUMBER,
    from: '苏州市 园区湖畔人家',
    to: '苏州市 姑苏 平江路',
    key: box.sandbox.keys.kuaidi.key,
    parameters: {
      callbackurl: `${hook.url}/track`,
      salt: SALT,
      phone: '13812342207',
      resultv2: '4',
      ...parameters,
    },
    ...change,
  }
  const response = await fetch(`${box.baseUrl}/peers/kuaidi100/poll`, {
    method: 'POST',
    body: new URLSearchParams({ schema: 'json', param: JSON.stringify(param) }),
  })
  return (await response.json()) as Json
}

interface Pushed {
  good: boolean
  state: string
  lines: number
}

function read(body: string): Pushed {
  const form = new URLSearchParams(body)
  const param = form.get('param') ?? ''
  const sign = createHash('md5').update(`${param}${SALT}`).digest('hex').toUpperCase()
  const result = (JSON.parse(param) as { lastResult: { state: string; data: unknown[] } })
    .lastResult
  return { good: sign === form.get('sign'), state: result.state, lines: result.data.length }
}

test('subscription: accepted, repeated, unknown carrier, wrong key, missing phone', async () => {
  expect(await poll()).toMatchObject({ result: true, returnCode: '200' })
  expect(await poll()).toMatchObject({ result: false, returnCode: '501' })
  expect(await poll({ company: 'SF' })).toMatchObject({ returnCode: '701' })
  expect(await poll({ number: 'a b' })).toMatchObject({ returnCode: '700' })
  expect(await poll({ key: 'SBXwrong' })).toMatchObject({ returnCode: '600' })
  expect(await poll({ key: 'realKey' })).toMatchObject({ returnCode: '600' })
  expect(await poll({ number: 'SF1534096288121' }, { phone: '' })).toMatchObject({
    returnCode: '700',
  })
})

test('a route is pushed whole and signed, also doubled, older or badly signed', async () => {
  await poll()
  const states: string[] = []
  for (let step = 1; step <= 5; step += 1) {
    await box.act('kuaidi100', 'move-on', { number: NUMBER })
    const pushed = read((await hook.until(step))[step - 1]?.body ?? '')
    expect(pushed).toMatchObject({ good: true, lines: step })
    states.push(pushed.state)
  }
  expect(states).toEqual(['1', '0', '0', '5', '3'])
  await expect(box.act('kuaidi100', 'sign', { number: NUMBER })).rejects.toThrow('已经结束')
  await box.act('kuaidi100', 'push', { number: NUMBER, lines: 2, copies: 2 })
  const late = (await hook.until(7)).slice(5).map((call) => read(call.body))
  expect(late).toEqual([
    { good: true, state: '0', lines: 2 },
    { good: true, state: '0', lines: 2 },
  ])
  await box.act('kuaidi100', 'push', { number: NUMBER, badSign: true })
  expect(read((await hook.until(8))[7]?.body ?? '').good).toBe(false)
})

test('a push that is not confirmed comes again', async () => {
  hook.answer(500, '')
  await poll()
  await box.act('kuaidi100', 'collect', { number: NUMBER })
  await hook.until(1)
  await box.control('POST', '/clock', { advanceMs: 61_000 })
  await hook.until(2)
})

async function ask(param: Json, change: { customer?: string; sign?: string } = {}): Promise<Json> {
  const { key, customer } = box.sandbox.keys.kuaidi
  const text = JSON.stringify({ com: 'shunfeng', num: NUMBER, phone: '13812342207', ...param })
  const sign = createHash('md5').update(`${text}${key}${customer}`).digest('hex').toUpperCase()
  const response = await fetch(`${box.baseUrl}/peers/kuaidi100/poll/query.do`, {
    method: 'POST',
    body: new URLSearchParams({ customer, sign, param: text, ...change }),
  })
  return (await response.json()) as Json
}

test('a question is signed; a number asked for again within 30 minutes is locked', async () => {
  await poll()
  await box.act('kuaidi100', 'collect', { number: NUMBER })
  expect(await ask({}, { sign: 'A'.repeat(32) })).toMatchObject({ returnCode: '503' })
  expect(await ask({}, { customer: 'a'.repeat(32) })).toMatchObject({ returnCode: '503' })
  expect(await ask({ com: 'SF' })).toMatchObject({ returnCode: '400' })
  expect(await ask({ phone: '' })).toMatchObject({ returnCode: '408' })
  expect(await ask({ num: 'SF1534096288129' })).toMatchObject({ returnCode: '500' })
  expect(await ask({})).toMatchObject({ nu: NUMBER, state: '1', status: '200' })
  expect(await ask({})).toMatchObject({ result: false, returnCode: '501' })
  await box.control('POST', '/clock', { advanceMs: 29 * 60_000 })
  expect(await ask({})).toMatchObject({ returnCode: '501' })
  await box.control('POST', '/clock', { advanceMs: 31 * 60_000 })
  expect(await ask({})).toMatchObject({ nu: NUMBER })
})
