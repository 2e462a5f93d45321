import type {
  DealerModule,
  InputOf,
  Operation,
  OutputOf,
  RefusalOf,
} from '@xietong/domain/kernel/operation'
import type { Random } from '@xietong/domain/kernel/random'
import type { CommonRefusal } from '@xietong/domain/kernel/refusals'
import type { Result } from '@xietong/domain/kernel/result'
import type { Actor } from './actor'
import type { Config } from './config'
import type { Db, Tx } from './database'
import type { Log } from './log'
import type { Ports } from './ports'
import type { Questions } from './questions'
import type { Reactions } from './reactions'
import type { Recorder } from './recorder'

/** What every piece of server code gets: no global clock, randomness or connection. */
export interface Deps {
  readonly db: Db
  readonly config: Config
  readonly log: Log
  readonly random: Random
  readonly ports: Ports
  readonly reactions: Reactions
  readonly questions: Questions
  readonly recorder: Recorder
  now(): Date
  newId(): string
}

/** A business event (NT-001), written in the transaction of the change it reports. */
export interface BusinessEvent {
  /** Code of the event catalogue, for example `order.paid`. */
  readonly code: string
  readonly subject: { readonly kind: string; readonly id: string; readonly no?: string }
  /** Values for templates, already in words and yuan; no secrets, phones masked. */
  readonly variables: Readonly<Record<string, string>>
  readonly to: readonly EventRecipient[]
}

export type EventRecipient =
  | { readonly kind: 'member'; readonly id: string }
  /** Its owner and operators; with a module only the operators who have it (DL-145). */
  | { readonly kind: 'dealer'; readonly id: string; readonly module?: DealerModule }
  | { readonly kind: 'employee'; readonly id: string }
  | { readonly kind: 'account'; readonly id: string }
  | { readonly kind: 'permission'; readonly code: string }

/** An effect on a peer (IN-003): written here, sent after commit by the outbox worker. */
export interface OutboxMessage {
  readonly peer: 'wechat' | 'wechat-pay' | 'sms' | 'kuaidi100' | 'map'
  /** The sender's name, registered in peers/senders: for example `send-sms`. */
  readonly call: string
  /** The same effect twice has the same key; the second is not written. */
  readonly businessKey: string
  readonly payload: Readonly<Record<string, unknown>>
  /** Try once right after commit instead of waiting for the next tick of `jobs`. */
  readonly soon?: boolean
}

export interface AuditDetail {
  readonly objectKind: string
  readonly objectId: string
  readonly objectNo?: string
  readonly before?: unknown
  readonly after?: unknown
}

/** The context of one command inside its transaction. */
export interface Ctx<A extends Actor = Actor> {
  readonly tx: Tx
  readonly actor: A
  readonly now: Date
  readonly deps: Deps
  newId(): string
  /** Records a business event in this transaction. */
  emit(event: BusinessEvent): void
  /** Queues an effect on a peer in this transaction. */
  send(message: OutboxMessage): void
  /** Names the object and its values for the audit entry of this command. */
  audit(detail: AuditDetail): void
}

/** The context of a read: no transaction, nothing to write with. */
export interface ReadCtx<A extends Actor = Actor> {
  readonly db: Db
  readonly actor: A
  readonly now: Date
  readonly deps: Deps
}

type ResultOf<Op extends Operation> = Result<OutputOf<Op>, RefusalOf<Op> | CommonRefusal>
/** Actors that an operation's `may` admits, so that handlers need no impossible branches. */
type AppsOf<Op extends Operation> = keyof Op['may'] & string
type ActorFor<Op extends Operation> = Extract<
  Actor,
  { app: AppsOf<Op> extends infer Name ? Name : never }
>

export interface Handler {
  readonly operation: Operation
  readonly before: ((deps: Deps, input: never, actor: never) => Promise<unknown>) | undefined
  readonly run: (ctx: never, input: never, prepared: never) => Promise<Result<unknown>>
  readonly after:
    | ((deps: Deps, input: never, value: never, actor: never) => Promise<Result<unknown>>)
    | undefined
}

/** A read's use case. */
export function answer<Op extends Operation>(
  operation: Op,
  run: (ctx: ReadCtx<ActorFor<Op>>, input: InputOf<Op>) => Promise<ResultOf<Op>>,
): Handler {
  return { operation, before: undefined, run: run as Handler['run'], after: undefined }
}

/** A command's use case: runs inside the one transaction of the command. */
export function perform<Op extends Operation>(
  operation: Op,
  run: (ctx: Ctx<ActorFor<Op>>, input: InputOf<Op>) => Promise<ResultOf<Op>>,
): Handler {
  return { operation, before: undefined, run: run as Handler['run'], after: undefined }
}

/**
 * A command that needs a peer. `before` asks the peer with no transaction open and hands its answer
 * to `run`; `after` runs when `run` has committed (also when an equal request is repeated), may
 * talk to
 * peers and open its own short transactions by `deps.db`, and makes the final answer. Both must
 * bear
 * being run again.
 */
export function performWithPeer<Op extends Operation, Prepared, Value>(
  operation: Op,
  phases: {
    readonly before?: (deps: Deps, input: InputOf<Op>, actor: ActorFor<Op>) => Promise<Prepared>
    readonly run: (
      ctx: Ctx<ActorFor<Op>>,
      input: InputOf<Op>,
      prepared: Prepared,
    ) => Promise<Result<Value, RefusalOf<Op> | CommonRefusal>>
    readonly after?: (
      deps: Deps,
      input: InputOf<Op>,
      value: Value,
      actor: ActorFor<Op>,
    ) => Promise<ResultOf<Op>>
  },
): Handler {
  return {
    operation,
    before: phases.before as Handler['before'],
    run: phases.run as Handler['run'],
    after: phases.after as Handler['after'],
  }
}
