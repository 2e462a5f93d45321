import type { Handler } from '../../runtime/context'
import { dispatchOrders } from './dispatch-orders'
import { getNote, getStoreNote } from './get-note'
import { listCandidates } from './list-candidates'
import { listCarriers } from './list-carriers'
import { listDispatchPool } from './list-dispatch-pool'
import { listNotes, listStoreNotes } from './list-notes'
import { recallDispatch } from './recall-dispatch'
import { shipNote } from './ship-note'

export const fulfilmentHandlers: Handler[] = [
  listDispatchPool,
  listCandidates,
  dispatchOrders,
  recallDispatch,
  listNotes,
  listStoreNotes,
  getNote,
  getStoreNote,
  shipNote,
  listCarriers,
]
