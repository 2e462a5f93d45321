import fc from 'fast-check'
import type { Random } from '../kernel/random'
import { redact } from './redact'
import { mayRetry, needsPerson, nextTryAt } from './retry'
import { inboxMachine, inboxStateLabels, outboxMachine, outboxStateLabels } from './states'
import { clockSkewMs, traceNoFrom } from './trace'

const at = (seconds: number) => new Date(Date.UTC(2026, 8, 22) + seconds * 1_000)
const noJitter: Random = { bytes: (count) => new Uint8Array(count), below: () => 0 }

describe('when to send again', () => {
  test('1 s, 4 s, 15 s, 1 min, 5 min, 15 min, then hourly to 24 h', () => {
    const gaps = [1, 2, 3, 4, 5, 6, 7, 8].map((attempts) => {
      const next = nextTryAt(attempts, at(0), at(0), noJitter)
      return ((next?.getTime() ?? 0) - at(0).getTime()) / 1_000
    })
    expect(gaps).toEqual([1, 4, 15, 60, 300, 900, 3_600, 3_600])
    expect(nextTryAt(9, at(0), at(86_399), noJitter)).not.toBeNull()
    expect(nextTryAt(9, at(0), at(86_400), noJitter)).toBeNull()
  })

  test('jitter stretches by a fifth at most and never shortens', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), (attempts, seed) => {
        const random: Random = { ...noJitter, below: (below) => seed % below }
        const plain = nextTryAt(attempts, at(0), at(0), noJitter)?.getTime() ?? 0
        const jittered = nextTryAt(attempts, at(0), at(0), random)?.getTime() ?? 0
        const delay = plain - at(0).getTime()
        return jittered >= plain && jittered - plain <= delay / 5
      }),
    )
  })

  test('the classes of the specification', () => {
    expect(mayRetry('wechat-pay', 'FREQUENCY_LIMITED')).toBe(true)
    expect(mayRetry('wechat-pay', 'PARAM_ERROR')).toBe(false)
    expect(mayRetry('wechat', '45009')).toBe(true)
    expect(mayRetry('wechat', '43101')).toBe(false)
    expect(mayRetry('wechat', '10060001')).toBe(true)
    expect(mayRetry('wechat', '10060003')).toBe(false)
    expect(mayRetry('sms', 'FailedOperation.PhoneNumberInBlacklist')).toBe(false)
    expect(needsPerson('wechat-pay', 'SIGN_ERROR')).toBe(true)
    expect(needsPerson('wechat', '40125')).toBe(true)
    expect(needsPerson('sms', 'AuthFailure.SignatureFailure')).toBe(true)
    expect(needsPerson('wechat-pay', 'ORDERPAID')).toBe(false)
  })
})

describe('what may stand in a log', () => {
  test.each([
    ['收件人 13812342207', '收件人 138****2207'],
    ['+8613812342207', '+86138****2207'],
    ['secret=abcdef1234&appid=wx1', 'secret=***&appid=wx1'],
    ['{"access_token":"87_abc","expires_in":7200}', '{"access_token":"***","expires_in":7200}'],
    ['P20260922138123422071234', 'P20260922138123422071234'],
  ])('%s becomes %s', (text, safe) => {
    expect(redact(text)).toBe(safe)
  })

  test('no phone survives wherever it stands', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (before, after) => {
        const phone = '13812342207'
        fc.pre(!/\d$/.test(before) && !/^\d/.test(after))
        return !redact(`${before}${phone}${after}`).includes(phone)
      }),
    )
    expect(redact('x'.repeat(600))).toHaveLength(500)
  })
})

test('a trace number is short and comes from the random end of an id', () => {
  expect(traceNoFrom('01a0c6d7-8286-7eb3-a463-e3628e8c58cb')).toBe('TA463E3628E8C58CB')
})

test('the skew is ours minus theirs; an unreadable date is none', () => {
  expect(clockSkewMs(at(0).toUTCString(), at(90))).toBe(90_000)
  expect(clockSkewMs('yesterday', at(0))).toBe(0)
  expect(clockSkewMs(undefined, at(0))).toBe(0)
})

test('every state has its word; what has ended stays ended', () => {
  expect(Object.keys(outboxStateLabels).sort()).toEqual(Object.keys(outboxMachine.moves).sort())
  expect(Object.keys(inboxStateLabels).sort()).toEqual(Object.keys(inboxMachine.moves).sort())
  expect(outboxMachine.moves.confirmed).toEqual([])
  expect(inboxMachine.moves.done).toEqual([])
})
