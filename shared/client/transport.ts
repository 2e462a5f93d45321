/**
 * How a request travels. `offline` means that it never left this device; `lost` means that nobody
 * knows whether the server saw it, which for a write is a very different thing.
 */
export type Sent =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'offline' }
  | { readonly kind: 'lost' }

export interface Outgoing {
  readonly url: string
  readonly body: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
}

export type Transport = (request: Outgoing) => Promise<Sent>
