import { getAssignedStore } from '@xietong/domain/fulfilment/store-order-contract'
import { useRead } from '../../api/hooks'
import type { Order } from './order-detail'

/** DL-102: the store that is to ship an order once it is paid. */
export function AssignedStore({ order }: { readonly order: Order }) {
  const read = useRead(getAssignedStore, { orderId: order.id })
  const store = read.data?.store
  return store ? <dd>付款后派给 {store.name}</dd> : null
}
