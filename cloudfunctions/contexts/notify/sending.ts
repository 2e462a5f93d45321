import type { DeliveryState } from '@xietong/domain/notify/delivery'

/** What one try came to. */
export type Sending =
  | {
      readonly kind: 'ended'
      readonly state: DeliveryState
      readonly reason: string
      readonly serialNo: string | null
    }
  | { readonly kind: 'retry'; readonly reason: string }

export function ended(state: DeliveryState, reason = '', serialNo: string | null = null): Sending {
  return { kind: 'ended', state, reason, serialNo }
}
