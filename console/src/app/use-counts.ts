import { countUnread } from '@xietong/domain/notify/contract'
import { countOrders } from '@xietong/domain/orders/contract'
import { listMyTasks } from '@xietong/domain/tasks/contract'
import { useMay, useRead } from '../api/hooks'

export interface Counts {
  readonly toDispatch?: number
  readonly inReview?: number
  readonly myTasks?: number
}

const MINUTE_MS = 60_000
/** NT-030: the red number follows within 5 s. */
const BELL_MS = 4_000

/** What waits for this person, for the menu; nothing is asked while nobody sits there. */
export function useCounts(isIdle: boolean): Counts {
  const may = useMay()
  const every = isIdle ? undefined : MINUTE_MS
  const orders = useRead(countOrders, { filter: {} }, { enabled: may(countOrders), every })
  const tasks = useRead(
    listMyTasks,
    { filter: { mine: true, state: 'running' }, size: 10 },
    { enabled: may(listMyTasks), every },
  )
  return {
    toDispatch: orders.data?.toDispatch,
    inReview: orders.data?.byState['in-review'],
    myTasks: tasks.data?.total,
  }
}

export function useUnread(isIdle: boolean): number {
  const read = useRead(countUnread, {}, { every: isIdle ? undefined : BELL_MS })
  return read.data?.unread ?? 0
}
