import * as bulk from './bulk/contract'
import * as cards from './cards/contract'
import * as catalog from './catalog/contract'
import * as freight from './catalog/freight-contract'
import * as channel from './channel/contract'
import * as files from './files/contract'
import * as carriers from './fulfilment/carrier-contract'
import * as fulfilment from './fulfilment/contract'
import * as exceptions from './fulfilment/exception-contract'
import * as parcels from './fulfilment/parcel-contract'
import * as storeOrders from './fulfilment/store-order-contract'
import * as tracing from './fulfilment/tracing-contract'
import * as identity from './identity/contract'
import type { Operation } from './kernel/operation'
import * as memberAccount from './members/account-contract'
import * as members from './members/contract'
import * as memberPeople from './members/people-contract'
import * as notify from './notify/contract'
import * as afterSale from './orders/after-sale-contract'
import * as orders from './orders/contract'
import * as dashboard from './orders/dashboard-contract'
import * as favourites from './orders/favourite-contract'
import * as reviews from './orders/review-contract'
import * as orderSearch from './orders/search-contract'
import * as shop from './orders/shop-contract'
import * as organisation from './organisation/contract'
import * as payments from './payments/contract'
import * as reconciliation from './payments/reconcile-contract'
import * as peers from './peers/contract'
import * as salesAccount from './sales/account-contract'
import * as sales from './sales/contract'
import * as scenes from './scenes/contract'
import * as settings from './settings/contract'
import * as stock from './stock/contract'
import * as tasks from './tasks/contract'

const contracts = [
  identity,
  organisation,
  settings,
  files,
  bulk,
  notify,
  peers,
  catalog,
  freight,
  stock,
  channel,
  members,
  memberAccount,
  memberPeople,
  payments,
  reconciliation,
  cards,
  orders,
  afterSale,
  dashboard,
  shop,
  favourites,
  reviews,
  orderSearch,
  fulfilment,
  carriers,
  parcels,
  exceptions,
  storeOrders,
  tracing,
  sales,
  salesAccount,
  tasks,
  scenes,
] as const

type Contract = (typeof contracts)[number]
type OperationIn<Module> = Module extends unknown ? Extract<Module[keyof Module], Operation> : never
type AnyOperation = OperationIn<Contract>

/**
 * The one list: name → declared operation. Routing, types, permissions and documents come from
 * it.
 */
export type Operations = { [Op in AnyOperation as Op['name']]: Op }
export type OperationName = keyof Operations

function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && 'refusals' in value && 'may' in value
}

/** Every operation by name. Two with one name are a mistake that must not start. */
export const operations: Readonly<Record<string, Operation>> = contracts
  .flatMap((contract) => Object.values(contract as Record<string, unknown>).filter(isOperation))
  .reduce<Record<string, Operation>>((all, operation) => {
    if (all[operation.name]) {
      throw new Error(`operation declared twice: ${operation.name}`)
    }
    return Object.assign(all, { [operation.name]: operation })
  }, {})
