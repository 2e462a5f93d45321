import fc from 'fast-check'
import { DAY_MS, HOUR_MS, plusMs } from '../kernel/time'
import { dueReminders, remindersOf, soonDueAt } from './reminders'

const activatedAt = new Date('2026-10-12T00:00:00.000Z')
const lasting = (hours: number) => ({ activatedAt, dueAt: plusMs(activatedAt, hours * HOUR_MS) })
const hoursBefore = (hours: number) => {
  const at = soonDueAt(lasting(hours))
  return at && (lasting(hours).dueAt.getTime() - at.getTime()) / HOUR_MS
}

test('soon due: 10 hours give 2 hours before, 10 days give 24 hours, under 2 hours nothing', () => {
  expect([10, 240, 2, 4, 1].map(hoursBefore)).toEqual([2, 24, 1, 1, null])
})

test('overdue: at the due time, then at 09:00 of Shanghai, seven times in all', () => {
  const clock = { ...lasting(0), activatedAt, escalation: null }
  const at = remindersOf(clock).map((one) => one.at.toISOString())
  expect(at).toHaveLength(7)
  expect(at.slice(0, 3)).toEqual([
    '2026-10-12T00:00:00.000Z',
    '2026-10-12T01:00:00.000Z',
    '2026-10-13T01:00:00.000Z',
  ])
})

test('escalation: at once and every N hours, at most as often as chosen', () => {
  const escalation = { accountIds: [], everyHours: 24, times: 3 }
  const of = (more: object) =>
    remindersOf({ ...lasting(10), escalation: { ...escalation, ...more } }).filter(
      ({ kind }) => kind === 'escalated',
    )
  expect(of({})).toHaveLength(4)
  expect(of({ everyHours: null })).toHaveLength(1)
  expect(of({})[1]?.at).toEqual(plusMs(lasting(10).dueAt, DAY_MS))
})

test('looked at ever so often, every kind is said in order and nothing is left at the end', () => {
  const escalation = { accountIds: [], everyHours: 6, times: 5 }
  const steps = fc.array(fc.integer({ min: 1, max: 30 * HOUR_MS }), { maxLength: 60 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), steps, (hours, gaps) => {
      const clock = { ...lasting(hours), escalation }
      const told = new Set<string>()
      let now = activatedAt
      for (const gap of gaps) {
        now = plusMs(now, gap)
        const { due, next } = dueReminders(clock, now)
        for (const one of due) {
          expect(one.at <= now).toBe(true)
          told.add(`${one.kind}${one.number}`)
        }
        expect(next === null || next > now).toBe(true)
      }
      expect(told.size).toBeLessThanOrEqual(14)
      expect(dueReminders(clock, plusMs(clock.dueAt, 30 * DAY_MS)).next).toBeNull()
    }),
  )
})
