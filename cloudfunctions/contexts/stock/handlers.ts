import type { Handler } from '../../runtime/context'
import { adjustStock } from './adjust-stock'
import { countReminders } from './count-reminders'
import { listBalances } from './list-balances'
import { listMovements } from './list-movements'
import { listWarehouses } from './list-warehouses'

export const stockHandlers: Handler[] = [
  listWarehouses,
  listBalances,
  adjustStock,
  listMovements,
  countReminders,
]
