/**
 * The ports to outside peers: what use cases may ask for. Each has one real client in adapters/,
 * which
 * differs between production and sandbox only by address and credentials (IN-001). Unknown outcomes
 * (time-out, reset, 5xx, unverified answer) are values of their own: unknown is not failed
 * (IN-006).
 */

import type { FileStorePort } from '../contexts/files/port'
import type { MapPort, TrackingPort } from '../contexts/fulfilment/port'
import type { WechatPayPort } from '../contexts/payments/port'
import type { EmailPort, RobotPort, SmsPort, WechatPort, WecomPort } from '../contexts/peers/port'

export interface Ports {
  readonly wechat: WechatPort
  readonly wechatPay: WechatPayPort
  readonly sms: SmsPort
  readonly robot: RobotPort
  readonly wecom: WecomPort
  readonly email: EmailPort
  readonly tracking: TrackingPort
  readonly map: MapPort
  readonly files: FileStorePort
}

/** An answer of a peer: done, refused for good, or unknown (ask before deciding). */
export type PeerAnswer<Value, Code extends string = string> =
  | { readonly kind: 'done'; readonly value: Value }
  | {
      readonly kind: 'refused'
      readonly code: Code
      readonly message: string
      readonly retry: boolean
      /** Nothing failed: it is not its turn before this moment, and waiting counts as no try. */
      readonly waitUntil?: Date
    }
  | { readonly kind: 'unknown'; readonly message: string }
