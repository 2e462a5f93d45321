import type { Rig } from './rig'

interface Money {
  readonly paidFen: number
  /** What reached the payer again, or is on its way there. */
  readonly refundedFen: number
}

interface PeerPayment {
  readonly state: string
  readonly totalFen: number
  readonly refundedFen: number
}

export function peerKit(rig: Rig, peer: 'wechat-pay' | 'sms' | 'wechat' | 'kuaidi100') {
  const open = rig.sandbox.peers.get(peer)
  if (!open) {
    throw new Error(`the sandbox has no ${peer}`)
  }
  return open.kit
}

/** What WeChat Pay's own books say of our numbers: the truth that the product must agree with. */
export function moneyAtPeer(rig: Rig, outTradeNos: readonly string[]): Money {
  const payments = peerKit(rig, 'wechat-pay').store.collection<PeerPayment>('payments')
  let paidFen = 0
  let refundedFen = 0
  for (const outTradeNo of outTradeNos) {
    const payment = payments.get(`${rig.deps.config.WXPAY_MCHID}/${outTradeNo}`)
    if (payment?.state === 'SUCCESS' || payment?.state === 'REFUND') {
      paidFen += payment.totalFen
      refundedFen += payment.refundedFen
    }
  }
  return { paidFen, refundedFen }
}

/** Effects that a peer saw more than once under one key of ours: what must never be (IN-005). */
export const doubledAt = (rig: Rig, peer: Parameters<typeof peerKit>[1]) =>
  peerKit(rig, peer).log.doubles()
