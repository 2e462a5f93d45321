import { mayMove } from '../kernel/state-machine'
import { isCardNumber, maskCardNumber, newCardNumber, newCardSecret } from './card-number'
import { type CardToRedeem, redeemRefusal } from './redeemable'
import { cardMachine } from './states'

function seeded(seed: number) {
  let state = seed
  return {
    bytes: (count: number) => new Uint8Array(count),
    below: (below: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return state % below
    },
  }
}

describe('numbers and secrets', () => {
  test('a number has 12 digits, does not begin with 0 and carries a check digit', () => {
    const random = seeded(7)
    for (let round = 0; round < 1_000; round++) {
      const number = newCardNumber(random)
      expect(number).toMatch(/^[1-9]\d{11}$/)
      expect(isCardNumber(number)).toBe(true)
      const wrong = (Number(number[5]) + 1) % 10
      expect(isCardNumber(number.slice(0, 5) + wrong + number.slice(6))).toBe(false)
    }
  })

  test('a secret has 12 digits; the mask keeps four at each end', () => {
    expect(newCardSecret(seeded(3))).toMatch(/^\d{12}$/)
    expect(maskCardNumber('602318847714')).toBe('6023****7714')
  })
})

describe('states', () => {
  test('void is final and an activated card never becomes inactive', () => {
    expect(mayMove(cardMachine, 'void', 'active')).toBe(false)
    expect(mayMove(cardMachine, 'active', 'inactive')).toBe(false)
    expect(mayMove(cardMachine, 'used', 'void')).toBe(false)
    expect(mayMove(cardMachine, 'used', 'active')).toBe(true)
  })
})

describe('why cards cannot be redeemed', () => {
  const card: CardToRedeem = { state: 'active', locked: false, productId: 'a', memberId: 'm' }

  test('usable cards of one product and holder can', () => {
    expect(redeemRefusal([card, card])).toBeNull()
  })

  test('the first reason in the declared order is answered', () => {
    const all: CardToRedeem[] = [
      { ...card, locked: true },
      { ...card, state: 'inactive' },
      { ...card, state: 'used' },
      { ...card, state: 'void' },
      { ...card, productId: 'b' },
    ]
    const reasons = all.map((_, index) => redeemRefusal(all.slice(0, index + 1)))
    expect(reasons).toEqual([
      'CARD_LOCKED',
      'CARD_NOT_ACTIVE',
      'CARD_USED',
      'CARD_VOID',
      'MIXED_CARDS',
    ])
    expect(redeemRefusal([card, { ...card, memberId: 'n' }])).toBe('MIXED_CARDS')
  })
})
