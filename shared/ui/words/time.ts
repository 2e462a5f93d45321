import {
  addDays,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  shanghaiDay,
  shanghaiTime,
} from '@xietong/domain/kernel/time'

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const

/** `9 月 24 日`, with the year when it is another one. Days are `2026-09-24`. */
export function dayWords(day: string, today?: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  const words = `${Number(month)} 月 ${Number(date)} 日`
  return today && !today.startsWith(year) ? `${year} 年 ${words}` : words
}

/** `2027 年 9 月 22 日`, where the year is what the reader wants to know. */
export const yearDayWords = (day: string): string => `${day.slice(0, 4)} 年 ${dayWords(day)}`

/** `9/24`, for narrow places. */
export function dayShort(day: string): string {
  const [, month = '', date = ''] = day.split('-')
  return `${Number(month)}/${Number(date)}`
}

export function weekday(day: string): string {
  return WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''
}

/** `今天 21:46`, `明天 10:30`, `9 月 16 日 09:41`, else with the year. Beijing time. */
export function when(instant: string, nowMs: number): string {
  const at = new Date(instant)
  const day = shanghaiDay(at)
  const today = shanghaiDay(new Date(nowMs))
  const time = shanghaiTime(at)
  if (day === today) return `今天 ${time}`
  if (day === addDays(today, 1)) return `明天 ${time}`
  if (day === addDays(today, -1)) return `昨天 ${time}`
  return `${dayWords(day, today)} ${time}`
}

const two = (value: number) => String(value).padStart(2, '0')

/** What is left: `9 天 16 小时` above a day, `21:14:05` below; null when it is over. */
export function timeLeft(until: string, nowMs: number): string | null {
  const left = Date.parse(until) - nowMs
  if (left <= 0) return null
  const hours = Math.floor(left / HOUR_MS)
  if (left >= DAY_MS) return `${Math.floor(left / DAY_MS)} 天 ${hours % 24} 小时`
  const minutes = Math.floor((left % HOUR_MS) / MINUTE_MS)
  return `${two(hours)}:${two(minutes)}:${two(Math.floor((left % MINUTE_MS) / 1_000))}`
}

export const today = (nowMs: number): string => shanghaiDay(new Date(nowMs))
/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}
