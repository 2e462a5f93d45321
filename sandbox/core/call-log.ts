import type { Collection, Store } from './journal'

/** One request a peer received, kept so that both sides can speak of the same call (IN-013). */
export interface Call {
  /** The sandbox's own serial; `traceNo` is what both sides see. */
  trace: string
  traceNo: string
  at: string
  method: string
  path: string
  /** The business key of the call, for example out_trade_no; empty when it has none. */
  key: string
  body: string
  status: number
  answer: string
  ms: number
  fault: string
}

/** An effect on the world and how often it happened under one business key (IN-005). */
export interface Effect {
  kind: string
  key: string
  count: number
  firstAt: string
  lastAt: string
}

export interface CallLog {
  add(call: Call): void
  list(): Call[]
  nextTrace(): string
  effect(kind: string, key: string, at: Date): void
  effects(): Effect[]
  doubles(): Effect[]
}

const KEPT_CALLS = 2_000
const KEPT_TEXT = 4_000

export function openCallLog(store: Store): CallLog {
  const calls = store.collection<Call>('calls')
  const effects = store.collection<Effect>('effects')
  const oldest: string[] = calls.all().map((call) => call.trace)
  let serial = Number(oldest.at(-1) ?? 0)
  return {
    add(call) {
      const trimmed = { ...call, body: cut(call.body), answer: cut(call.answer) }
      calls.put(call.trace, trimmed)
      oldest.push(call.trace)
      if (oldest.length > KEPT_CALLS) calls.remove(oldest.shift() ?? '')
    },
    list: () => calls.all(),
    nextTrace() {
      serial += 1
      return String(serial).padStart(8, '0')
    },
    effect(kind, key, at) {
      countEffect(effects, kind, key, at)
    },
    effects: () => effects.all(),
    doubles: () => effects.all().filter((effect) => effect.count > 1),
  }
}

function countEffect(effects: Collection<Effect>, kind: string, key: string, at: Date): void {
  const id = `${kind}/${key}`
  const before = effects.get(id)
  const lastAt = at.toISOString()
  effects.put(id, {
    kind,
    key,
    count: (before?.count ?? 0) + 1,
    firstAt: before?.firstAt ?? lastAt,
    lastAt,
  })
}

const cut = (text: string): string =>
  text.length > KEPT_TEXT ? `${text.slice(0, KEPT_TEXT)}…` : text
