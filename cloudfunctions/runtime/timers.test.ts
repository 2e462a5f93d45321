import { nextPlanned, type Timer } from './timers'

const run = async () => undefined
const daily: Timer = { name: 'daily', dailyAt: '01:00', run }
const hourly: Timer = { name: 'hourly', hourlyAtMinute: 5, run }

describe('planned moments', () => {
  test.each([
    ['before 01:00 in Shanghai', '2026-09-21T16:30:00.000Z', '2026-09-21T17:00:00.000Z'],
    ['exactly at 01:00', '2026-09-21T17:00:00.000Z', '2026-09-22T17:00:00.000Z'],
    ['in the afternoon', '2026-09-22T07:42:00.000Z', '2026-09-22T17:00:00.000Z'],
  ])('a daily timer, %s', (_when, from, expected) => {
    expect(nextPlanned(daily, new Date(from)).toISOString()).toBe(expected)
  })

  test.each([
    ['2026-09-22T07:04:59.999Z', '2026-09-22T07:05:00.000Z'],
    ['2026-09-22T07:05:00.000Z', '2026-09-22T08:05:00.000Z'],
    ['2026-09-22T15:59:00.000Z', '2026-09-22T16:05:00.000Z'],
  ])('an hourly timer after %s runs at %s', (from, expected) => {
    expect(nextPlanned(hourly, new Date(from)).toISOString()).toBe(expected)
  })

  test('a timer of seconds counts from the last start', () => {
    const timer: Timer = { name: 'often', everySeconds: 30, run }
    expect(nextPlanned(timer, new Date('2026-09-22T07:00:00.000Z')).toISOString()).toBe(
      '2026-09-22T07:00:30.000Z',
    )
  })
})
