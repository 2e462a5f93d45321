import {
  addDays,
  dayStart,
  HOUR_MS,
  MINUTE_MS,
  shanghaiDay,
  shanghaiInstant,
} from '@xietong/domain/kernel/time'
import { sql } from 'kysely'
import type { Deps } from './context'

interface TimerBase {
  readonly name: string
  /** A sweep over data: idempotent, in batches, each batch its own short transaction. */
  run(deps: Deps, plannedAt: Date): Promise<void>
}
export type Timer = TimerBase &
  (
    | { readonly everySeconds: number }
    | { readonly dailyAt: string }
    | { readonly hourlyAtMinute: number }
  )

/** The first planned moment after `from`; days and hours are those of Asia/Shanghai. */
export function nextPlanned(timer: Timer, from: Date): Date {
  if ('everySeconds' in timer) {
    return new Date(from.getTime() + timer.everySeconds * 1_000)
  }
  if ('dailyAt' in timer) {
    const today = shanghaiInstant(shanghaiDay(from), timer.dailyAt)
    return today > from ? today : shanghaiInstant(addDays(shanghaiDay(from), 1), timer.dailyAt)
  }
  const midnight = dayStart(shanghaiDay(from)).getTime()
  const hours = Math.floor((from.getTime() - midnight) / HOUR_MS)
  const inHour = new Date(midnight + hours * HOUR_MS + timer.hourlyAtMinute * MINUTE_MS)
  return inHour > from ? inHour : new Date(inHour.getTime() + HOUR_MS)
}

const LEASE_MS = 5 * MINUTE_MS

interface TimerRow {
  next_at: Date
}

/**
 * Runs every timer that is due, once. A missed moment is made up by one run at the next opportunity
 * (CO-072). The lease lets another instance take over when this one dies half way.
 */
export async function runDueTimers(deps: Deps, timers: readonly Timer[]): Promise<string[]> {
  const ran: string[] = []
  await ensureRows(deps, timers)
  const due = await sql<{ name: string }>`
    select name from runtime.timer
    where next_at <= ${deps.now()} and (lease_until is null or lease_until <= ${deps.now()})
    order by next_at`.execute(deps.db)
  const byName = new Map(timers.map((timer) => [timer.name, timer]))
  for (const { name } of due.rows) {
    const timer = byName.get(name)
    if (timer && (await runClaimed(deps, timer))) {
      ran.push(name)
    }
  }
  return ran
}

async function ensureRows(deps: Deps, timers: readonly Timer[]): Promise<void> {
  const names = timers.map((timer) => timer.name)
  const first = timers.map((timer) =>
    'everySeconds' in timer ? deps.now() : nextPlanned(timer, deps.now()),
  )
  await sql`
    insert into runtime.timer (name, next_at)
    select * from unnest(${names}::text[], ${first}::timestamptz[])
    on conflict (name) do nothing`.execute(deps.db)
}

async function runClaimed(deps: Deps, timer: Timer): Promise<boolean> {
  const now = deps.now()
  const claimed = await sql<TimerRow>`
    update runtime.timer
    set lease_until = ${new Date(now.getTime() + LEASE_MS)}, last_started_at = ${now}
    where name = ${timer.name} and next_at <= ${now}
      and (lease_until is null or lease_until <= ${now})
    returning next_at`.execute(deps.db)
  const row = claimed.rows[0]
  if (!row) {
    return false
  }
  const failure = await attempt(deps, timer, row.next_at)
  await sql`
    update runtime.timer
    set next_at = ${nextPlanned(timer, now)}, lease_until = null, last_ended_at = ${deps.now()},
        last_error = ${failure}
    where name = ${timer.name}`.execute(deps.db)
  return true
}

/** An error in one timer must not stop the others (CO-073); it is logged and shown. */
async function attempt(deps: Deps, timer: Timer, plannedAt: Date): Promise<string | null> {
  try {
    await timer.run(deps, plannedAt)
    return null
  } catch (error) {
    deps.log.error({ timer: timer.name, err: error }, 'timer failed')
    return String((error as Error).message).slice(0, 500)
  }
}
