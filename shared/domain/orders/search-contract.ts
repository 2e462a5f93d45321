import { query } from '../kernel/operation'
import { day, flag, id, instant, list, object, oneOf, text, z } from '../kernel/schema'
import { dispatchStates, orderStates, orderTypes } from './states'

/** The platform's own warehouse among the shippers; any other is the id of a store. */
export const PLATFORM_SHIPPER = 'platform'
export const shipperFilter = z.union([z.literal(PLATFORM_SHIPPER), id])

/** AD-251: what the console finds orders by; a filter that is not set asks for nothing. */
export const consoleFilter = {
  keyword: text(40),
  itemId: id,
  shipper: shipperFilter,
  vip: flag,
  /** 缺货待处理 (AD-267). */
  short: flag,
  type: oneOf(orderTypes),
  state: oneOf(orderStates),
  dispatch: oneOf(dispatchStates),
  buyerId: id,
  createdFrom: instant,
  createdTo: instant,
  paidFrom: instant,
  paidTo: instant,
  wantedOn: day,
}

/** AD-251: products that were ever sold, by the name of their newest order, for the filter. */
export const listSoldItems = query('orders.listSoldItems', {
  title: '卖过的商品',
  may: { console: 'orders.read' },
  input: { keyword: text(40).optional() },
  output: object({ rows: list(object({ id, name: text(60) }), 500) }),
  refusals: [],
})
