import type { Config } from './config'
import type { Db } from './database'
import type { Log } from './log'

export interface CallRecord {
  readonly id: string
  readonly at: Date
  readonly peer: string
  readonly call: string
  readonly traceNo: string
  readonly outcome: 'ok' | 'refused' | 'unknown'
  readonly status: number
  readonly durationMs: number
  /** Redacted: no secret, no full phone. */
  readonly note: string
}

/** What every client of a peer is given. */
export interface PeerTools {
  readonly config: Config
  readonly log: Log
  readonly db: Db
  now(): Date
  newId(): string
  /** Whether a peer is asked at the moment (IN-008). */
  readonly breaker: {
    mayAsk(peer: string): boolean
    report(peer: string, worked: boolean): boolean
  }
  /**
   * Writes the call log (IN-013); never throws and never delays the caller by more than one
   * insert.
   */
  recordCall(tools: { db: Db; log: Log }, record: CallRecord): Promise<void>
}
