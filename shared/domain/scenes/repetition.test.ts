import fc from 'fast-check'
import { type KnownFinding, planRepetition } from './repetition'

const now = new Date('2026-10-20T17:00:00.000Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const open = (key: string, falseSince: Date | null = null): KnownFinding => ({
  key,
  taskOpen: true,
  endedAt: null,
  falseSince,
})
const ended = (key: string, days: number, falseSince: Date | null = null): KnownFinding => ({
  key,
  taskOpen: false,
  endedAt: daysAgo(days),
  falseSince,
})
const rule = { now, repeatDays: 7 }

test('an open task takes a repeated finding, a new key gets a task', () => {
  const plan = planRepetition([{ key: 'a' }, { key: 'b' }], [open('a')], rule)
  expect(plan.listed).toEqual([{ key: 'a' }])
  expect(plan.fresh).toEqual([{ key: 'b' }])
})

test('after the end a key waits for a false run or for the repeat interval', () => {
  const found = [{ key: 'a' }]
  expect(planRepetition(found, [ended('a', 1)], rule).skipped).toEqual(found)
  expect(planRepetition(found, [ended('a', 7)], rule).fresh).toEqual(found)
  expect(planRepetition(found, [ended('a', 1, daysAgo(2))], rule).fresh).toEqual(found)
  expect(planRepetition(found, [ended('a', 400)], { now, repeatDays: 0 }).skipped).toEqual(found)
})

test('a condition that is gone resolves its line, or is forgotten after the end', () => {
  const plan = planRepetition([], [open('a'), ended('b', 1)], rule)
  expect([plan.resolved, plan.forgotten]).toEqual([['a'], ['b']])
})

test('every finding is planned exactly once, and open tasks are never doubled', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const earlier = fc.record({
    key,
    taskOpen: fc.boolean(),
    endedAt: fc.constantFrom(null, daysAgo(1), daysAgo(30)),
    falseSince: fc.constantFrom(null, daysAgo(2)),
  })
  const keysOf = { selector: (one: { key: string }) => one.key }
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ key }), keysOf),
      fc.uniqueArray(earlier, keysOf),
      (found, known) => {
        const plan = planRepetition(found, known, rule)
        const planned = [...plan.fresh, ...plan.listed, ...plan.skipped].map((one) => one.key)
        expect(planned.sort()).toEqual(found.map((one) => one.key).sort())
        const openKeys = known.filter((one) => one.taskOpen).map((one) => one.key)
        expect(plan.fresh.filter((one) => openKeys.includes(one.key))).toEqual([])
      },
    ),
  )
})
