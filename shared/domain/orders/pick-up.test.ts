import { pickUpDayRefusal, pickUpWindow } from '../cards/season'
import { pickUpCalendar } from './pick-up'

const season = { opensOn: '2026-09-20', closesOn: '2026-12-20', leadDays: 3 }

describe('the window of a season', () => {
  test('before it opens nothing can be submitted; the season is still shown', () => {
    const window = pickUpWindow(season, '2026-09-01')
    expect(window).toMatchObject({ inSeason: false, earliest: '2026-09-20' })
    expect(pickUpDayRefusal(window, '2026-09-25')).toBe('OUT_OF_SEASON')
  })

  test('inside, the first day is lead days ahead and the last is the season end', () => {
    const window = pickUpWindow(season, '2026-09-22')
    expect(window.earliest).toBe('2026-09-25')
    expect(pickUpDayRefusal(window, '2026-09-24')).toBe('DATE_NOT_OFFERED')
    expect(pickUpDayRefusal(window, '2026-09-25')).toBeNull()
    expect(pickUpDayRefusal(window, '2026-12-20')).toBeNull()
    expect(pickUpDayRefusal(window, '2026-12-21')).toBe('DATE_NOT_OFFERED')
  })

  test('closed is out of season; a card without season is good all year', () => {
    expect(pickUpDayRefusal(pickUpWindow(season, '2026-12-21'), '2026-12-21')).toBe('OUT_OF_SEASON')
    const always = pickUpWindow(null, '2026-02-01')
    expect(pickUpDayRefusal(always, '2026-02-01')).toBe('DATE_NOT_OFFERED')
    expect(pickUpDayRefusal(always, '2026-02-02')).toBeNull()
    expect(pickUpDayRefusal(always, '2026-04-03')).toBe('DATE_NOT_OFFERED')
  })
})

describe('the calendar', () => {
  const today = '2026-09-22'
  const days = pickUpCalendar({
    window: pickUpWindow(season, today),
    today,
    capacity: 10,
    booked: new Map([
      ['2026-09-25', 10],
      ['2026-09-26', 9],
      ['2026-09-27', 8],
    ]),
    festivals: new Map([['2026-09-25', '中秋']]),
  })
  const of = (day: string) => days.find((one) => one.day === day)

  test('runs from today to the end of the season', () => {
    expect(days[0]?.day).toBe(today)
    expect(days.at(-1)?.day).toBe('2026-12-20')
  })

  test('says what is closed, full, tight and free, and names festivals', () => {
    expect(of('2026-09-24')).toEqual({ day: '2026-09-24', state: 'closed', festival: '', left: 0 })
    expect(of('2026-09-25')).toEqual({
      day: '2026-09-25',
      state: 'full',
      festival: '中秋',
      left: 0,
    })
    expect(of('2026-09-26')).toMatchObject({ state: 'tight', left: 1 })
    expect(of('2026-09-27')).toMatchObject({ state: 'free', left: 2 })
  })

  test('before the season every day is closed', () => {
    const early = pickUpCalendar({
      window: pickUpWindow(season, '2026-08-01'),
      today: '2026-08-01',
      capacity: 10,
      booked: new Map(),
      festivals: new Map(),
    })
    expect(early[0]?.day).toBe('2026-09-20')
    expect(new Set(early.map((day) => day.state))).toEqual(new Set(['closed']))
  })
})
