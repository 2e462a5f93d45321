import { bulkHandlers } from '../contexts/bulk/handlers'
import { cardsHandlers } from '../contexts/cards/handlers'
import { catalogHandlers } from '../contexts/catalog/handlers'
import { channelHandlers } from '../contexts/channel/handlers'
import { filesHandlers } from '../contexts/files/handlers'
import { fulfilmentHandlers } from '../contexts/fulfilment/handlers'
import { identityHandlers } from '../contexts/identity/handlers'
import { membersHandlers } from '../contexts/members/handlers'
import { notifyHandlers } from '../contexts/notify/handlers'
import { ordersHandlers } from '../contexts/orders/handlers'
import { organisationHandlers } from '../contexts/organisation/handlers'
import { paymentsHandlers } from '../contexts/payments/handlers'
import { peersHandlers } from '../contexts/peers/handlers'
import { salesHandlers } from '../contexts/sales/handlers'
import { scenesHandlers } from '../contexts/scenes/handlers'
import { settingsHandlers } from '../contexts/settings/handlers'
import { stockHandlers } from '../contexts/stock/handlers'
import { tasksHandlers } from '../contexts/tasks/handlers'
import type { Handler } from './context'

/** Every use case of the product. Two for one operation must not start. */
export function collectHandlers(): ReadonlyMap<string, Handler> {
  const all = [
    identityHandlers,
    organisationHandlers,
    settingsHandlers,
    filesHandlers,
    bulkHandlers,
    notifyHandlers,
    peersHandlers,
    catalogHandlers,
    stockHandlers,
    channelHandlers,
    membersHandlers,
    paymentsHandlers,
    cardsHandlers,
    ordersHandlers,
    fulfilmentHandlers,
    salesHandlers,
    tasksHandlers,
    scenesHandlers,
  ].flat()
  const byName = new Map<string, Handler>()
  for (const handler of all) {
    if (byName.has(handler.operation.name)) {
      throw new Error(`two handlers for ${handler.operation.name}`)
    }
    byName.set(handler.operation.name, handler)
  }
  return byName
}
