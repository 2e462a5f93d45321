import { MINUTE_MS } from '../kernel/time'

const USUAL_MS = 5 * MINUTE_MS
/**
 * Events of which each one is a fact of its own although the record is the same: every parcel,
 * every refund, every turn of a task. Nothing of them may be left out.
 */
const EACH_COUNTS = /^(aftersale\.|order\.shipped|refund\.|dealer\.earnings|co\.|peers\.)/

/**
 * How long after an event another one of the same code, record and recipient is 已合并; 0 = never.
 * Source: NT-005.
 */
export function deduplicationMs(eventCode: string): number {
  return EACH_COUNTS.test(eventCode) ? 0 : USUAL_MS
}

/** What two deliveries share that are one: event code, record and recipient (NT-005). */
export function deduplicationKey(
  event: { readonly code: string; readonly subjectKind: string; readonly subjectId: string },
  reader: { readonly app: string; readonly subjectId: string },
): string {
  return [event.code, event.subjectKind, event.subjectId, reader.app, reader.subjectId].join('|')
}
