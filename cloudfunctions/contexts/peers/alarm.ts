export interface Alarm {
  /** Stable word for grouping: `forged-callback`, `amount-mismatch`, `clock-skew` … */
  readonly kind: string
  readonly peer: string
  readonly text: string
  /** From so many occurrences within a minute on it is shown as an alarm; 1 when absent. */
  readonly threshold?: number
}
