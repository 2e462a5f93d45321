import { openSeason, pickUpDayRefusal, pickUpWindow, seasonOn, seasonState } from '../cards/season'
import { shanghaiInstant } from '../kernel/time'
import { pickUpCalendar } from './pick-up'

const season = { opensOn: '2026-09-20', closesOn: '2026-12-20', leadDays: 3 }

/** Noon of a day, before the cut-off. */
const at = (day: string, time = '12:00') => ({
  now: shanghaiInstant(day, time),
  cutOff: '16:00',
  leadDays: 1,
})

describe('the window of a season', () => {
  test('before it opens nothing can be submitted; the season is still shown', () => {
    const window = pickUpWindow(season, at('2026-09-01'))
    expect(window).toMatchObject({ inSeason: false, earliest: '2026-09-20' })
    expect(pickUpDayRefusal(window, '2026-09-25')).toBe('OUT_OF_SEASON')
  })

  test('inside, the first day is lead days ahead and the last is the season end', () => {
    const window = pickUpWindow(season, at('2026-09-22'))
    expect(window.earliest).toBe('2026-09-25')
    expect(pickUpDayRefusal(window, '2026-09-24')).toBe('DATE_NOT_OFFERED')
    expect(pickUpDayRefusal(window, '2026-09-25')).toBeNull()
    expect(pickUpDayRefusal(window, '2026-12-20')).toBeNull()
    expect(pickUpDayRefusal(window, '2026-12-21')).toBe('DATE_NOT_OFFERED')
  })

  test('from the cut-off on the earliest day is one later, in a season and all year', () => {
    const earliest = (time: string) => [
      pickUpWindow(season, at('2026-09-22', time)).earliest,
      pickUpWindow(null, at('2026-09-22', time)).earliest,
    ]
    expect(earliest('15:59')).toEqual(['2026-09-25', '2026-09-23'])
    expect(earliest('16:00')).toEqual(['2026-09-26', '2026-09-24'])
  })

  test('closed is out of season; a card without season is good all year', () => {
    expect(pickUpDayRefusal(pickUpWindow(season, at('2026-12-21')), '2026-12-21')).toBe(
      'OUT_OF_SEASON',
    )
    const always = pickUpWindow(null, at('2026-02-01'))
    expect(pickUpDayRefusal(always, '2026-02-01')).toBe('DATE_NOT_OFFERED')
    expect(pickUpDayRefusal(always, '2026-02-02')).toBeNull()
    expect(pickUpDayRefusal(always, '2026-04-03')).toBe('DATE_NOT_OFFERED')
  })
})

describe('the next season', () => {
  const next = { opensOn: '2027-09-22', closesOn: '2027-12-10', leadDays: 2 }
  const opened = { season, nextSeason: next }

  test('counts as soon as the first is over', () => {
    expect(seasonOn(opened, '2026-12-20')).toBe(season)
    expect(seasonOn(opened, '2026-12-21')).toBe(next)
    expect(seasonOn({ season, nextSeason: null }, '2026-12-21')).toBe(season)
    expect(seasonState(season, '2026-12-21')).toBe('over')
    expect(seasonState(next, '2026-12-21')).toBe('before')
    expect(seasonState(null, '2026-12-21')).toBe('open')
  })

  test('lies after the one it follows; one that runs moves up, one that has not begun gives way', () => {
    const first = { season, nextSeason: null }
    expect(openSeason(first, next, '2026-11-01')).toEqual(opened)
    const later = { ...next, opensOn: '2027-09-25' }
    expect(openSeason(opened, later, '2027-01-01')).toEqual({ season, nextSeason: later })
    const third = { opensOn: '2028-09-20', closesOn: '2028-12-10', leadDays: 2 }
    expect(openSeason(opened, third, '2027-10-01')).toEqual({ season: next, nextSeason: third })
    expect(openSeason(first, { ...next, opensOn: '2026-12-20' }, '2026-11-01')).toMatch('收季之后')
    expect(openSeason(first, { ...next, closesOn: '2027-09-01' }, '2026-11-01')).toMatch('早于')
    expect(openSeason(first, next, '2028-01-01')).toBe('收季日已过')
    expect(openSeason({ season: null, nextSeason: null }, next, '2026-11-01')).toMatch('全年')
  })
})

describe('the calendar', () => {
  const today = '2026-09-22'
  const days = pickUpCalendar({
    window: pickUpWindow(season, at(today)),
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
      window: pickUpWindow(season, at('2026-08-01')),
      today: '2026-08-01',
      capacity: 10,
      booked: new Map(),
      festivals: new Map(),
    })
    expect(early[0]?.day).toBe('2026-09-20')
    expect(new Set(early.map((day) => day.state))).toEqual(new Set(['closed']))
  })
})
