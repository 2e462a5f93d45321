import { bulkTimers } from '../contexts/bulk/timers'
import { cardsTimers } from '../contexts/cards/timers'
import { catalogTimers } from '../contexts/catalog/timers'
import { channelTimers } from '../contexts/channel/timers'
import { filesTimers } from '../contexts/files/timers'
import { fulfilmentTimers } from '../contexts/fulfilment/timers'
import { identityTimers } from '../contexts/identity/timers'
import { ledgerTimers } from '../contexts/ledger/timers'
import { membersTimers } from '../contexts/members/timers'
import { notifyTimers } from '../contexts/notify/timers'
import { ordersTimers } from '../contexts/orders/timers'
import { paymentsTimers } from '../contexts/payments/timers'
import { peersTimers } from '../contexts/peers/timers'
import { salesTimers } from '../contexts/sales/timers'
import { scenesTimers } from '../contexts/scenes/timers'
import { tasksTimers } from '../contexts/tasks/timers'
import { sweepRuntime } from './run-command'
import type { Timer } from './timers'

/** Every timed sweep of the product, run by the `jobs` function. */
export const allTimers: readonly Timer[] = [
  { name: 'runtime.sweep', dailyAt: '03:30', run: (deps) => sweepRuntime(deps) },
  ...identityTimers,
  ...filesTimers,
  ...bulkTimers,
  ...peersTimers,
  ...notifyTimers,
  ...catalogTimers,
  ...ledgerTimers,
  ...channelTimers,
  ...membersTimers,
  ...paymentsTimers,
  ...cardsTimers,
  ...ordersTimers,
  ...fulfilmentTimers,
  ...salesTimers,
  ...tasksTimers,
  ...scenesTimers,
]
