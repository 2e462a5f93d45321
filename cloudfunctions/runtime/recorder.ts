import type { RawBuilder } from 'kysely'
import type { Actor } from './actor'
import type { Ctx, Deps } from './context'
import type { Tx } from './database'
import type { Gathered } from './run-command'

export interface CommandRecord {
  readonly actor: Actor
  readonly operation: string
  readonly title: string
  readonly requestId: string | null
  readonly address: string
  /** The code of a refusal that was kept, for example a wrong password; null when it was done. */
  readonly code: string | null
  readonly gathered: Gathered
  readonly ctx: Ctx
}

export interface RefusalRecord {
  readonly actor: Actor
  readonly operation: string
  readonly title: string
  readonly address: string
  readonly code: string
}

/**
 * Writes what every command leaves behind: audit entry, business events, outbox messages. The
 * runtime
 * knows only this interface; the foundation contexts that own the tables are wired in the
 * composition.
 */
export interface Recorder {
  /**
   * Writes in the command's transaction; answers the ids of messages to try right after commit.
   * `along` is one more data-changing statement, sent together with the audit entry: each round
   * trip saved counts at the peak.
   */
  record(tx: Tx, record: CommandRecord, along?: RawBuilder<unknown>): Promise<string[]>
  /** A refused attempt on something the caller has no right to (AD-004, K2). */
  recordRefusal(deps: Deps, record: RefusalRecord): Promise<void>
  sendSoon(deps: Deps, messageIds: readonly string[]): Promise<void>
}
