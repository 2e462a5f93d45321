import { dispatchOrders } from '@xietong/domain/fulfilment/contract'
import { App } from 'antd'
import { useAct } from '../../api/hooks'
import { useRefusal } from '../../resource/use-action'

export type Shipper = { readonly kind: 'platform' } | { readonly kind: 'store'; dealerId: string }

/** Sends orders to a shipper and says in words what happened to each of them. */
export function useDispatch(onDone: () => void) {
  const sending = useAct<typeof dispatchOrders>()
  const { message, notification } = App.useApp()
  const refuse = useRefusal()
  const send = async (orderIds: readonly string[], to: Shipper, name: string) => {
    try {
      const { dispatched, refused } = await sending.mutateAsync({
        operation: dispatchOrders,
        input: { orderIds: [...orderIds], to },
      })
      if (dispatched.length > 0) {
        message.success(`已派给${name} ${dispatched.length} 单，库存已预留`)
      }
      if (refused.length > 0) {
        notification.warning({
          message: `${refused.length} 单没有派出`,
          description: [...new Set(refused.map((one) => one.message))].join('；'),
          placement: 'top',
        })
      }
      if (dispatched.length > 0) {
        onDone()
      }
    } catch (error) {
      refuse(error)
    }
  }
  return { send, isSending: sending.isPending }
}

export type Dispatch = ReturnType<typeof useDispatch>
