import { sql } from 'kysely'
import type { Actor } from './actor'
import type { AuditDetail, BusinessEvent, Ctx, Deps, OutboxMessage } from './context'
import type { Tx } from './database'

const RETRIABLE = new Set(['40001', '40P01'])
const ATTEMPTS = 3

/** What a command collected while it ran; written in its transaction just before commit. */
export interface Gathered {
  readonly events: BusinessEvent[]
  readonly messages: OutboxMessage[]
  audit: AuditDetail | null
}

export function openContext(deps: Deps, tx: Tx, actor: Actor): { ctx: Ctx; gathered: Gathered } {
  const gathered: Gathered = { events: [], messages: [], audit: null }
  const ctx: Ctx = {
    tx,
    actor,
    deps,
    now: deps.now(),
    newId: () => deps.newId(),
    emit: (event) => void gathered.events.push(event),
    send: (message) => void gathered.messages.push(message),
    audit: (detail) => {
      gathered.audit = detail
    },
  }
  return { ctx, gathered }
}

/** SQLSTATE of a database error, if it is one. */
export function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : undefined
}

/** The whole transaction again on deadlock or serialization failure, at most three times. */
export async function inTransaction<Value>(
  deps: Deps,
  work: (tx: Tx) => Promise<Value>,
): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await deps.db.transaction().execute(work)
    } catch (error) {
      if (attempt >= ATTEMPTS || !RETRIABLE.has(sqlState(error) ?? '')) {
        throw error
      }
      const pauseMs = attempt * 5 + deps.random.below(20)
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}

/**
 * A command of the system itself: timers, callbacks, reactions of workers. Same transaction, audit,
 * events and outbox as an operation of a person.
 */
export async function runCommand<Value>(
  deps: Deps,
  name: string,
  work: (ctx: Ctx) => Promise<Value>,
): Promise<Value> {
  const actor: Actor = { app: 'system', name }
  const done = await inTransaction(deps, async (tx) => {
    const { ctx, gathered } = openContext(deps, tx, actor)
    const value = await work(ctx)
    const changed = gathered.audit !== null || gathered.events.length + gathered.messages.length > 0
    if (!changed) {
      return { value, soon: [] as string[] }
    }
    const soon = await deps.recorder.record(tx, {
      actor,
      operation: name,
      title: name,
      requestId: null,
      address: 'system',
      code: null,
      gathered,
      ctx,
    })
    return { value, soon }
  })
  await deps.recorder.sendSoon(deps, done.soon)
  return done.value
}

/** Removes request keys after 30 days and old counters; called by a daily timer. */
export async function sweepRuntime(deps: Deps): Promise<void> {
  const monthAgo = new Date(deps.now().getTime() - 30 * 86_400_000)
  const twoDaysAgo = new Date(deps.now().getTime() - 2 * 86_400_000)
  await sql`delete from runtime.request_key where created_at < ${monthAgo}`.execute(deps.db)
  await sql`delete from runtime.rate_counter where window_start < ${twoDaysAgo}`.execute(deps.db)
}
