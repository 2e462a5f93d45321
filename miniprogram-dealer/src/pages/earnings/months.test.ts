import { monthOptions } from './months'

test('months run back over the turn of the year', () => {
  const [all, first, second] = monthOptions('2027-01-03')
  expect(all?.key).toBe('all')
  expect(first).toEqual({ key: '2027-01', label: '2027 年 1 月' })
  expect(second).toEqual({ key: '2026-12', label: '2026 年 12 月' })
  expect(monthOptions('2026-11-24').at(-1)?.key).toBe('2025-06')
})
