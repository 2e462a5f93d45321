import { randomUUID } from 'node:crypto'
import type { Clock } from './clock'
import type { Fault, Faults } from './faults'
import type { Collection, Store } from './journal'

/** A callback a peer owes to the product, with every attempt made so far. */
export interface Delivery {
  id: string
  event: string
  /** The business key, for example out_trade_no. */
  key: string
  url: string
  /** What the peer needs to build the request anew for every attempt (signatures are fresh). */
  content: unknown
  createdAt: string
  nextAt: string
  state: 'waiting' | 'held' | 'sending' | 'done' | 'given-up' | 'lost'
  attempts: Attempt[]
  fault: string
}

export interface Attempt {
  at: string
  status: number
  answer: string
  accepted: boolean
}

export interface OutgoingRequest {
  headers: Record<string, string>
  body: string
  /** For peers that sign in the address. */
  query?: string
}

/** How one peer sends: its retry schedule, its request and what it takes for a yes. */
export interface DeliveryRules {
  /** Seconds to wait before attempt 2, 3, …; after the last the peer gives up. */
  retrySeconds: readonly number[]
  build(delivery: Delivery, fault: Fault | undefined): OutgoingRequest
  accepts(status: number, answer: string): boolean
}

export interface Deliveries {
  enqueue(draft: DeliveryDraft): Delivery
  list(): Delivery[]
  /** Sends what is due; resolves when the attempts started by this call have ended. */
  pump(): Promise<void>
  /** Sends one delivery again now, whatever its state. */
  resend(id: string, copies: number): Promise<Attempt[]>
  clear(): void
  stop(): void
}

export interface DeliveryDraft {
  event: string
  key: string
  url: string
  content: unknown
  delayMs?: number
}

interface Office {
  deliveries: Collection<Delivery>
  store: Store
  clock: Clock
  faults: Faults
  rules: DeliveryRules
  /** What is not finished, so that a tick does not walk the whole history. */
  open: Set<string>
  stopped: boolean
}

const ANSWER_LIMIT_MS = 5_000
const KEPT_DELIVERIES = 2_000
const AT_ONCE = 32

export function openDeliveries(parts: {
  store: Store
  clock: Clock
  faults: Faults
  rules: DeliveryRules
}): Deliveries {
  const deliveries = parts.store.collection<Delivery>('deliveries')
  const office: Office = { ...parts, deliveries, open: new Set(), stopped: false }
  for (const delivery of deliveries.all()) reopen(office, delivery)
  return {
    enqueue: (draft) => enqueue(office, draft),
    list: () => deliveries.all(),
    pump: () => pump(office),
    resend: (id, copies) => resend(office, id, copies),
    clear() {
      office.open.clear()
    },
    stop() {
      office.stopped = true
    },
  }
}

/** After a restart an attempt that was under way counts as never answered and is made again. */
function reopen(office: Office, delivery: Delivery): void {
  if (delivery.state === 'sending') office.deliveries.put(delivery.id, waiting(delivery))
  if (['waiting', 'held', 'sending'].includes(delivery.state)) office.open.add(delivery.id)
}

const waiting = (delivery: Delivery): Delivery => ({ ...delivery, state: 'waiting' })

function enqueue(office: Office, draft: DeliveryDraft): Delivery {
  const now = office.clock.now()
  const subject = `${draft.event} ${draft.url} ${draft.key}`
  const fault = office.faults.take({
    kinds: ['drop', 'delay', 'reorder'],
    on: 'callback',
    subject,
    now,
  })
  const delayMs = (draft.delayMs ?? 0) + (fault?.kind === 'delay' ? fault.ms : 0)
  const delivery: Delivery = {
    id: randomUUID(),
    event: draft.event,
    key: draft.key,
    url: draft.url,
    content: draft.content,
    createdAt: now.toISOString(),
    nextAt: new Date(now.getTime() + delayMs).toISOString(),
    state: fault?.kind === 'drop' ? 'lost' : fault?.kind === 'reorder' ? 'held' : 'waiting',
    attempts: [],
    fault: fault?.kind ?? '',
  }
  office.deliveries.put(delivery.id, delivery)
  if (delivery.state !== 'lost') office.open.add(delivery.id)
  if (delivery.state === 'waiting') releaseHeld(office, delivery)
  forgetOldest(office)
  return delivery
}

/** A held callback leaves after the next one, which is what reordering means. */
function releaseHeld(office: Office, next: Delivery): void {
  for (const id of office.open) {
    const held = office.deliveries.get(id)
    if (held?.state !== 'held') continue
    const nextAt = new Date(Date.parse(next.nextAt) + 1_000).toISOString()
    office.deliveries.put(id, { ...held, state: 'waiting', nextAt })
  }
}

function forgetOldest(office: Office): void {
  const extra = office.deliveries.size() - KEPT_DELIVERIES
  if (extra <= 100) return
  for (const old of office.deliveries.all().slice(0, extra)) {
    if (!office.open.has(old.id)) office.deliveries.remove(old.id)
  }
}

async function pump(office: Office): Promise<void> {
  if (office.stopped) return
  const now = office.clock.now().toISOString()
  const due: Delivery[] = []
  for (const id of office.open) {
    const delivery = office.deliveries.get(id)
    if (!delivery) office.open.delete(id)
    else if (delivery.state === 'waiting' && delivery.nextAt <= now) due.push(delivery)
    if (due.length >= AT_ONCE) break
  }
  due.sort((a, b) => a.nextAt.localeCompare(b.nextAt))
  for (const delivery of due) office.deliveries.put(delivery.id, { ...delivery, state: 'sending' })
  await Promise.all(due.map((delivery) => attemptOnce(office, delivery)))
}

async function attemptOnce(office: Office, delivery: Delivery): Promise<void> {
  const copies = office.faults.take({
    kinds: ['duplicate'],
    on: 'callback',
    subject: `${delivery.event} ${delivery.url} ${delivery.key}`,
    now: office.clock.now(),
  })
  const attempts = await sendCopies(office, delivery, 1 + (copies?.copies ?? 0))
  settle(office, delivery, attempts)
  await office.store.sync()
}

async function sendCopies(office: Office, delivery: Delivery, copies: number): Promise<Attempt[]> {
  const sends: Promise<Attempt>[] = []
  for (let copy = 0; copy < copies; copy += 1) sends.push(send(office, delivery))
  return Promise.all(sends)
}

async function send(office: Office, delivery: Delivery): Promise<Attempt> {
  const now = office.clock.now()
  const fault = office.faults.take({
    kinds: ['bad-signature'],
    on: 'callback',
    subject: `${delivery.event} ${delivery.url} ${delivery.key}`,
    now,
  })
  const request = office.rules.build(delivery, fault)
  try {
    const response = await fetch(
      request.query ? `${delivery.url}?${request.query}` : delivery.url,
      {
        method: 'POST',
        headers: request.headers,
        body: request.body,
        signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
      },
    )
    const answer = (await response.text()).slice(0, 500)
    const accepted = office.rules.accepts(response.status, answer)
    return { at: now.toISOString(), status: response.status, answer, accepted }
  } catch (error) {
    const answer = error instanceof Error ? error.message : 'no answer'
    return { at: now.toISOString(), status: 0, answer, accepted: false }
  }
}

function settle(office: Office, delivery: Delivery, made: Attempt[]): void {
  // A reset during the attempt has removed the delivery; it must not come back.
  if (!office.deliveries.has(delivery.id)) return
  const attempts = [...delivery.attempts, ...made]
  const accepted = made.some((attempt) => attempt.accepted)
  const tries = (delivery.attempts.length === 0 ? 0 : retriesDone(delivery)) + 1
  const wait = office.rules.retrySeconds[tries - 1]
  const state = accepted ? 'done' : wait === undefined ? 'given-up' : 'waiting'
  const nextAt = new Date(office.clock.now().getTime() + (wait ?? 0) * 1_000).toISOString()
  office.deliveries.put(delivery.id, { ...delivery, attempts, state, nextAt })
  if (state !== 'waiting') office.open.delete(delivery.id)
}

/** Copies of one moment count as one try of the schedule. */
const retriesDone = (delivery: Delivery): number =>
  new Set(delivery.attempts.map((attempt) => attempt.at)).size

async function resend(office: Office, id: string, copies: number): Promise<Attempt[]> {
  const delivery = office.deliveries.get(id)
  if (!delivery) throw new Error(`no delivery ${id}`)
  const made = await sendCopies(office, delivery, copies)
  settle(office, delivery, made)
  await office.store.sync()
  return made
}
