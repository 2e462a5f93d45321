import { formatPercent, formatYuan } from '@xietong/domain/kernel/money'
import { addDays, shanghaiDay, shanghaiTime } from '@xietong/domain/kernel/time'
import { serverNow } from '../api/clock'

// How figures, times and numbers are written in the console.

export const yuan = formatYuan
export const percent = formatPercent
/** Amounts that stand alone carry the sign. */
export const rmb = (fen: number) => `¥${formatYuan(fen)}`

export function whole(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

/** `1,208 单`, and `10,000+ 单` above the exact count. */
export function howMany(total: number, capped: boolean, unit: string): string {
  return capped ? `${whole(total)}+ ${unit}` : `${whole(total)} ${unit}`
}

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

export function weekday(day: string): string {
  return weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''
}

/** Today `15:42`; yesterday `昨天 21:37`; this year `9/21 10:08`; other years `2025/10/3 10:08`. */
export function timeWords(instant: string | null | undefined, now = serverNow()): string {
  if (!instant) {
    return '—'
  }
  const when = new Date(instant)
  const day = shanghaiDay(when)
  const today = shanghaiDay(now)
  if (day === today) {
    return shanghaiTime(when)
  }
  if (day === addDays(today, -1)) {
    return `昨天 ${shanghaiTime(when)}`
  }
  return `${dayWords(day, today)} ${shanghaiTime(when)}`
}

/** `9/21`, and `2025/10/3` for other years. */
export function dayWords(day: string | null | undefined, today = shanghaiDay(serverNow())): string {
  if (!day) {
    return '—'
  }
  const [year, month, date] = day.split('-')
  const short = `${Number(month)}/${Number(date)}`
  return year === today.slice(0, 4) ? short : `${year}/${short}`
}

/** 今天, 明天, 昨天 or the weekday. */
export function dayName(day: string, today = shanghaiDay(serverNow())): string {
  const names: Record<string, string> = {
    [today]: '今天',
    [addDays(today, 1)]: '明天',
    [addDays(today, -1)]: '昨天',
  }
  return names[day] ?? weekday(day)
}

/** The full instant, for tooltips and logs: `2026-09-22 15:42:08`. */
export function exactTime(instant: string): string {
  const when = new Date(instant)
  const seconds = String(when.getUTCSeconds()).padStart(2, '0')
  return `${shanghaiDay(when)} ${shanghaiTime(when)}:${seconds}`
}

/** `11 分钟`, `1 小时 29 分`, `3 天 2 小时`. */
export function durationWords(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  if (minutes < 60) {
    return `${minutes} 分钟`
  }
  const hours = Math.floor(minutes / 60)
  if (hours < 24) {
    return minutes % 60 === 0 ? `${hours} 小时` : `${hours} 小时 ${minutes % 60} 分`
  }
  const days = Math.floor(hours / 24)
  return hours % 24 === 0 ? `${days} 天` : `${days} 天 ${hours % 24} 小时`
}

/** One unit only, where there is little room: `11 分钟`, `5 小时`, `3 天`. */
export function shortSince(instant: string, now = serverNow()): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - new Date(instant).getTime()) / 60_000))
  if (minutes < 60) {
    return `${minutes} 分钟`
  }
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} 小时` : `${Math.floor(hours / 24)} 天`
}

export function sinceWords(instant: string, now = serverNow()): string {
  return durationWords(now.getTime() - new Date(instant).getTime())
}
