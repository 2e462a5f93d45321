import fc from 'fast-check'
import { appendUntil, averageTenths, bandOf, reviewBands, shownNickname } from './review'

test('4 and 5 stars are good, 3 medium, 1 and 2 bad', () => {
  expect([1, 2, 3, 4, 5].map(bandOf)).toEqual(['bad', 'bad', 'medium', 'good', 'good'])
  fc.assert(fc.property(fc.integer({ min: 1, max: 5 }), (n) => reviewBands.includes(bandOf(n))))
})

test('the average is rounded half up to a tenth and stays among the stars', () => {
  expect(averageTenths(13, 3)).toBe(43)
  expect(averageTenths(0, 0)).toBeNull()
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }), (scores) => {
      const stars = scores.reduce((sum, score) => sum + score, 0)
      const tenths = averageTenths(stars, scores.length) ?? 0
      expect(tenths).toBeGreaterThanOrEqual(10)
      expect(tenths).toBeLessThanOrEqual(50)
    }),
  )
})

test('thirty days to add something, and no more of a name than its first character', () => {
  const at = new Date('2026-09-22T02:00:00.000Z')
  expect(appendUntil(at).toISOString()).toBe('2026-10-22T02:00:00.000Z')
  expect(shownNickname('林晓月')).toBe('林**')
  expect(shownNickname('🦀蟹友')).toBe('🦀**')
})
