import fc from 'fast-check'
import { accountKey, checkEntries, nextStep } from './accounts'

const dealer = { owner: 'dealer', ownerId: 'd-1', kind: 'stored-value' } as const
const platform = { owner: 'platform', kind: 'receipts' } as const

test('an account has one key, whoever owns it', () => {
  expect(accountKey(dealer)).toBe('dealer/d-1/stored-value')
  expect(accountKey(platform)).toBe('platform/receipts')
})

describe('entries of a transaction', () => {
  test('add up to 0', () => {
    const balanced = [
      { account: dealer, amountFen: 5 },
      { account: platform, amountFen: -5 },
    ]
    expect(() => checkEntries(balanced)).not.toThrow()
  })
  const wrong: [string, number[]][] = [
    ['do not add up', [5, -4]],
    ['a single one', [0]],
    ['an empty amount', [5, -5, 0]],
    ['half a fen', [0.5, -0.5]],
    ['beyond the largest amount', [1e12, -1e12]],
    ['none', []],
  ]
  test.each(wrong)('%s: refused', (_, amounts) => {
    const entries = amounts.map((amountFen) => ({ account: platform, amountFen }))
    expect(() => checkEntries(entries)).toThrow(RangeError)
  })
})

describe('the next step of an account', () => {
  test('stops at the floor and names what is missing', () => {
    const standing = { balanceFen: 300, seq: 4, floorFen: 0 }
    expect(nextStep(standing, -300)).toEqual({ ok: true, balanceFen: 0, seq: 5 })
    expect(nextStep(standing, -301)).toEqual({ ok: false, missingFen: 1 })
  })
  test('credit goes down to minus the granted limit', () => {
    const standing = { balanceFen: -2000, seq: 1, floorFen: -5000 }
    expect(nextStep(standing, -3000)).toEqual({ ok: true, balanceFen: -5000, seq: 2 })
    expect(nextStep(standing, -3600)).toEqual({ ok: false, missingFen: 600 })
  })
  test('below a lowered floor money may still come in', () => {
    const standing = { balanceFen: -900, seq: 1, floorFen: -500 }
    expect(nextStep(standing, 100)).toEqual({ ok: true, balanceFen: -800, seq: 2 })
    expect(nextStep(standing, -1)).toEqual({ ok: false, missingFen: 401 })
  })
  test('without a floor it may go below zero', () => {
    expect(nextStep({ balanceFen: 0, seq: 0, floorFen: null }, -7)).toMatchObject({
      balanceFen: -7,
    })
  })

  test('any sequence of steps: the balance is the sum of what was accepted', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 })), (amounts) => {
        let standing = { balanceFen: 0, seq: 0, floorFen: 0 }
        let sum = 0
        for (const amount of amounts) {
          const step = nextStep(standing, amount)
          if (step.ok) {
            sum += amount
            standing = { ...standing, balanceFen: step.balanceFen, seq: step.seq }
          }
        }
        expect(standing.balanceFen).toBe(sum)
        expect(sum).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 2_000 },
    )
  })
})
