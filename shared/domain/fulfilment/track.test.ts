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

test('what an older push tells for the first time is history and changes no state', () => {
  const next = nextTrack(track('signed', 1, 9), track('moving', 1, 5))
  expect(next?.state).toBe('signed')
  expect(next?.events.map((event) => event.at)).toEqual([at(9), at(5), at(1)])
  expect(next && nextTrack(next, track('moving', 1, 5))).toBeNull()
  const late = nextTrack(track('signed', 9), track('moving', 10))
  expect(late?.events.map((event) => event.at)).toEqual([at(10), at(9)])
  const earlier = nextTrack(track('delivering', 7), track('collected', 1))
  expect(earlier).toMatchObject({ state: 'delivering' })
  expect(earlier?.events).toHaveLength(2)
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
