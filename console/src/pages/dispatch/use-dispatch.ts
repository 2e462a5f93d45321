import { useQueryClient } from '@tanstack/react-query'
import { dispatchOrders, listCandidates } from '@xietong/domain/fulfilment/contract'
import { App } from 'antd'
import { useState } from 'react'
import { act } from '../../api/hooks'
import { useRefusal } from '../../resource/refusal'

export type Shipper = { readonly kind: 'platform' } | { readonly kind: 'store'; dealerId: string }

/** Sends orders to a shipper and says in words what happened to each of them. */
export function useDispatch(onDone: () => void) {
  const client = useQueryClient()
  const { message, notification } = App.useApp()
  const refuse = useRefusal()
  const [isSending, setSending] = useState(false)
  // The candidates of an order that is dispatched must not be asked for again: they are refused.
  const refresh = () => {
    client.removeQueries({ queryKey: [listCandidates.name], type: 'inactive' })
    return client.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] !== listCandidates.name,
    })
  }
  const send = async (orderIds: readonly string[], to: Shipper, name: string) => {
    setSending(true)
    try {
      const { dispatched, refused } = await act({
        operation: dispatchOrders,
        input: { orderIds: [...orderIds], to },
      })
      if (dispatched.length > 0) {
        message.success(`已派给${name} ${dispatched.length} 单，库存已预留`)
        onDone()
      }
      if (refused.length > 0) {
        notification.warning({
          message: `${refused.length} 单没有派出`,
          description: [...new Set(refused.map((one) => one.message))].join('；'),
          placement: 'top',
        })
      }
    } catch (error) {
      refuse(error)
    } finally {
      setSending(false)
      void refresh()
    }
  }
  return { send, isSending }
}

export type Dispatch = ReturnType<typeof useDispatch>
