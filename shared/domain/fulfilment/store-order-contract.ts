import { cardKinds } from '../cards/contract'
import { command, query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import { amountFen, count, day, flag, id, instant, object, oneOf, text } from '../kernel/schema'
import { orderStates, orderTypes } from '../orders/states'
import { storeTabs } from '../orders/store-tabs'

const ofStores = { dealer: { tiers: [1], kind: 'store', module: 'delivery' } } as const

const storeOrderFilter = {
  /** Words of the order number or of the goods; every word must be found. */
  keyword: text(40),
  type: oneOf(orderTypes),
}

/** DL-101 to DL-103: the orders that a store ships, whatever became of them. */
export const listStoreOrders = query('fulfilment.listStoreOrders', {
  title: '本店配送订单',
  may: ofStores,
  input: listInput({ ...storeOrderFilter, tab: oneOf(storeTabs) }, ['-createdAt']),
  output: listOutput(
    object({
      id,
      orderNo: text(32),
      orderType: oneOf(orderTypes),
      cardKind: oneOf(cardKinds).nullable(),
      state: oneOf(orderStates),
      itemSummary: text(300),
      quantity: count(1e6),
      totalFen: amountFen,
      buyer: text(60),
      vip: flag,
      wantedOn: day.nullable(),
      createdAt: instant,
      /** The store's newest note of the order; null until the order is paid and dispatched. */
      noteId: id.nullable(),
    }),
  ),
  refusals: ['NOT_ALLOWED_FOR_KIND'],
})

export const countStoreOrders = query('fulfilment.countStoreOrders', {
  title: '本店配送订单数量',
  may: ofStores,
  input: { filter: object(storeOrderFilter).partial().default({}) },
  output: object({
    all: count(10_000),
    unpaid: count(10_000),
    toShip: count(10_000),
    partShipped: count(10_000),
    shipped: count(10_000),
    ended: count(10_000),
  }),
  refusals: ['NOT_ALLOWED_FOR_KIND'],
})

/**
 * DL-102: names the store of an order that is not paid yet, or takes it back with null. Nothing is
 * promised: when it is paid, the order is dispatched to the store if the store has the goods.
 */
export const assignStore = command('fulfilment.assignStore', {
  title: '预派专卖店',
  may: { console: 'orders.dispatch' },
  input: { orderId: id, dealerId: id.nullable().meta({ title: '专卖店' }) },
  output: object({}),
  refusals: ['STATE_CONFLICT', 'NOT_ALLOWED_FOR_KIND'],
})

/** The store that is named for an order before it is paid. */
export const getAssignedStore = query('fulfilment.getAssignedStore', {
  title: '预派的专卖店',
  may: { console: 'orders.read' },
  input: { orderId: id },
  output: object({ store: object({ dealerId: id, name: text(60) }).nullable() }),
  refusals: [],
})
