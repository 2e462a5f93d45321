import { dayOf, enteredAs, monthStart, stateShown } from './follow-up'

const now = new Date('2026-09-30T17:00:00.000Z')
const before = new Date('2026-09-30T16:59:59.999Z')
const after = new Date('2026-09-30T17:00:00.001Z')

test('a result makes it done, a future time planned, a past time without result nothing', () => {
  expect(enteredAs({ at: after, result: '' }, now)).toBe('planned')
  expect(enteredAs({ at: before, result: '已报价' }, now)).toBe('done')
  expect(enteredAs({ at: after, result: '提前谈了' }, now)).toBe('done')
  expect(enteredAs({ at: before, result: '' }, now)).toBeNull()
})

test('a planned one is overdue as soon as its time has come', () => {
  expect(stateShown('planned', after, now)).toBe('planned')
  expect(stateShown('planned', now, now)).toBe('overdue')
  expect(stateShown('done', before, now)).toBe('done')
})

test('day and month are those of Shanghai', () => {
  expect(dayOf(now).from.toISOString()).toBe('2026-09-30T16:00:00.000Z')
  expect(dayOf(now).until.toISOString()).toBe('2026-10-01T16:00:00.000Z')
  expect(monthStart(now).toISOString()).toBe('2026-09-30T16:00:00.000Z')
})
