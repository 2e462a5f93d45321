import fc from 'fast-check'
import { nextTrack, type Track, trackStateOf, trackTime } from './track'

const at = (minute: number) => new Date(Date.UTC(2026, 8, 24, 0, minute))
const track = (state: string, ...minutes: number[]): Track => ({
  state,
  events: minutes.map((minute) => ({ at: at(minute), text: `第 ${minute} 分`, state })),
})

test('the states of the aggregator are mapped, also its finer codes', () => {
  const codes = ['0', '1', '2', '3', '4', '5', '6', '7', '14', '301', '501', '1001', '99']
  expect(codes.map(trackStateOf)).toEqual([
    'moving',
    'collected',
    'trouble',
    'signed',
    'returned',
    'delivering',
    'returned',
    'forwarded',
    'refused',
    'signed',
    'delivering',
    'moving',
    'moving',
  ])
})

test('a newer route replaces the stored one, newest line first', () => {
  const next = nextTrack(track('collected', 1), track('moving', 1, 5))
  expect(next?.state).toBe('moving')
  expect(next?.events.map((event) => event.at)).toEqual([at(5), at(1)])
})

test('the same or an older push changes nothing', () => {
  const stored = track('moving', 1, 5)
  expect(nextTrack(stored, track('moving', 1, 5))).toBeNull()
  expect(nextTrack(stored, track('collected', 1))).toBeNull()
  expect(nextTrack(stored, track('collected'))).toBeNull()
})

test('two events of one second are told apart by the length of the route', () => {
  expect(nextTrack(track('collected', 5), track('moving', 5, 5))?.state).toBe('moving')
  expect(nextTrack(track('moving', 5, 5), track('collected', 5))).toBeNull()
})

test('a late "on the way" leaves a signed parcel signed', () => {
  expect(nextTrack(track('signed', 9), track('moving', 9, 10))?.state).toBe('signed')
  expect(nextTrack(track('signed', 9), track('returned', 9, 10))?.state).toBe('returned')
})

test('in whatever order and however often pushes arrive, the newest route is kept', () => {
  const pushes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(pushes, (order) => {
      let stored = track('')
      for (const minute of order) {
        stored = nextTrack(stored, track('moving', minute)) ?? stored
      }
      expect(trackTime(stored)).toEqual(at(Math.max(...order)))
    }),
  )
})
