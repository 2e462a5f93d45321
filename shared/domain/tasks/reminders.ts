import { addDays, DAY_MS, HOUR_MS, plusMs, shanghaiDay, shanghaiInstant } from '../kernel/time'

export type ReminderKind = 'soon' | 'overdue' | 'escalated'

/** One thing that is said about a node at one moment; `number` counts within its kind from 0. */
export interface Reminder {
  readonly kind: ReminderKind
  readonly number: number
  readonly at: Date
}

/** Who is told that a node is late. Without accounts it is the superior of the node's handler. */
export interface Escalation {
  readonly accountIds: readonly string[]
  /** Hours between repetitions; null = told once, at once. */
  readonly everyHours: number | null
  /** How often it is repeated, 1 to 5. */
  readonly times: number
}

export interface NodeClock {
  readonly activatedAt: Date
  readonly dueAt: Date
  readonly escalation: Escalation | null
}

const OVERDUE_TIMES = 7
const OVERDUE_AT = '09:00'

/**
 * When a node is announced as soon due: 20% of its duration before the due time, at least 1 h and
 * at most 24 h; null for durations under 2 h. Source: CO-105.
 */
export function soonDueAt({ activatedAt, dueAt }: Omit<NodeClock, 'escalation'>): Date | null {
  const duration = dueAt.getTime() - activatedAt.getTime()
  if (duration < 2 * HOUR_MS) {
    return null
  }
  return plusMs(dueAt, -Math.min(Math.max(duration * 0.2, HOUR_MS), DAY_MS))
}

/** Overdue: at the due time, then daily at 09:00, seven times in all. Source: CO-106. */
function overdueAt(dueAt: Date): Date[] {
  const moments = [dueAt]
  for (let day = shanghaiDay(dueAt); moments.length < OVERDUE_TIMES; day = addDays(day, 1)) {
    const morning = shanghaiInstant(day, OVERDUE_AT)
    if (morning > dueAt) {
      moments.push(morning)
    }
  }
  return moments
}

function escalatedAt({ dueAt, escalation }: NodeClock): Date[] {
  if (!escalation) {
    return []
  }
  const { everyHours, times } = escalation
  const repeats = everyHours === null ? 0 : times
  return Array.from({ length: repeats + 1 }, (_, index) =>
    plusMs(dueAt, index * (everyHours ?? 0) * HOUR_MS),
  )
}

/** Everything that is said about a node while it is not done, in order of time (CO-068). */
export function remindersOf(clock: NodeClock): Reminder[] {
  const soon = soonDueAt(clock)
  const all: Reminder[] = [
    ...(soon ? [{ kind: 'soon' as const, number: 0, at: soon }] : []),
    ...overdueAt(clock.dueAt).map((at, number) => ({ kind: 'overdue' as const, number, at })),
    ...escalatedAt(clock).map((at, number) => ({ kind: 'escalated' as const, number, at })),
  ]
  return all.sort((one, other) => one.at.getTime() - other.at.getTime())
}

/**
 * What is to be said now and when to look again. After a pause only the newest of each kind is
 * said, and nothing is soon due that is due already.
 */
export function dueReminders(clock: NodeClock, now: Date): { due: Reminder[]; next: Date | null } {
  const all = remindersOf(clock)
  const past = all.filter(({ at }) => at <= now)
  const newest = new Map(past.map((one) => [one.kind, one]))
  if (clock.dueAt <= now) {
    newest.delete('soon')
  }
  return { due: [...newest.values()], next: all.find(({ at }) => at > now)?.at ?? null }
}
