/** What a client of a peer tells about its calls. Fire and forget: a call never waits for its log. */
export interface PeerObserver {
  called(call: PeerCall): void
  alarm(alarm: Alarm): void
}

export interface PeerCall {
  readonly peer: string
  readonly call: string
  readonly traceNo: string
  readonly businessKey: string
  readonly outcome: 'ok' | 'refused' | 'unknown'
  /** HTTP status, 0 when no answer came. */
  readonly status: number
  readonly durationMs: number
  readonly note: string
}

export interface Alarm {
  /** Stable word for grouping: `forged-callback`, `amount-mismatch`, `clock-skew` … */
  readonly kind: string
  readonly peer: string
  readonly text: string
  /** From so many occurrences within a minute on it is shown as an alarm; 1 when absent. */
  readonly threshold?: number
}
