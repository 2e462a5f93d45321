import fc from 'fast-check'
import { nextDelivery, nodeDueAt } from './timing'

test('a match of the night run is delivered at 08:00, one found later the next day', () => {
  const at = (text: string) => nextDelivery(new Date(text), '08:00').toISOString()
  expect(at('2026-10-11T17:00:00.000Z')).toBe('2026-10-12T00:00:00.000Z')
  expect(at('2026-10-12T00:00:00.000Z')).toBe('2026-10-12T00:00:00.000Z')
  expect(at('2026-10-12T00:00:00.001Z')).toBe('2026-10-13T00:00:00.000Z')
})

test('two days from 2026-10-12 08:00 end on 2026-10-14 at 08:00', () => {
  const delivered = new Date('2026-10-12T00:00:00.000Z')
  expect(nodeDueAt(delivered, 48).toISOString()).toBe('2026-10-14T00:00:00.000Z')
})

test('a delivery is never in the past and at most a day away', () => {
  const moment = fc.date({
    min: new Date('2026-01-01'),
    max: new Date('2030-01-01'),
    noInvalidDate: true,
  })
  const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  fc.assert(
    fc.property(moment, time, (from, [hours, minutes]) => {
      const text = `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
      const wait = nextDelivery(from, text).getTime() - from.getTime()
      expect(wait).toBeGreaterThanOrEqual(0)
      expect(wait).toBeLessThan(86_400_000)
    }),
  )
})
