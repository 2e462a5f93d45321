import { type Rig, startRig } from '../../tests/rig/rig'
import { recordCall } from '../contexts/peers'
import { createBreaker } from './breaker'
import { createSmsClient } from './sms'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.stop())
afterEach(() => peer().kit.faults.clear())

const peer = () => {
  const open = rig.sandbox.peers.get('sms')
  if (!open) throw new Error('the sandbox has no SMS')
  return open
}
const fault = (body: Record<string, unknown>) =>
  peer().kit.faults.add(body, rig.sandbox.clock.now())
let serial = 0
const message = (phone = `1381234${String(1000 + ++serial)}`) => ({
  phone,
  template: 'code' as const,
  parameters: ['482913', '5'],
  messageKey: `key-${++serial}`,
})
const send = (request = message()) => rig.deps.ports.sms.send(request)
const sentTo = (phone: string) =>
  peer()
    .peer.outbox()
    .filter((sms) => sms.to === phone)

test('a signed message arrives with its key and gives a serial number', async () => {
  const request = message()
  const answer = await send(request)
  expect(answer).toMatchObject({ kind: 'done' })
  const [sms] = sentTo(request.phone)
  expect(sms?.text).toBe('【蟹同】验证码 482913，5 分钟内有效。请勿告诉他人。')
  expect(sms?.detail).toMatchObject({ session: request.messageKey })
  expect(answer).toEqual({ kind: 'done', value: { serialNo: sms?.id } })
})

test('a wrong key is refused and reaches a person', async () => {
  const { config, log, db, now, newId } = rig.deps
  const wrong = { ...config, SMS_SECRET_KEY: 'SBXwrongwrongwrongwrong' }
  const client = createSmsClient({
    config: wrong,
    log,
    db,
    now,
    newId,
    breaker: createBreaker(now),
    recordCall,
  })
  const answer = await client.send(message())
  expect(answer).toMatchObject({ code: 'AuthFailure.SignatureFailure', retry: false })
  const { rows } = await rig.db.query("select text from peers.alarm where peer = 'sms'")
  expect(rows).toHaveLength(1)
})

test.each([
  ['InternalError.Timeout', { kind: 'unknown' }],
  ['InternalError', { kind: 'refused', retry: true }],
  ['FailedOperation.PhoneNumberInBlacklist', { kind: 'refused', retry: false }],
  ['LimitExceeded.PhoneNumberDailyLimit', { kind: 'refused', retry: false }],
])('%s means %j', async (code, meaning) => {
  fault({ kind: 'code', code })
  expect(await send()).toMatchObject(meaning)
})

test('429 may be repeated, 500 and silence are unknown', async () => {
  fault({ kind: 'http', status: 429 })
  expect(await send()).toMatchObject({ kind: 'refused', retry: true })
  fault({ kind: 'http', status: 500 })
  expect(await send()).toMatchObject({ kind: 'unknown' })
  const request = message()
  fault({ kind: 'timeout-done' })
  expect(await send(request)).toMatchObject({ kind: 'unknown' })
  expect(sentTo(request.phone)).toHaveLength(1)
}, 20_000)

test('the provider’s own limit comes back by name', async () => {
  const request = message()
  await send(request)
  const again = await send({ ...request, messageKey: 'another' })
  expect(again).toMatchObject({ code: 'LimitExceeded.PhoneNumberThirtySecondLimit' })
})
