import { type CalendarDay, dayLabel, nearestFree, weeksOf } from './weeks'

const day = (text: string, state: CalendarDay['state'] = 'free'): CalendarDay => ({
  day: text,
  state,
  festival: '',
})

test('weeks start on the Monday before the first open day and run on across months', () => {
  const weeks = weeksOf([
    day('2026-09-22', 'closed'),
    day('2026-09-24'),
    day('2026-09-25', 'full'),
    day('2026-10-03', 'tight'),
  ])
  expect(weeks.map((week) => week[0]?.day)).toEqual(['2026-09-21', '2026-09-28'])
  expect(weeks[0]?.[0]?.state).toBe('closed')
  expect(weeks[1]?.[5]).toEqual(day('2026-10-03', 'tight'))
})

test('the first of a month names its month', () => {
  expect([dayLabel('2026-10-01'), dayLabel('2026-10-02')]).toEqual(['10/1', '2'])
})

test('after a day has filled the nearest open day is offered', () => {
  const days = [day('2026-09-23'), day('2026-09-24', 'full'), day('2026-09-26', 'tight')]
  expect(nearestFree(days, '2026-09-24')).toBe('2026-09-26')
  expect(nearestFree(days, '2026-10-01')).toBe('2026-09-26')
  expect(nearestFree([day('2026-09-24', 'full')], '2026-09-24')).toBeNull()
})
