import type { Handler } from '../../runtime/context'
import { correctTracking } from './correct-tracking'
import { dispatchOrders } from './dispatch-orders'
import { getException } from './get-exception'
import { getNote } from './get-note'
import { getStoreNote } from './get-store-note'
import { assignException, handleException } from './handle-exception'
import { listCandidates } from './list-candidates'
import { listCarriers } from './list-carriers'
import { listDispatchPool } from './list-dispatch-pool'
import { listExceptionOwners } from './list-exception-owners'
import { listExceptions } from './list-exceptions'
import { listNotes } from './list-notes'
import { listStoreNotes } from './list-store-notes'
import { recallDispatch } from './recall-dispatch'
import { restockOrder } from './restock-order'
import { returnDispatch } from './return-dispatch'
import { shipNote } from './ship-note'

export const fulfilmentHandlers: Handler[] = [
  listDispatchPool,
  listCandidates,
  dispatchOrders,
  recallDispatch,
  restockOrder,
  returnDispatch,
  correctTracking,
  listExceptions,
  getException,
  listExceptionOwners,
  assignException,
  handleException,
  listNotes,
  listStoreNotes,
  getNote,
  getStoreNote,
  shipNote,
  listCarriers,
]
