import { query } from '../kernel/operation'
import { count, flag, id, instant, list, object, text, z } from '../kernel/schema'

const figure = object({
  value: z.number().int().min(-1e14).max(1e14),
  yesterday: z.number().int().min(-1e14).max(1e14),
  days: list(z.number().int().min(-1e14).max(1e14), 7),
})
/** AD-014 to 016. Figures are at most 60 seconds old and carry their time. */
export const getDashboard = query('orders.getDashboard', {
  title: '首页',
  may: { console: 'dashboard.read' },
  input: { refresh: flag.default(false) },
  output: object({
    at: instant,
    unpaid: count(1e9),
    toShip: count(1e9),
    toDispatch: count(1e9),
    inReview: count(1e9),
    members: figure,
    newMembers: figure,
    buyersToday: figure,
    ordersToday: figure,
    cashTodayFen: figure,
    storedValueTodayFen: figure,
    flow: object({
      unpaid: count(1e9),
      toDispatch: count(1e9),
      toShip: count(1e9),
      moving: count(1e9),
      signedToday: count(1e9),
    }),
    hourly: list(count(1e9), 24),
    lowStock: list(
      object({ skuId: id, name: text(130), available: count(1e9), warnAt: count(1e6) }),
      10,
    ),
  }),
  refusals: [],
})
