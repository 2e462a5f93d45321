import type { Deps } from '../../runtime/context'

/** A callback as it was stored: the very bytes and the headers that matter. */
export interface StoredCallback {
  readonly id: string
  readonly peer: string
  readonly kind: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly address: string
  readonly receivedAt: Date
}

/**
 * What became of a callback. `marked` says that the inbox row was moved inside the transaction of
 * the
 * effect, so that both commit together.
 */
export interface Verdict {
  readonly state: 'done' | 'bad-signature' | 'unmatched' | 'failed'
  readonly businessKey: string | null
  readonly note: string
  readonly marked: boolean
}

export interface CallbackAnswer {
  readonly status: number
  readonly body: string
}

export interface CallbackProcessor {
  /**
   * Verifies, then processes in one transaction. Must bear being run again on the same callback.
   */
  process(deps: Deps, callback: StoredCallback): Promise<Verdict>
  /** What the peer wants to hear for each verdict. */
  answer(verdict: Verdict): CallbackAnswer
}

const registered = new Map<string, CallbackProcessor>()
const nameOf = (peer: string, kind: string) => `${peer}/${kind}`

/** Named `peer/kind`; the hooks entry and the composition register them once at start. */
export function registerCallbacks(processors: Readonly<Record<string, CallbackProcessor>>): void {
  for (const [name, processor] of Object.entries(processors)) {
    registered.set(name, processor)
  }
}

export function processorOf(peer: string, kind: string): CallbackProcessor | undefined {
  return registered.get(nameOf(peer, kind))
}
