import { addDays, dayStart, shanghaiDay } from '@xietong/domain/kernel/time'

export const spans = [
  { key: 'all', label: '全部时间' },
  { key: 'week', label: '近 7 天' },
  { key: 'month', label: '近 30 天' },
] as const
export type Span = (typeof spans)[number]['key']

const DAYS = { week: 6, month: 29 } as const

/** From the first moment of the span's first day in Beijing; nothing for all of the time. */
export function spanFilter(span: Span, now: number): { from?: string } {
  if (span === 'all') return {}
  return { from: dayStart(addDays(shanghaiDay(new Date(now)), -DAYS[span])).toISOString() }
}
