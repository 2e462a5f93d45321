import { spanFilter } from './added-in'

test('a span of seven days begins with the first moment of its first day in Beijing', () => {
  const now = Date.parse('2026-10-12T17:30:00.000Z')
  expect(spanFilter('all', now)).toEqual({})
  expect(spanFilter('week', now)).toEqual({ from: '2026-10-06T16:00:00.000Z' })
  expect(spanFilter('month', now)).toEqual({ from: '2026-09-13T16:00:00.000Z' })
})
