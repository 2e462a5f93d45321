import { type PickUpWindow, pickUpDayRefusal } from '../cards/season'
import { addDays } from '../kernel/time'

const LONGEST_CALENDAR_DAYS = 400

export interface PickUpDay {
  readonly day: string
  readonly state: 'free' | 'tight' | 'full' | 'closed'
  /** Empty on ordinary days. */
  readonly festival: string
  readonly left: number
}

export interface CalendarFacts {
  readonly window: PickUpWindow
  readonly today: string
  readonly capacity: number
  readonly booked: ReadonlyMap<string, number>
  /** Names of festivals by day; the server takes them from its holiday table. */
  readonly festivals: ReadonlyMap<string, string>
}

/** A day is tight when at most a tenth of its capacity is left. */
const TIGHT_PART = 10

/** The calendar from today (or the season's first day) to the season's last day. */
export function pickUpCalendar(facts: CalendarFacts): PickUpDay[] {
  const { window, today } = facts
  const days: PickUpDay[] = []
  let day = window.opensOn > today ? window.opensOn : today
  while (day <= window.closesOn && days.length < LONGEST_CALENDAR_DAYS) {
    days.push(calendarDay(facts, day))
    day = addDays(day, 1)
  }
  return days
}

function calendarDay(facts: CalendarFacts, day: string): PickUpDay {
  const left = Math.max(0, facts.capacity - (facts.booked.get(day) ?? 0))
  const festival = facts.festivals.get(day) ?? ''
  if (pickUpDayRefusal(facts.window, day) !== null) {
    return { day, state: 'closed', festival, left: 0 }
  }
  if (left === 0) {
    return { day, state: 'full', festival, left }
  }
  return { day, state: left * TIGHT_PART <= facts.capacity ? 'tight' : 'free', festival, left }
}
