import type { Timer } from '../../runtime/timers'
import { raiseAlarm } from '../peers'
import { checkBooks } from './books-store'

/** The books are judged every night; a fault is shown to people before the day's money moves. */
export const ledgerTimers: Timer[] = [
  {
    name: 'ledger.check-books',
    dailyAt: '03:30',
    run: async (deps) => {
      const faults = await checkBooks(deps.db)
      if (faults.length > 0) {
        const text = faults.map((fault) => `${fault.rule} ${fault.id}`).join(' ')
        await raiseAlarm(deps, { kind: 'books-broken', peer: 'ledger', text })
      }
    },
  },
]
