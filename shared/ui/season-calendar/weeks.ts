import { addDays } from '@xietong/domain/kernel/time'

export interface CalendarDay {
  readonly day: string
  readonly state: 'free' | 'tight' | 'full' | 'closed'
  readonly festival: string
}

/** Monday is 0. */
const weekdayOf = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

/**
 * Whole weeks from the Monday before the first day that can be chosen; weeks run on across months.
 * Days that the server did not name are closed.
 */
export function weeksOf(days: readonly CalendarDay[]): CalendarDay[][] {
  const known = new Map(days.map((entry) => [entry.day, entry]))
  const first = days.find((entry) => entry.state !== 'closed') ?? days[0]
  const last = days[days.length - 1]
  if (!first || !last) return []
  const start = addDays(first.day, -weekdayOf(first.day))
  const weeks: CalendarDay[][] = []
  for (let monday = start; monday <= last.day; monday = addDays(monday, 7)) {
    weeks.push(
      Array.from({ length: 7 }, (_, place) => {
        const day = addDays(monday, place)
        return known.get(day) ?? { day, state: 'closed', festival: '' }
      }),
    )
  }
  return weeks
}

/** `24`, and `10/1` for the first of a month. */
export function dayLabel(day: string): string {
  const [, month = '', date = ''] = day.split('-')
  return date === '01' ? `${Number(month)}/1` : String(Number(date))
}

/** The nearest day after (or before) one that has just filled. */
export function nearestFree(days: readonly CalendarDay[], wanted: string): string | null {
  const open = days.filter((entry) => entry.state === 'free' || entry.state === 'tight')
  const later = open.find((entry) => entry.day >= wanted)
  return later?.day ?? open[open.length - 1]?.day ?? null
}
