import fc from 'fast-check'
import { dealerNo, serialOf } from './dealer-number'

test('a dealer number reads back as its serial, and a mistyped digit is none', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999 }), fc.nat(6), (serial, at) => {
      const number = dealerNo(serial)
      expect(serialOf(number)).toBe(serial)
      const wrong = `${number.slice(0, at)}${(Number(number[at]) + 1) % 10}${number.slice(at + 1)}`
      expect(serialOf(wrong)).toBeNull()
    }),
  )
  expect(serialOf('138')).toBeNull()
})
