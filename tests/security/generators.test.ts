import { isCardNumber, newCardNumber, newCardSecret } from '@xietong/domain/cards/card-number'
import type { Random } from '@xietong/domain/kernel/random'
import { digitsOf } from '../../cloudfunctions/contexts/identity/sms-codes'
import { cryptoRandom } from '../../cloudfunctions/runtime/request-hash'
import { biasedRandom } from '../mutants/biased-random'

const CARDS = 60_000
const CODES = 20_000
/** Below this chi-square a true die would fall once in ten million runs of this whole file. */
const LIMIT = 60

/** Chi-square of digits against "each as often as the others", 9 degrees of freedom. */
function chiSquare(digits: string): number {
  const counts = Array.from({ length: 10 }, () => 0)
  for (const digit of digits) {
    counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1
  }
  const wanted = digits.length / 10
  return counts.reduce((sum, count) => sum + (count - wanted) ** 2 / wanted, 0)
}

/** The worst column of equally long texts, or all digits together where those are worse. */
function unevenness(texts: readonly string[]): number {
  const columns = Array.from(texts[0] ?? '', (_, at) => texts.map((text) => text[at]).join(''))
  return Math.max(...columns.map(chiSquare), chiSquare(texts.join('')))
}

const drawn = <Value>(count: number, make: () => Value) => Array.from({ length: count }, make)
const secretsOf = (random: Random) => drawn(CARDS, () => newCardSecret(random))

describe('I5 what is drawn cannot be guessed from what was drawn', () => {
  test('card numbers are valid, and rarely clash; secrets are even in every digit', () => {
    const numbers = drawn(CARDS, () => newCardNumber(cryptoRandom))
    expect(numbers.every(isCardNumber)).toBe(true)
    // 9 * 10^10 values: a clash among 60,000 has a chance of 2 %, six of less than 10^-12.
    expect(CARDS - new Set(numbers).size).toBeLessThan(6)
    // The first digit is never 0 and the last is a check digit.
    expect(unevenness(numbers.map((number) => number.slice(1, -1)))).toBeLessThan(LIMIT)
    const secrets = secretsOf(cryptoRandom)
    expect(CARDS - new Set(secrets).size).toBeLessThan(6)
    expect(unevenness(secrets)).toBeLessThan(LIMIT)
  })

  test('a number tells nothing of its secret', () => {
    const pairs = drawn(CODES, () => [newCardNumber(cryptoRandom), newCardSecret(cryptoRandom)])
    const differences = pairs.map(([number = '', secret = '']) =>
      Array.from(secret, (digit, at) => (10 + Number(digit) - Number(number[at])) % 10).join(''),
    )
    expect(unevenness(differences)).toBeLessThan(LIMIT)
  })

  test('SMS codes are even, and those of neighbours have nothing in common', () => {
    const deps = { config: { CODE_PEPPER: 'p'.repeat(32) } } as Parameters<typeof digitsOf>[0]
    const codes = drawn(CODES, () => digitsOf(deps, cryptoRandom.bytes(32)))
    expect(unevenness(codes)).toBeLessThan(LIMIT)
    const nonce = Buffer.alloc(32)
    const counted = drawn(CODES, () => {
      nonce.writeUInt32BE(nonce.readUInt32BE(0) + 1)
      return digitsOf(deps, nonce)
    })
    expect(unevenness(counted)).toBeLessThan(LIMIT)
  })

  test('tokens of sessions are 256 bits, even in every byte, never twice', () => {
    const tokens = drawn(CODES, () => Buffer.from(cryptoRandom.bytes(32)))
    expect(new Set(tokens.map((token) => token.toString('hex'))).size).toBe(CODES)
    for (const at of [0, 7, 15, 31]) {
      const counts = new Map<number, number>()
      for (const token of tokens) {
        counts.set(token[at] ?? 0, (counts.get(token[at] ?? 0) ?? 0) + 1)
      }
      const wanted = CODES / 256
      const chi = [...counts.values()].reduce((sum, n) => sum + (n - wanted) ** 2 / wanted, 0)
      // 255 degrees of freedom: mean 255, deviation 22.6.
      expect(chi).toBeLessThan(255 + 8 * 22.6)
      expect(counts.size).toBe(256)
    }
  })

  // Of 720,000 digits the bias brings about 260, with a deviation of 33.
  test('a planted bug is caught: a byte modulo ten', () => {
    expect(unevenness(secretsOf(biasedRandom))).toBeGreaterThan(LIMIT)
  })
})
