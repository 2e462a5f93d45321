import { addDays, shanghaiDay, shanghaiInstant } from '../kernel/time'

/**
 * When found matches are told (CO-065). `days` are weekdays 1 (Monday) to 7 for `week`, days of the
 * month 1 to 31 or 0 (the last one) for `month`, and empty otherwise.
 */
export interface DeliveryTiming {
  readonly kind: 'default' | 'instant' | 'day' | 'week' | 'month'
  /** `HH:mm` of Shanghai; empty for `default` and `instant`. */
  readonly times: readonly string[]
  readonly days: readonly number[]
}

export const DEFAULT_TIME = '08:00'
/** A month has no 31st and no 30th at most twice in a row: two months reach every chosen day. */
const HORIZON_DAYS = 63

/** What is wrong with a timing, in words for the form; null when it is right. */
export function timingProblem(
  { kind, times, days }: DeliveryTiming,
  frequency: 'daily' | 'hourly',
): string | null {
  if (kind === 'instant') {
    return frequency === 'hourly' ? null : '只有每小时统计的场景可以即时通知'
  }
  if (kind === 'default') {
    return null
  }
  if (times.length === 0) {
    return '请选择通知时间'
  }
  if (kind === 'day') {
    return null
  }
  if (times.length > 1) {
    return '按周或按月只能选一个时间'
  }
  const [least, most] = kind === 'week' ? [1, 7] : [0, 31]
  const fitting = days.length > 0 && days.every((day) => day >= least && day <= most)
  return fitting ? null : kind === 'week' ? '请选择星期' : '请选择日期'
}

function holds({ kind, days }: DeliveryTiming, day: string): boolean {
  if (kind === 'week') {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
    return days.includes(weekday)
  }
  if (kind === 'month') {
    const isLast = addDays(day, 1).endsWith('-01')
    return days.includes(Number(day.slice(8))) || (isLast && days.includes(0))
  }
  return true
}

/** The next moment of a timing at or after an instant. */
export function nextDeliveryOf(timing: DeliveryTiming, from: Date): Date {
  if (timing.kind === 'instant') {
    return from
  }
  const times = timing.times.length > 0 ? [...timing.times].sort() : [DEFAULT_TIME]
  const today = shanghaiDay(from)
  for (let ahead = 0; ahead <= HORIZON_DAYS; ahead++) {
    const day = addDays(today, ahead)
    const moments = holds(timing, day) ? times.map((time) => shanghaiInstant(day, time)) : []
    const next = moments.find((moment) => moment >= from)
    if (next) {
      return next
    }
  }
  throw new Error(`timing never comes: ${JSON.stringify(timing)}`)
}
