import type { Rate } from '@xietong/domain/kernel/operation'
import { sql } from 'kysely'
import type { Db } from './database'

const SECONDS = { second: 1, minute: 60, hour: 3_600, day: 86_400 } as const

/**
 * Counts one use and tells whether it is within the rate; 'first-over' is the one use of a window
 * that is told to the log. One atomic statement on an unlogged table: exact over all instances,
 * and no call waits for the disk.
 */
export async function countUse(
  db: Db,
  key: string,
  rate: Rate,
  now: Date,
): Promise<'within' | 'first-over' | 'over'> {
  const [limit = '0', unit = 'minute'] = rate.split('/')
  const seconds = SECONDS[unit as keyof typeof SECONDS]
  const windowStart = new Date(Math.floor(now.getTime() / (seconds * 1_000)) * seconds * 1_000)
  const { rows } = await sql<{ used: number }>`
    insert into runtime.rate_counter as counter (counter_key, window_start, used)
    values (${key}, ${windowStart}, 1)
    on conflict (counter_key, window_start) do update set used = counter.used + 1
    returning used`.execute(db)
  const over = (rows[0]?.used ?? 0) - Number(limit)
  return over <= 0 ? 'within' : over === 1 ? 'first-over' : 'over'
}
