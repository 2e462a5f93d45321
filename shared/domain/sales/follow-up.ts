import { addDays, dayStart, shanghaiDay } from '../kernel/time'

/** What is stored. 已逾期 is read from the clock, so that it is never late and needs no sweep. */
export type StoredFollowUpState = 'planned' | 'done' | 'cancelled'
export type FollowUpState = StoredFollowUpState | 'overdue'

/**
 * The state in which a follow-up is entered (ST-006): done when it has a result, planned when it
 * lies ahead; null for a past contact without a result, which says nothing.
 */
export function enteredAs(
  { at, result }: { readonly at: Date; readonly result: string },
  now: Date,
): 'planned' | 'done' | null {
  if (result !== '') {
    return 'done'
  }
  return at > now ? 'planned' : null
}

export function stateShown(state: StoredFollowUpState, at: Date, now: Date): FollowUpState {
  return state === 'planned' && at <= now ? 'overdue' : state
}

/** The Shanghai day of an instant, from its first moment to the first of the next day. */
export function dayOf(now: Date): { readonly from: Date; readonly until: Date } {
  const today = shanghaiDay(now)
  return { from: dayStart(today), until: dayStart(addDays(today, 1)) }
}

/** The first moment of the calendar month in Shanghai: "new this month" counts from here. */
export function monthStart(now: Date): Date {
  return dayStart(`${shanghaiDay(now).slice(0, 7)}-01`)
}
