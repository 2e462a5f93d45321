import type { Outgoing, Transport } from './transport'

/** The part of `fetch` that is used here, so that this package compiles without DOM types. */
type Fetch = (
  url: string,
  init: {
    method: string
    headers: Record<string, string>
    body: string
    signal: unknown
  },
) => Promise<{ status: number; json(): Promise<unknown> }>

export interface FetchTransportOptions {
  readonly fetch: Fetch
  readonly isOnline: () => boolean
  /** A signal that aborts after so many milliseconds. */
  readonly timeout: (ms: number) => unknown
}

/** The transport of browsers: the console, and the mini-programs in their H5 form. */
export function fetchTransport({ fetch, isOnline, timeout }: FetchTransportOptions): Transport {
  return async (request: Outgoing) => {
    if (!isOnline()) return { kind: 'offline' }
    try {
      const response = await fetch(request.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...request.headers },
        body: JSON.stringify(request.body),
        signal: timeout(request.timeoutMs),
      })
      const body = await response.json().catch(() => null)
      return { kind: 'answer', status: response.status, body }
    } catch {
      return isOnline() ? { kind: 'lost' } : { kind: 'offline' }
    }
  }
}
