import fc from 'fast-check'
import { hasRightCheckDigit } from '../kernel/check-digit'
import type { Random } from '../kernel/random'
import { mayMove, sourcesOf } from '../kernel/state-machine'
import { type ExpectedPayment, mismatchOf, type ReportedPayment } from './match'
import { newOutRefundNo, newOutTradeNo } from './numbers'
import { checkAfterClosing, nextPaymentCheck, nextRefundCheck } from './schedule'
import {
  openPaymentStates,
  paymentMachine,
  paymentStateLabels,
  receivedPaymentStates,
  refundMachine,
  reservingRefundStates,
} from './states'

const random: Random = { bytes: (count) => new Uint8Array(count), below: (below) => below - 1 }
const at = (seconds: number) => new Date(Date.UTC(2026, 8, 22, 2) + seconds * 1_000)

describe('comparing money with what was asked for', () => {
  const expected: ExpectedPayment = {
    appId: 'wx1',
    merchantId: '1900',
    amountFen: 58_800,
    payerOpenId: 'o1',
  }
  const reported: ReportedPayment = {
    appId: 'wx1',
    merchantId: '1900',
    totalFen: 58_800,
    currency: 'CNY',
    payerOpenId: 'o1',
  }

  test('equal in every field is a match', () => {
    expect(mismatchOf(expected, reported)).toBeNull()
  })

  test.each([
    ['merchant', { merchantId: '1901' }],
    ['app', { appId: 'wx2' }],
    ['amount', { totalFen: 100 }],
    ['amount', { totalFen: null }],
    ['currency', { currency: 'USD' }],
    ['currency', { currency: null }],
    ['payer', { payerOpenId: 'o2' }],
    ['payer', { payerOpenId: null }],
  ])('%s differs: %j', (mismatch, change) => {
    expect(mismatchOf(expected, { ...reported, ...change })).toBe(mismatch)
  })

  test('any other amount is a mismatch', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), (totalFen) => {
        fc.pre(totalFen !== 58_800)
        return mismatchOf(expected, { ...reported, totalFen }) === 'amount'
      }),
    )
  })
})

describe('when to ask the peer', () => {
  const payment = { startedAt: at(0), expiresAt: at(1_800) }

  test('5 s, 15 s, 1 min, 5 min, in between and after within 110 s, and at expiry', () => {
    const asked: number[] = []
    for (let now: Date | null = at(0); now !== null; now = nextPaymentCheck(payment, now)) {
      asked.push((now.getTime() - at(0).getTime()) / 1_000)
    }
    expect(asked.slice(0, 8)).toEqual([0, 5, 15, 60, 140, 220, 300, 410])
    expect(asked.at(-1)).toBe(1_805)
    expect(nextPaymentCheck(payment, at(1_805))).toBeNull()
  })

  test('never two minutes apart, always ahead, always ending', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_804 }), (seconds) => {
        const next = nextPaymentCheck(payment, at(seconds))
        const gap = ((next?.getTime() ?? 0) - at(seconds).getTime()) / 1_000
        return gap > 0 && gap <= 115
      }),
    )
  })

  test('once a minute after closing; refunds every 10 minutes for 2 hours, then hourly', () => {
    expect(checkAfterClosing(at(0))).toEqual(at(60))
    expect(nextRefundCheck(at(0), at(600))).toEqual(at(1_200))
    expect(nextRefundCheck(at(0), at(7_200))).toEqual(at(10_800))
  })
})

test('numbers are 6 to 32 characters with a check digit', () => {
  const payment = newOutTradeNo(at(0), random)
  const refund = newOutRefundNo(at(0), random)
  expect(payment).toMatch(/^P20260922\d{15}$/)
  expect(refund).toMatch(/^R20260922\d{15}$/)
  expect(hasRightCheckDigit(payment.slice(1))).toBe(true)
})

describe('states', () => {
  test('money that has come never leaves a state that says so', () => {
    for (const state of receivedPaymentStates.filter((one) => one !== 'irregular')) {
      for (const next of paymentMachine.moves[state]) {
        expect(receivedPaymentStates).toContain(next)
      }
    }
    expect(mayMove(paymentMachine, 'paid', 'closed')).toBe(false)
    expect(mayMove(paymentMachine, 'closed', 'paid')).toBe(false)
    expect(mayMove(paymentMachine, 'closed', 'late-paid')).toBe(true)
    for (const state of openPaymentStates) {
      expect(mayMove(paymentMachine, state, 'paid')).toBe(true)
    }
    expect(Object.keys(paymentStateLabels).sort()).toEqual(Object.keys(paymentMachine.moves).sort())
  })

  test('a refund is done once, and only a closed one gives its amount back', () => {
    expect(refundMachine.moves.done).toEqual([])
    expect(sourcesOf(refundMachine, 'done')).toEqual(['waiting', 'processing', 'abnormal'])
    expect(reservingRefundStates).not.toContain('closed')
  })
})
