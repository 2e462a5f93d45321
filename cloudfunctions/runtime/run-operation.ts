import type { Operation } from '@xietong/domain/kernel/operation'
import { commonRefusals, type RefusalCode, refusalSentence } from '@xietong/domain/kernel/refusals'
import { type Refusal, type Result, refuse } from '@xietong/domain/kernel/result'
import { z } from '@xietong/domain/kernel/schema'
import { type RawBuilder, sql } from 'kysely'
import { zhCN } from 'zod/locales'
import { type Actor, actorKey, requestOwner } from './actor'
import type { Deps, Handler } from './context'
import { crashPoint } from './crash-point'
import { actingBy } from './data-scope'
import type { Tx } from './database'
import { refusalFor } from './permission'
import { countUse } from './rate-limit'
import { canonicalJson, requestNumber } from './request-hash'
import { inTransaction, openContext, sqlState } from './run-command'
import { keyedHash, seal, unseal } from './seal'

export interface Call {
  readonly name: string
  readonly input: unknown
  readonly token: string | null
  /** The client's address as the platform names it. */
  readonly address: string
}

export interface Answer {
  readonly status: number
  readonly body:
    | { readonly ok: true; readonly value: unknown }
    | {
        readonly ok: false
        readonly code: RefusalCode
        readonly message: string
        readonly detail: Readonly<Record<string, unknown>>
        readonly requestNo: string
      }
}

export interface Pipeline {
  readonly deps: Deps
  readonly handlers: ReadonlyMap<string, Handler>
  /** Loads who calls, fresh on every request; a token that stands for nobody gives `anyone`. */
  loadActor(token: string | null, address: string): Promise<Actor>
  /** Checks answers against the contract; on outside production. */
  readonly checkAnswers: boolean
}

// What a schema says about a wrong field is read by users.
z.config(zhCN())

const STATUS: Partial<Record<RefusalCode, number>> = {
  VALIDATION_FAILED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_ALLOWED_FOR_KIND: 403,
  PHONE_NEEDED: 403,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  TRY_LATER: 503,
}
/** Lock or statement time-out, too many connections, shutdown: the caller may safely try again. */
const BUSY = new Set(['55P03', '57014', '53300', '57P01', '57P03', '40001', '40P01', '25P03'])

/**
 * The only way into a use case: strict decode → session → permission → rate → transaction with
 * request
 * key, handler, audit, events and outbox → answer. A handler cannot forget any of it.
 */
export async function runOperation(pipeline: Pipeline, call: Call): Promise<Answer> {
  const requestNo = requestNumber()
  try {
    const result = await admit(pipeline, call)
    return result.ok
      ? { status: 200, body: { ok: true, value: result.value } }
      : refusalAnswer(result, requestNo)
  } catch (error) {
    const busy = BUSY.has(sqlState(error) ?? '') || isConnectionTimeout(error)
    pipeline.deps.log.error({ operation: call.name, requestNo, err: error }, 'operation failed')
    return refusalAnswer(refuse(busy ? 'TRY_LATER' : 'INTERNAL'), requestNo)
  }
}

function isConnectionTimeout(error: unknown): boolean {
  return error instanceof Error && /timeout exceeded when trying to connect/.test(error.message)
}

function refusalAnswer(refusal: Refusal, requestNo: string): Answer {
  const { code, detail } = refusal
  const message = refusalSentence(code, detail)
  return { status: STATUS[code] ?? 409, body: { ok: false, code, message, detail, requestNo } }
}

async function admit(pipeline: Pipeline, call: Call): Promise<Result<unknown>> {
  const handler = pipeline.handlers.get(call.name)
  if (!handler) {
    return refuse('NOT_FOUND')
  }
  const { operation } = handler
  const decoded = operation.input.safeParse(call.input)
  if (!decoded.success) {
    return refuse('VALIDATION_FAILED', problemsOf(operation, decoded.error.issues))
  }
  const actor = await pipeline.loadActor(call.token, call.address)
  const denied = refusalFor(operation, actor)
  if (denied) {
    if (denied === 'FORBIDDEN' || denied === 'NOT_ALLOWED_FOR_KIND') {
      await logDenial(pipeline, { operation, actor, address: call.address, code: 'FORBIDDEN' })
    }
    return refuse(denied)
  }
  const tooOften = await refusalOfRate(pipeline, operation, actor, call.address)
  if (tooOften) {
    return tooOften
  }
  const result = await execute(pipeline, handler, {
    actor: actingBy(actor, operation.may.console),
    input: decoded.data,
    address: call.address,
  })
  if (!result.ok && SECURITY.has(result.code) && !result.keep) {
    await logDenial(pipeline, { operation, actor, address: call.address, code: result.code })
  }
  return declared(pipeline, operation, result)
}

/**
 * Refusals of a use case that leave one entry in the log (K2): a right that depends on what is
 * asked for (AD-004), and the limits on guessing and on sending codes.
 */
const SECURITY = new Set<RefusalCode>([
  'FORBIDDEN',
  'SMS_TOO_OFTEN',
  'CARD_TRIES_USED_UP',
  'CARD_LOCKED',
])

interface Denial {
  readonly operation: Operation
  readonly actor: Actor
  readonly address: string
  readonly code: RefusalCode
}

function logDenial(pipeline: Pipeline, { operation, ...denial }: Denial): Promise<void> {
  const { name, title } = operation
  return pipeline.deps.recorder.recordRefusal(pipeline.deps, { ...denial, operation: name, title })
}

/** The first call over the rate is logged, the rest of its window is not: a flood stays cheap. */
async function refusalOfRate(
  { deps, ...pipeline }: Pipeline,
  operation: Operation,
  actor: Actor,
  address: string,
): Promise<Refusal<'RATE_LIMITED'> | null> {
  const rate = operation.limits.perActor
  if (!rate) {
    return null
  }
  const use = await countUse(deps.db, rateKey(operation, actor), rate, deps.now())
  if (use === 'first-over') {
    await logDenial({ ...pipeline, deps }, { operation, actor, address, code: 'RATE_LIMITED' })
  }
  return use === 'within' ? null : refuse('RATE_LIMITED')
}

const rateKey = (operation: Operation, actor: Actor) => `${operation.name}|${actorKey(actor)}`

/** The words a user knows a field by: its Chinese title where the contract gives one. */
function titleOf(operation: Operation, path: readonly PropertyKey[]): string {
  const shape = operation.input.shape as Readonly<Record<string, z.ZodType | undefined>>
  const title = shape[String(path[0] ?? '')]?.meta()?.title
  return (title ?? path.map(String).join('.')).slice(0, 100)
}

type Issue = { path: PropertyKey[]; message: string }

function problemsOf(operation: Operation, issues: readonly Issue[]) {
  const problems = issues.slice(0, 20).map((issue) => ({
    path: issue.path.map(String).join('.').slice(0, 100),
    title: titleOf(operation, issue.path),
    message: issue.message.slice(0, 200),
  }))
  const fields = problems.map(({ title, message }) => (title ? `${title}：${message}` : message))
  return { fields: fields.slice(0, 3).join('；'), problems }
}

/**
 * A refusal or an answer outside the contract is a bug, found in every environment but
 * production.
 */
function declared(pipeline: Pipeline, operation: Operation, result: Result<unknown>) {
  if (!result.ok) {
    const known: readonly string[] = [...operation.refusals, ...commonRefusals]
    if (!known.includes(result.code)) {
      throw new Error(`${operation.name} refused with undeclared ${result.code}`)
    }
    return result
  }
  if (pipeline.checkAnswers) {
    const checked = operation.output.safeParse(result.value)
    if (!checked.success) {
      throw new Error(`${operation.name} answered outside its contract: ${checked.error.message}`)
    }
  }
  return result
}

interface Admitted {
  readonly actor: Actor
  readonly input: unknown
  readonly address: string
}

async function execute(
  pipeline: Pipeline,
  handler: Handler,
  admitted: Admitted,
): Promise<Result<unknown>> {
  const { deps } = pipeline
  if (handler.operation.kind === 'read') {
    const ctx = { db: deps.db, actor: admitted.actor, now: deps.now(), deps }
    return handler.run(ctx as never, admitted.input as never, undefined as never)
  }
  const prepared = await handler.before?.(deps, admitted.input as never, admitted.actor as never)
  const committed = await inTransaction(deps, (tx) =>
    commit(pipeline, handler, admitted, { tx, prepared }),
  ).catch(rolledBackRefusal)
  crashPoint('command.committed')
  if (committed.soon.length > 0) {
    await deps.recorder.sendSoon(deps, committed.soon)
  }
  if (!committed.result.ok || !handler.after) {
    return committed.result
  }
  const { value } = committed.result
  const { input, actor } = admitted
  const answer = await handler.after(deps, input as never, value as never, actor as never)
  crashPoint('command.answering')
  return answer
}

interface Committed {
  readonly result: Result<unknown>
  readonly soon: string[]
}

/** Carries a refusal out of the transaction so that everything it wrote is rolled back. */
class RollBack extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code)
  }
}

function rolledBackRefusal(error: unknown): Committed {
  if (error instanceof RollBack) {
    return { result: error.refusal, soon: [] }
  }
  throw error
}

async function commit(
  pipeline: Pipeline,
  handler: Handler,
  admitted: Admitted,
  { tx, prepared }: { tx: Tx; prepared: unknown },
): Promise<Committed> {
  const { deps } = pipeline
  const { operation } = handler
  const { requestId } = admitted.input as { requestId: string }
  const hash = keyedHash(deps.config.SESSION_PEPPER, canonicalJson(admitted.input))
  const key = { actorKey: requestOwner(admitted.actor), operation: operation.name, requestId }
  const earlier = await claimKey(tx, { ...key, hash, now: deps.now() })
  if (earlier) {
    const same = earlier.input_hash.equals(hash)
    return { result: same ? openAnswer(deps, earlier.answer) : refuse('KEY_REUSED'), soon: [] }
  }
  crashPoint('command.claimed')
  const { ctx, gathered } = openContext(deps, tx, admitted.actor)
  const result = await handler.run(ctx as never, admitted.input as never, prepared as never)
  if (!result.ok && !result.keep) {
    throw new RollBack(result)
  }
  crashPoint('command.handled')
  const answer = result.ok ? closeAnswer(deps, operation, result.value) : null
  const record = {
    actor: admitted.actor,
    operation: operation.name,
    title: operation.title,
    requestId,
    address: admitted.address,
    code: result.ok ? null : result.code,
    gathered,
    ctx,
  }
  const soon = await deps.recorder.record(tx, record, storeAnswer(key, answer))
  crashPoint('command.recorded')
  return { result, soon }
}

interface KeyRow {
  input_hash: Buffer
  answer: { sealed?: string; value?: unknown }
}

/**
 * Inserts the key, or answers the committed row of an earlier equal call (waiting for it if it
 * runs).
 */
async function claimKey(
  tx: Tx,
  key: { actorKey: string; operation: string; requestId: string; hash: Buffer; now: Date },
): Promise<KeyRow | null> {
  const inserted = await sql`
    insert into runtime.request_key (actor_key, operation, request_id, input_hash, created_at)
    values (${key.actorKey}, ${key.operation}, ${key.requestId}, ${key.hash}, ${key.now})
    on conflict do nothing`.execute(tx)
  if (inserted.numAffectedRows === 1n) {
    return null
  }
  const { rows } = await sql<KeyRow>`
    select input_hash, answer from runtime.request_key
    where actor_key = ${key.actorKey} and operation = ${key.operation}
      and request_id = ${key.requestId}`.execute(tx)
  const row = rows[0]
  if (!row) {
    // The row was removed by the sweep between the two statements; the retry claims it anew.
    throw Object.assign(new Error('request key vanished'), { code: '40001' })
  }
  return row
}

/** A kept refusal frees its key: the next try with the same key runs again. */
function storeAnswer(
  key: { actorKey: string; operation: string; requestId: string },
  answer: KeyRow['answer'] | null,
): RawBuilder<unknown> {
  const where = sql`actor_key = ${key.actorKey} and operation = ${key.operation}
    and request_id = ${key.requestId}`
  return answer === null
    ? sql`delete from runtime.request_key where ${where}`
    : sql`update runtime.request_key set answer = ${JSON.stringify(answer)}::jsonb where ${where}`
}

function holdsToken(operation: Operation): boolean {
  return 'shape' in operation.output && 'token' in (operation.output.shape as object)
}

function closeAnswer(deps: Deps, operation: Operation, value: unknown): KeyRow['answer'] {
  return holdsToken(operation) ? { sealed: seal(deps.config.SESSION_PEPPER, value) } : { value }
}

function openAnswer(deps: Deps, answer: KeyRow['answer']): Result<unknown> {
  const value = answer.sealed ? unseal(deps.config.SESSION_PEPPER, answer.sealed) : answer.value
  return { ok: true, value }
}
