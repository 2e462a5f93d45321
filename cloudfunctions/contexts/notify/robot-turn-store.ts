import { ROBOT_BURST, ROBOT_GAP_MS } from '@xietong/domain/notify/group-templates'
import { sql } from 'kysely'
import type { Tx } from '../../runtime/database'

/**
 * Takes the next `count` turns of a robot in one statement and answers when each may go, in order
 * (NT-009). `next_at` runs ahead of the clock by one gap per message; a few may go at once.
 */
export async function takeRobotTurns(
  tx: Tx,
  robot: string,
  turns: { count: number; now: Date },
): Promise<Date[]> {
  const { count, now } = turns
  if (count === 0) {
    return []
  }
  await sql`
    insert into notify.robot_turn (robot, next_at) values (${robot}, ${now})
    on conflict (robot) do nothing`.execute(tx)
  const taken = count * ROBOT_GAP_MS
  const { rows } = await sql<{ next_at: Date }>`
    update notify.robot_turn
    set next_at = greatest(next_at, ${now}::timestamptz) + ${taken} * interval '1 millisecond'
    where robot = ${robot} returning next_at`.execute(tx)
  const end = rows[0]?.next_at.getTime() ?? now.getTime()
  const first = end - taken - (ROBOT_BURST - 1) * ROBOT_GAP_MS
  return Array.from({ length: count }, (_, place) => {
    return new Date(Math.max(now.getTime(), first + place * ROBOT_GAP_MS))
  })
}
