import type { Failure } from '@xietong/client/caller'
import { api } from '@xietong/ui/api/api'
import { wait } from '@xietong/ui/device/clock'
import { platform } from '@xietong/ui/platform'

export type PayEnd =
  | { readonly kind: 'paid' }
  /** The cashier was closed, or the money has not been seen yet. */
  | { readonly kind: 'open'; readonly message: string }
  | { readonly kind: 'refused'; readonly failure: Failure }

/** Pauses before the server is asked again whether the money came. */
const ASK_AGAIN_MS = [600, 1_200, 2_400] as const

/**
 * Opens the cashier for an order and asks the server how it ended. The cashier's own word is not
 * trusted: a paid order is one that the server has seen paid.
 */
export async function payOrder(
  orderId: string,
  amountFen: number,
  subject: string,
): Promise<PayEnd> {
  const login = await platform.login()
  const prepared = await api.act('orders.payOrder', {
    orderId,
    ...(login.ok ? { wechatCode: login.value } : {}),
  })
  if (!prepared.ok) {
    return prepared.code === 'ALREADY_PAID'
      ? { kind: 'paid' }
      : { kind: 'refused', failure: prepared }
  }
  const paid = await platform.pay(prepared.value.params, { amountFen, subject })
  if (!paid.ok && paid.reason === 'cancel') {
    return { kind: 'open', message: '支付已取消，订单会为您保留到倒计时结束' }
  }
  if (await isPaid(orderId)) return { kind: 'paid' }
  return { kind: 'open', message: paid.ok ? '正在确认支付结果，请勿重复支付' : paid.message }
}

/** Asks a few times: the notice of payment may need a moment. */
export async function isPaid(orderId: string): Promise<boolean> {
  for (const pause of ASK_AGAIN_MS) {
    const answer = await api.act('orders.checkPayment', { orderId })
    if (answer.ok && answer.value.paid) return true
    await wait(pause)
  }
  return false
}
