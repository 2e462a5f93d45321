import type { Deps } from '../../runtime/context'
import type { PeerAnswer } from '../../runtime/ports'

/** A message as its sender gets it: the business key is what the peer must see on every repeat. */
export interface SentMessage {
  readonly id: string
  readonly businessKey: string
  readonly attempts: number
  readonly createdAt: Date
}

export type Payload = Readonly<Record<string, unknown>>
export type Send = (
  deps: Deps,
  payload: Payload,
  message: SentMessage,
) => Promise<PeerAnswer<unknown>>

/**
 * The answer to "what became of it?": `absent` means that the peer never got it, so it may be
 * sent.
 */
export type QueryAnswer = PeerAnswer<unknown> | { readonly kind: 'absent' }

export interface Sender {
  readonly send: Send
  /** Asked before anything else once an outcome is unknown (IN-006). */
  readonly query?: (deps: Deps, payload: Payload, message: SentMessage) => Promise<QueryAnswer>
  /**
   * Whether the peer itself recognises the business key, so that an unknown send may be repeated.
   * False: without a query it waits for a report or a person.
   */
  readonly repeatable: boolean
}

const registered = new Map<string, Sender>()

/**
 * The composition names every sender once at start; a bare function is repeatable and asks
 * nothing.
 */
export function registerSenders(senders: Readonly<Record<string, Send | Sender>>): void {
  for (const [call, sender] of Object.entries(senders)) {
    registered.set(call, typeof sender === 'function' ? { send: sender, repeatable: true } : sender)
  }
}

export function senderOf(call: string): Sender | undefined {
  return registered.get(call)
}
