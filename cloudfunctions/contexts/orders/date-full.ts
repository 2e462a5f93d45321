import { type Refusal, refuse } from '@xietong/domain/kernel/result'

/** The sentence names the day: 2026-10-01 → 10 月 1 日. */
export function dateFull(day: string): Refusal<'DATE_FULL'> {
  const date = `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8))} 日`
  return refuse('DATE_FULL', { date })
}
