import type { Timer } from '../../runtime/timers'
import { closeOverdue, tellUnpaid } from './close-overdue'
import { closeUnanswered } from './close-unanswered'
import { countSales } from './count-sales'
import { rollFigures } from './day-figures'
import { issueWaiting } from './issue-waiting'
import { receiveOverdue } from './receive-overdue'

/** Every sweep finds its work in the data, so a missed or doubled run changes nothing. */
export const ordersTimers: Timer[] = [
  { name: 'orders.tell-unpaid', everySeconds: 60, run: tellUnpaid },
  { name: 'orders.close-unpaid', everySeconds: 30, run: closeOverdue },
  { name: 'orders.issue-cards', everySeconds: 15, run: issueWaiting },
  { name: 'orders.receive', everySeconds: 300, run: receiveOverdue },
  { name: 'orders.close-unanswered', everySeconds: 300, run: closeUnanswered },
  { name: 'orders.count-sales', everySeconds: 60, run: countSales },
  { name: 'orders.day-figures', hourlyAtMinute: 10, run: rollFigures },
]
