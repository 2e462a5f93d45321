import { redact } from '@xietong/domain/peers/redact'
import { nextTryAt } from '@xietong/domain/peers/retry'
import type { Deps } from '../../runtime/context'
import { flushCalls } from './call-log'
import { type Claimed, claimDue, claimFresh, type Outcome, recordOutcome } from './outbox-store'
import { raiseAlarm } from './raise-alarm'
import { type QueryAnswer, type Sender, type SentMessage, senderOf } from './senders'
import { withTrace } from './trace-scope'

const GROUP = 10
/** A command's answer waits at most so long for its `soon` messages; they go on behind it. */
const SOON_WAIT_MS = 800

/** At most so many messages in one run, so that the other parts of a tick get their turn. */
const RUN_MAX = 2_000

/**
 * Sends what is due until `deadline`: claims with SKIP LOCKED, counts the try and sets the lease
 * in one commit, calls the
 * peer with no transaction open, then records. Any number of workers may run side by side (IN-003).
 */
export async function drainOutbox(deps: Deps, deadline: Date): Promise<number> {
  let handled = 0
  while (handled < RUN_MAX && deps.now() < deadline) {
    const fresh = await claimDue(deps.db, deps.now(), { kind: 'fresh', limit: GROUP })
    await Promise.all(fresh.map((message) => handle(deps, message)))
    const again = await claimDue(deps.db, deps.now(), { kind: 'again', limit: 1 })
    await Promise.all(again.map((message) => handle(deps, message)))
    handled += fresh.length + again.length
    if (fresh.length + again.length === 0) {
      break
    }
  }
  return handled
}

const underway = new Set<Promise<unknown>>()

/**
 * Tries named messages right after their command committed; what fails is left to the next drain.
 */
export async function sendSoon(deps: Deps, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) {
    return
  }
  const sending = claimFresh(deps.db, deps.now(), ids)
    .then((messages) => Promise.all(messages.map((message) => handle(deps, message))))
    .catch((error: unknown) => deps.log.error({ err: error }, 'sending soon failed'))
  underway.add(sending)
  void sending.finally(() => underway.delete(sending))
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, SOON_WAIT_MS)
  })
  await Promise.race([sending, patience])
  clearTimeout(timer)
}

/** Waits for what goes on behind answers: sends and the call log. Called before a process ends. */
export async function finishPeers(deps: Pick<Deps, 'db' | 'log'>): Promise<void> {
  await Promise.all(underway)
  await flushCalls(deps)
}

/** After so many tries the death of one more worker is its own fault: it kills whoever sends it. */
const TRIES_MAX = 12

async function handle(deps: Deps, message: Claimed): Promise<void> {
  const answer = await withTrace(message.trace_no, () => answerTo(deps, message))
  const outcome = decide(deps, message, answer)
  const recorded = await recordOutcome(deps.db, message, outcome, deps.now())
  if (recorded && outcome.state === 'manual') {
    await raiseAlarm(deps, {
      kind: 'outbox-manual',
      peer: message.peer,
      text: `${message.call} ${message.business_key} 需要人工处理：${outcome.error}`,
    })
  }
}

async function answerTo(deps: Deps, message: Claimed): Promise<QueryAnswer> {
  const sender = senderOf(message.call)
  if (!sender) {
    return final('NO_SENDER', `没有发送方 ${message.call}`)
  }
  if (message.before === 'sent' && message.attempts > TRIES_MAX) {
    return final('WORKER_DIED', '发送时进程多次中断')
  }
  return attempt(deps, sender, message)
}

const final = (code: string, message: string) =>
  ({ kind: 'refused', code, message, retry: false }) as const

/** An earlier send may have arrived unless the message was still waiting when it was claimed. */
async function attempt(deps: Deps, sender: Sender, message: Claimed): Promise<QueryAnswer> {
  const sent: SentMessage = {
    id: message.id,
    businessKey: message.business_key,
    attempts: message.attempts,
    createdAt: message.created_at,
  }
  try {
    if (message.before !== 'waiting') {
      if (sender.query) {
        const known = await sender.query(deps, message.payload, sent)
        if (known.kind !== 'absent') {
          return known
        }
      } else if (!sender.repeatable) {
        return { kind: 'unknown', message: '结果未知，等待对方回报' }
      }
    }
    return await sender.send(deps, message.payload, sent)
  } catch (error) {
    deps.log.error({ call: message.call, outboxId: message.id, err: error }, 'sender failed')
    return { kind: 'unknown', message: String((error as Error).message) }
  }
}

function decide(deps: Deps, message: Claimed, answer: QueryAnswer): Outcome {
  if (answer.kind === 'done') {
    return { state: 'confirmed', nextAt: null, error: '' }
  }
  const error = describe(answer)
  if (answer.kind === 'refused' && answer.waitUntil) {
    return { state: 'waiting', nextAt: answer.waitUntil, error }
  }
  const isFinal = answer.kind === 'refused' && !answer.retry
  const nextAt = isFinal
    ? null
    : nextTryAt(message.attempts, message.created_at, deps.now(), deps.random)
  if (nextAt === null) {
    return { state: 'manual', nextAt: null, error }
  }
  const state = answer.kind === 'unknown' ? 'unknown' : 'waiting'
  return { state, nextAt, error }
}

function describe(answer: Exclude<QueryAnswer, { kind: 'done' }>): string {
  if (answer.kind === 'absent') {
    return '对方没有收到'
  }
  const code = answer.kind === 'refused' ? `${answer.code} ` : ''
  return redact(`${code}${answer.message}`)
}
