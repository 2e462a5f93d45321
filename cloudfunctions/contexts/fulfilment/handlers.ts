import type { Handler } from '../../runtime/context'
import { assignException } from './assign-exception'
import { assignStore } from './assign-store'
import { confirmLocation } from './confirm-location'
import { correctTracking } from './correct-tracking'
import { countStoreOrders } from './count-store-orders'
import { dispatchOrders } from './dispatch-orders'
import { getAssignedStore } from './get-assigned-store'
import { getException } from './get-exception'
import { getNote } from './get-note'
import { getStoreNote } from './get-store-note'
import { handleException } from './handle-exception'
import { listCandidates } from './list-candidates'
import { listCarrierSettings } from './list-carrier-settings'
import { listCarriers } from './list-carriers'
import { listDispatchPool } from './list-dispatch-pool'
import { listExceptionOwners } from './list-exception-owners'
import { listExceptions } from './list-exceptions'
import { listNotes } from './list-notes'
import { listShippers } from './list-shippers'
import { listStoreNotes } from './list-store-notes'
import { listStoreOrders } from './list-store-orders'
import { printNote } from './print-note'
import { queryTrack } from './query-track'
import { recallDispatch } from './recall-dispatch'
import { restockOrder } from './restock-order'
import { returnDispatch } from './return-dispatch'
import { shipNote } from './ship-note'
import { updateCarrier } from './update-carrier'

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
  listShippers,
  listStoreOrders,
  countStoreOrders,
  assignStore,
  getAssignedStore,
  queryTrack,
  printNote,
  confirmLocation,
  listCarrierSettings,
  updateCarrier,
]
