import { createCaller } from './caller'
import { requestKey } from './request-key'
import type { Outgoing, Sent } from './transport'

const answer = (status: number, body: unknown): Sent => ({ kind: 'answer', status, body })
const done = answer(200, { ok: true, value: {} })
const lost: Sent = { kind: 'lost' }
const offline: Sent = { kind: 'offline' }

function callerOf(...answers: Sent[]) {
  const sent: Outgoing[] = []
  let signedOut = 0
  let keys = 0
  const caller = createCaller({
    transport: async (request) => {
      sent.push(request)
      return answers[sent.length - 1] ?? lost
    },
    base: 'https://host',
    token: () => 'secret',
    onSignedOut: () => {
      signedOut += 1
    },
    newKey: () => `key-${++keys}`,
    wait: async () => undefined,
  })
  return { caller, sent, signedOut: () => signedOut }
}

const cancel = { orderId: '00000000-0000-4000-8000-000000000001', reason: '' }

test('a write whose outcome is unknown is asked again with the same key', async () => {
  const { caller, sent } = callerOf(lost, answer(504, null), done)
  await expect(caller.act('orders.cancelOrder', cancel)).resolves.toEqual({ ok: true, value: {} })
  expect(sent.map(({ body }) => body.requestId)).toEqual(['key-1', 'key-1', 'key-1'])
})

test('a write that stays unknown says so, and a given key is kept', async () => {
  const { caller, sent } = callerOf(lost, offline, lost)
  const answered = await caller.act('orders.cancelOrder', cancel, 'mine')
  expect(answered).toMatchObject({ ok: false, code: 'TIMEOUT' })
  expect(sent.map(({ body }) => body.requestId)).toEqual(['mine', 'mine', 'mine'])
})

test('what never left the phone is not asked again', async () => {
  const { caller, sent } = callerOf(offline)
  const answered = await caller.act('orders.cancelOrder', cancel)
  expect(answered).toMatchObject({ ok: false, code: 'OFFLINE', requestNo: null })
  expect(sent).toHaveLength(1)
})

test('a read carries no key and is sent once', async () => {
  const { caller, sent } = callerOf(lost)
  const answered = await caller.ask('orders.getCart', {})
  expect(answered).toMatchObject({ ok: false, code: 'TIMEOUT' })
  expect(sent.map(({ url, body, headers }) => [url, body, headers.authorization])).toEqual([
    ['https://host/api/orders.getCart', {}, 'Bearer secret'],
  ])
})

test('a refusal is a value with its sentence, and an ended session is reported', async () => {
  const refusal = {
    ok: false,
    code: 'CART_FULL',
    message: '满了',
    detail: { at: 1 },
    requestNo: '7F',
  }
  const { caller } = callerOf(answer(409, refusal))
  await expect(caller.ask('orders.getCart', {})).resolves.toEqual(refusal)
  const ended = callerOf(answer(401, { ok: false, code: 'UNAUTHENTICATED', message: '请登录' }))
  await ended.caller.ask('orders.getCart', {})
  expect(ended.signedOut()).toBe(1)
})

test('a late "signed out" of an earlier session does not end the one that began meanwhile', async () => {
  let token = 'earlier'
  let signedOut = 0
  const ended = answer(401, { ok: false, code: 'UNAUTHENTICATED', message: '请登录' })
  const caller = createCaller({
    transport: async () => {
      token = 'new'
      return ended
    },
    base: 'https://host',
    token: () => token,
    onSignedOut: () => {
      signedOut += 1
    },
    newKey: () => 'key',
    wait: async () => undefined,
  })
  await expect(caller.ask('orders.getCart', {})).resolves.toMatchObject({ code: 'UNAUTHENTICATED' })
  expect(signedOut).toBe(0)
  await caller.ask('orders.getCart', {})
  expect(signedOut).toBe(1)
})

test('an answer that is not ours is an error, not a value', async () => {
  const { caller } = callerOf(answer(200, '<html>portal</html>'))
  await expect(caller.ask('orders.getCart', {})).resolves.toMatchObject({ code: 'INTERNAL' })
})

test('a request key is a UUID of version 4', () => {
  let at = 0
  const key = requestKey(() => {
    at = (at + 7) % 16
    return at / 16
  })
  expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
