import { randomUUID } from 'node:crypto'
import type { Collection, Store } from './journal'
import { isRecord, type Json, numberOf, textOf } from './json'

/** What can be made to go wrong with a peer, for its next answers or callbacks (IN-016). */
export const faultKinds = [
  'delay',
  'timeout-done',
  'timeout-undone',
  'half-body',
  'http',
  'code',
  'bad-signature',
  'duplicate',
  'drop',
  'reorder',
  'down',
  'clock-skew',
] as const
export type FaultKind = (typeof faultKinds)[number]

/** Kinds that only make sense for callbacks; the others hit answers unless told otherwise. */
const callbackKinds: readonly FaultKind[] = ['duplicate', 'drop', 'reorder']

export interface Fault {
  id: string
  kind: FaultKind
  on: 'answer' | 'callback'
  /** How many times it still strikes; kinds with a duration strike until `until`. */
  left: number
  until?: string
  /** A piece of text that must occur in `METHOD path body` (or `event url body`). */
  match: string
  ms: number
  seconds: number
  status: number
  code: string
  message: string
  variant: string
  copies: number
}

export interface Faults {
  add(body: Json, now: Date): Fault
  list(): Fault[]
  clear(): void
  /** Finds a fault of one of the kinds that strikes here and counts it. */
  take(where: FaultPlace): Fault | undefined
}

export interface FaultPlace {
  kinds: readonly FaultKind[]
  on: Fault['on']
  subject: string
  now: Date
}

export function openFaults(store: Store): Faults {
  const faults = store.collection<Fault>('faults')
  return {
    add(body, now) {
      const fault = readFault(body, now)
      faults.put(fault.id, fault)
      return fault
    },
    list: () => faults.all(),
    clear() {
      for (const fault of faults.all()) faults.remove(fault.id)
    },
    take: (place) => strike(faults, place),
  }
}

function strike(faults: Collection<Fault>, place: FaultPlace): Fault | undefined {
  if (faults.size() === 0) return undefined
  for (const fault of faults.all()) {
    if (fault.on !== place.on || !place.kinds.includes(fault.kind)) continue
    if (fault.until !== undefined && place.now.toISOString() > fault.until) {
      faults.remove(fault.id)
      continue
    }
    if (fault.match !== '' && !place.subject.includes(fault.match)) continue
    if (fault.until === undefined) countDown(faults, fault)
    return fault
  }
  return undefined
}

function countDown(faults: Collection<Fault>, fault: Fault): void {
  if (fault.left <= 1) faults.remove(fault.id)
  else faults.put(fault.id, { ...fault, left: fault.left - 1 })
}

function readFault(body: Json, now: Date): Fault {
  const kind = faultKinds.find((known) => known === body.kind)
  if (!kind) throw new Error(`fault: kind is one of ${faultKinds.join(', ')}`)
  const seconds = numberOf(body.seconds, 0)
  const lasting = kind === 'down' || kind === 'clock-skew'
  const on = textOf(body.on, callbackKinds.includes(kind) ? 'callback' : 'answer')
  if (on !== 'answer' && on !== 'callback') throw new Error('fault: on is answer or callback')
  const span = kind === 'clock-skew' ? numberOf(body.forSeconds, 3600) : seconds || 10
  return {
    id: randomUUID(),
    kind,
    on,
    left: Math.max(1, numberOf(body.times, 1)),
    ...(lasting ? { until: new Date(now.getTime() + span * 1000).toISOString() } : {}),
    match: matchText(body.match),
    ms: numberOf(body.ms, seconds * 1000),
    seconds,
    status: numberOf(body.status, 0),
    code: textOf(body.code),
    message: textOf(body.message),
    variant: textOf(body.variant, 'wrong'),
    copies: Math.max(1, numberOf(body.copies ?? body.n, 1)),
  }
}

function matchText(match: unknown): string {
  if (isRecord(match)) return textOf(match.text ?? match.path ?? match.key)
  return textOf(match)
}
