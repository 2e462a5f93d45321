import type { PoolClient } from 'pg'
import type { Rig } from './rig'

/** Returns when another session waits for a lock that `holder` has; `work` is what should wait. */
export async function heldUpBy(
  rig: Rig,
  holder: PoolClient,
  work: Promise<unknown>,
): Promise<void> {
  let over = false
  const end = () => {
    over = true
  }
  void work.then(end, end)
  const { rows: me } = await holder.query('select pg_backend_pid() as pid')
  while (!over) {
    const { rows } = await rig.db.query(
      'select from pg_stat_activity where $1 = any(pg_blocking_pids(pid))',
      [me[0].pid],
    )
    if (rows.length > 0) {
      return
    }
  }
  throw new Error('nobody waited')
}
