import type { Fen } from '@xietong/domain/kernel/money'
import type { PeerAnswer } from '../../runtime/ports'

export type TradeState =
  | 'SUCCESS'
  | 'REFUND'
  | 'CLOSED'
  | 'REVOKED'
  | 'PAYERROR'
  | 'NOTPAY'
  | 'USERPAYING'
  | 'ACCEPT'

/** A transaction as WeChat Pay reports it, by query or by notice (IN-046, IN-047). */
export interface Trade {
  readonly outTradeNo: string
  readonly transactionId: string | null
  readonly state: TradeState
  readonly totalFen: Fen | null
  readonly currency: string | null
  readonly appId: string
  readonly merchantId: string
  readonly payerOpenId: string | null
  readonly paidAt: Date | null
}
export interface RefundReport {
  readonly outRefundNo: string
  readonly outTradeNo: string
  readonly refundId: string | null
  readonly state: 'PROCESSING' | 'SUCCESS' | 'CLOSED' | 'ABNORMAL'
  readonly refundFen: Fen
}
export type BillKind = 'trade' | 'fund'
export interface BillFile {
  readonly text: string
  /** The file as it came. */
  readonly packed: Uint8Array
  readonly sha1: string
}
export interface Sealed {
  readonly keyId: string
  readonly text: string
}
/** The payer's bank card, or the merchant's own account; account and holder are sealed. */
export type AbnormalTarget =
  | { readonly way: 'merchant-account' }
  | {
      readonly way: 'user-card'
      readonly bank: string
      readonly account: Sealed
      readonly holder: Sealed
    }
export interface PrepayRequest {
  readonly appId: string
  readonly outTradeNo: string
  readonly description: string
  readonly totalFen: Fen
  readonly payerOpenId: string
  readonly expiresAt: Date
}
export interface PayParams {
  readonly timeStamp: string
  readonly nonceStr: string
  readonly package: string
  readonly signType: 'RSA'
  readonly paySign: string
}
/** A callback whose signature was verified and whose resource was decrypted. */
export type Notice =
  | { readonly kind: 'trade'; readonly id: string; readonly trade: Trade }
  | { readonly kind: 'refund'; readonly id: string; readonly refund: RefundReport }

/** Why a callback was not believed. Only `unsupported` was truly sent by WeChat Pay. */
export type NoticeFault =
  | 'missing'
  | 'probe'
  | 'expired'
  | 'unknown-key'
  | 'bad-signature'
  | 'bad-cipher'
  | 'bad-content'
  | 'other-merchant'
  | 'unsupported'
export type NoticeReading =
  | { readonly ok: true; readonly notice: Notice }
  | { readonly ok: false; readonly reason: NoticeFault }

export interface WechatPayPort {
  prepay(request: PrepayRequest): Promise<PeerAnswer<{ prepayId: string }>>
  /** Signs the parameters of `requestPayment` (IN-043); no network. */
  payParams(appId: string, prepayId: string): PayParams
  query(outTradeNo: string): Promise<PeerAnswer<Trade>>
  close(outTradeNo: string): Promise<PeerAnswer<null>>
  refund(request: {
    readonly outTradeNo: string
    readonly outRefundNo: string
    readonly refundFen: Fen
    readonly totalFen: Fen
    readonly reason: string
  }): Promise<PeerAnswer<RefundReport>>
  /** IN-054: sends the money of an abnormal refund another way, under the same number. */
  refundAbnormal(request: {
    readonly peerRefundId: string
    readonly outRefundNo: string
    readonly to: AbnormalTarget
  }): Promise<PeerAnswer<RefundReport>>
  /** Only WeChat Pay can read it again; no network. */
  seal(text: string): Sealed
  queryRefund(outRefundNo: string): Promise<PeerAnswer<RefundReport>>
  /** IN-014: the bill of a Shanghai day, unpacked and checked against its hash. */
  bill(kind: BillKind, day: string): Promise<PeerAnswer<BillFile>>
  /** Verifies the signature on the raw body first, then decrypts (IN-044, IN-045). */
  readNotice(headers: Readonly<Record<string, string>>, body: string, now: Date): NoticeReading
  /**
   * Certificates among the keys that verify WeChat Pay (IN-041); plain public keys never expire.
   */
  certificates(): readonly { readonly id: string; readonly expiresAt: Date }[]
}
