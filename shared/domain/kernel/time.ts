/** Business days are Asia/Shanghai, which has no daylight saving: UTC+8 all year. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** The Shanghai calendar day of an instant, `2026-09-24`. */
export function shanghaiDay(instant: Date): string {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10)
}

/** The instant at which a Shanghai day begins. */
export function dayStart(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - SHANGHAI_OFFSET_MS)
}

/** The Shanghai wall clock of an instant as `HH:mm`. */
export function shanghaiTime(instant: Date): string {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(11, 16)
}

/** The instant of `HH:mm` on a Shanghai day. */
export function shanghaiInstant(day: string, time: string): Date {
  const [hours = '0', minutes = '0'] = time.split(':')
  return new Date(dayStart(day).getTime() + Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS)
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

export function plusMs(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms)
}
