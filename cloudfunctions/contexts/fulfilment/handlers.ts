import type { Handler } from '../../runtime/context'
import { dispatchOrders } from './dispatch-orders'
import { getNote } from './get-note'
import { getStoreNote } from './get-store-note'
import { listCandidates } from './list-candidates'
import { listCarriers } from './list-carriers'
import { listDispatchPool } from './list-dispatch-pool'
import { listNotes } from './list-notes'
import { listStoreNotes } from './list-store-notes'
import { recallDispatch } from './recall-dispatch'
import { restockOrder } from './restock-order'
import { shipNote } from './ship-note'

export const fulfilmentHandlers: Handler[] = [
  listDispatchPool,
  listCandidates,
  dispatchOrders,
  recallDispatch,
  restockOrder,
  listNotes,
  listStoreNotes,
  getNote,
  getStoreNote,
  shipNote,
  listCarriers,
]
