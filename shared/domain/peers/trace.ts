/**
 * Number of one call to a peer, sent along and shown in the console's call log (IN-013). Made
 * from the
 * random end of a fresh UUIDv7.
 */
export function traceNoFrom(id: string): string {
  return `T${id.replaceAll('-', '').slice(-16)}`.toUpperCase()
}

/** IN-011: peers refuse signatures from 5 minutes of skew on; from 60 s on somebody must know. */
export const MAX_CLOCK_SKEW_MS = 60_000

/** Seconds our clock differs from a peer's Date header, or 0 when the header cannot be read. */
export function clockSkewMs(dateHeader: string | undefined, now: Date): number {
  const theirs = dateHeader === undefined ? Number.NaN : Date.parse(dateHeader)
  return Number.isNaN(theirs) ? 0 : now.getTime() - theirs
}
