import fc from 'fast-check'
import { type DeliveryTiming, nextDeliveryOf, timingProblem } from './delivery-timing'

const next = (timing: Partial<DeliveryTiming>, from: string) =>
  nextDeliveryOf({ kind: 'default', times: [], days: [], ...timing }, new Date(from)).toISOString()

test('default is 08:00, at once is at once, by day the next of up to six times', () => {
  expect(next({}, '2026-10-11T17:00:00.000Z')).toBe('2026-10-12T00:00:00.000Z')
  expect(next({ kind: 'instant' }, '2026-10-11T17:05:00.000Z')).toBe('2026-10-11T17:05:00.000Z')
  const byDay = { kind: 'day' as const, times: ['17:30', '09:00'] }
  expect(next(byDay, '2026-10-12T00:00:00.000Z')).toBe('2026-10-12T01:00:00.000Z')
  expect(next(byDay, '2026-10-12T01:00:00.001Z')).toBe('2026-10-12T09:30:00.000Z')
  expect(next(byDay, '2026-10-12T10:00:00.000Z')).toBe('2026-10-13T01:00:00.000Z')
})

test('by week on its weekdays, by month on its days or on the last one', () => {
  // 2026-10-12 is a Monday.
  const weekly = { kind: 'week' as const, times: ['10:00'], days: [1, 4] }
  expect(next(weekly, '2026-10-12T02:00:00.000Z')).toBe('2026-10-12T02:00:00.000Z')
  expect(next(weekly, '2026-10-12T02:00:01.000Z')).toBe('2026-10-15T02:00:00.000Z')
  const sunday = { kind: 'week' as const, times: ['10:00'], days: [7] }
  expect(next(sunday, '2026-10-12T00:00:00.000Z')).toBe('2026-10-18T02:00:00.000Z')
  const monthly = { kind: 'month' as const, times: ['08:30'], days: [31] }
  expect(next(monthly, '2026-11-01T00:00:00.000Z')).toBe('2026-12-31T00:30:00.000Z')
  const last = { kind: 'month' as const, times: ['08:30'], days: [0] }
  expect(next(last, '2027-02-02T00:00:00.000Z')).toBe('2027-02-28T00:30:00.000Z')
})

test('what does not fit is said in words', () => {
  const problem = (timing: Partial<DeliveryTiming>, frequency: 'daily' | 'hourly' = 'daily') =>
    timingProblem({ kind: 'default', times: [], days: [], ...timing }, frequency)
  expect(problem({ kind: 'instant' })).toBe('只有每小时统计的场景可以即时通知')
  expect(problem({ kind: 'instant' }, 'hourly')).toBeNull()
  expect(problem({ kind: 'day' })).toBe('请选择通知时间')
  expect(problem({ kind: 'week', times: ['08:00'], days: [0] })).toBe('请选择星期')
  expect(problem({ kind: 'month', times: ['08:00'], days: [] })).toBe('请选择日期')
  expect(problem({ kind: 'week', times: ['08:00', '09:00'], days: [1] })).toContain('一个时间')
  expect(problem({ kind: 'month', times: ['08:00'], days: [0, 31] })).toBeNull()
})

test('every right timing comes, never in the past', () => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
  const range = { min: new Date('2026-01-01'), max: new Date('2031-01-01'), noInvalidDate: true }
  const days = fc.array(fc.integer({ min: 0, max: 31 }), { minLength: 1, maxLength: 5 })
  const kind = fc.constantFrom(
    'default' as const,
    'day' as const,
    'week' as const,
    'month' as const,
  )
  fc.assert(
    fc.property(fc.date(range), kind, time, days, (from, one, at, chosen) => {
      const timing = { kind: one, times: [at], days: one === 'week' ? [7] : chosen }
      expect(nextDeliveryOf(timing, from).getTime()).toBeGreaterThanOrEqual(from.getTime())
    }),
  )
})
