import fc from 'fast-check'
import { hasRightCheckDigit } from '../kernel/check-digit'
import { noteNumber, phoneForStore, splitLines } from './notes'

test('a note number carries the day, the running number and a check digit', () => {
  const number = noteNumber('2026-09-22', 17)
  expect(number).toMatch(/^FH260922000001\d\d$/)
  expect(hasRightCheckDigit(number.slice(2))).toBe(true)
})

test("the recipient's phone is masked from 30 days after completion on", () => {
  const completed = new Date('2026-09-01T00:00:00Z')
  const almost = new Date('2026-09-30T23:59:59Z')
  expect(phoneForStore('13812342207', null, almost)).toBe('13812342207')
  expect(phoneForStore('13812342207', completed, almost)).toBe('13812342207')
  expect(phoneForStore('13812342207', completed, new Date('2026-10-01T00:00:00Z'))).toBe(
    '138****2207',
  )
})

test('more than is open, an unknown line or a line named twice is refused', () => {
  const open = [{ lineId: 'a', quantity: 2 }]
  expect(splitLines(open, [{ lineId: 'a', quantity: 3 }])).toBeNull()
  expect(splitLines(open, [{ lineId: 'b', quantity: 1 }])).toBeNull()
  expect(
    splitLines(open, [
      { lineId: 'a', quantity: 1 },
      { lineId: 'a', quantity: 1 },
    ]),
  ).toBeNull()
})

test('now and rest always make up what was open', () => {
  const quantities = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(quantities, fc.infiniteStream(fc.nat(50)), (all, parts) => {
      const open = all.map((quantity, index) => ({ lineId: String(index), quantity }))
      const wanted = open
        .map((line) => ({ ...line, quantity: Math.min(line.quantity, Number(parts.next().value)) }))
        .filter(({ quantity }) => quantity > 0)
      const split = splitLines(open, wanted)
      const sum = (lines: readonly { quantity: number }[] = []) =>
        lines.reduce((total, { quantity }) => total + quantity, 0)
      expect(sum(split?.now) + sum(split?.rest)).toBe(sum(open))
    }),
  )
})
