import { DAY_MS } from '../kernel/time'

/** What is known about a finding of a scene from earlier runs. */
export interface KnownFinding {
  readonly key: string
  readonly taskOpen: boolean
  /** When its task ended; null while it is open. */
  readonly endedAt: Date | null
  /** Since when the condition has been false; null while it held at the last run. */
  readonly falseSince: Date | null
}

export interface RepetitionPlan<Found> {
  /** Findings that get a task. */
  readonly fresh: readonly Found[]
  /** Findings whose task is open: only its data is brought up to date. */
  readonly listed: readonly Found[]
  /** Findings whose task has ended too short a time ago. */
  readonly skipped: readonly Found[]
  /** Keys whose condition no longer holds and whose task is open: 条件已解除. */
  readonly resolved: readonly string[]
  /** Keys that need not be remembered: condition false, task ended. */
  readonly forgotten: readonly string[]
}

/**
 * The rule of repetition: a key with an open task makes no second one. After the end it makes one
 * again only if the condition was false in a run in between, or after the repeat interval (days,
 * 0 = never). Source: 80 "Deduplication", CO-071.
 */
export function planRepetition<Found extends { readonly key: string }>(
  found: readonly Found[],
  known: readonly KnownFinding[],
  { now, repeatDays }: { now: Date; repeatDays: number },
): RepetitionPlan<Found> {
  const byKey = new Map(known.map((one) => [one.key, one]))
  const foundKeys = new Set(found.map((one) => one.key))
  const again = ({ endedAt, falseSince }: KnownFinding) =>
    falseSince !== null ||
    (repeatDays > 0 && endedAt !== null && now.getTime() - endedAt.getTime() >= repeatDays * DAY_MS)
  const part = (keep: (earlier: KnownFinding | undefined) => boolean) =>
    found.filter((one) => keep(byKey.get(one.key)))
  const gone = known.filter((one) => !foundKeys.has(one.key))
  return {
    fresh: part((earlier) => !earlier || (!earlier.taskOpen && again(earlier))),
    listed: part((earlier) => earlier?.taskOpen === true),
    skipped: part((earlier) => earlier !== undefined && !earlier.taskOpen && !again(earlier)),
    resolved: gone.filter((one) => one.taskOpen).map((one) => one.key),
    forgotten: gone.filter((one) => !one.taskOpen).map((one) => one.key),
  }
}
