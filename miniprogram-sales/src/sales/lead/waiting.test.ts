import { waitingOf } from './waiting'

const followUp = (id: string, at: string, state: 'planned' | 'overdue' | 'done' | 'cancelled') => ({
  id,
  at,
  state,
  form: '电话',
  note: '',
  result: '',
  byName: '周思远',
  pictureUrls: [],
  supplements: [],
})

test('the result belongs to what is longest due, never to what is done or cancelled', () => {
  const done = followUp('a', '2026-09-01T02:00:00.000Z', 'done')
  const cancelled = followUp('b', '2026-09-02T02:00:00.000Z', 'cancelled')
  const late = followUp('c', '2026-09-10T02:00:00.000Z', 'overdue')
  const next = followUp('d', '2026-09-20T02:00:00.000Z', 'planned')
  expect(waitingOf({ followUps: [next, late, cancelled, done] })?.id).toBe('c')
  expect(waitingOf({ followUps: [next, done] })?.id).toBe('d')
  expect(waitingOf({ followUps: [done, cancelled] })).toBeUndefined()
})
