import { mayRetry, needsPerson, type PeerName } from '@xietong/domain/peers/retry'
import { clockSkewMs, MAX_CLOCK_SKEW_MS, traceNoFrom } from '@xietong/domain/peers/trace'
import { currentTrace, raiseAlarm } from '../contexts/peers'
import type { PeerTools } from '../runtime/peer-tools'
import type { PeerAnswer } from '../runtime/ports'
import { isPeerAddress } from './peer-address'
import { exchange, type HttpRequest } from './transport'

export interface PeerCall extends HttpRequest {
  readonly peer: PeerName
  /** Name in the call log: `prepay`, `send-sms` … */
  readonly call: string
}

export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/**
 * One call to a peer: breaker, trace number, time-outs, clock comparison, log line, alarms.
 * `judge` turns the raw answer into what it means; no answer at all means unknown, except when
 * no connection was made: then nothing was done and the same call may be repeated.
 */
export async function askPeer<Value>(
  tools: PeerTools,
  call: PeerCall,
  judge: (answer: RawAnswer) => PeerAnswer<Value>,
): Promise<PeerAnswer<Value>> {
  if (!tools.breaker.mayAsk(call.peer)) {
    const message = '对方连续无响应，稍后自动重试'
    return { kind: 'refused', code: 'BREAKER_OPEN', message, retry: true }
  }
  if (!isPeerAddress(tools.config, call.url)) {
    throw new Error(`${call.peer} ${call.call}: ${new URL(call.url).origin} is no peer of ours`)
  }
  const id = tools.newId()
  const traceNo = currentTrace() ?? traceNoFrom(id)
  const started = performance.now()
  const outcome = await exchange({ ...call, headers: { ...call.headers, 'x-trace-no': traceNo } })
  const answered = outcome.kind === 'answer'
  const answer: PeerAnswer<Value> = answered ? judge(outcome) : noAnswer(outcome)
  await tools.recordCall(tools, {
    id,
    at: tools.now(),
    peer: call.peer,
    call: call.call,
    traceNo,
    outcome: answer.kind === 'done' ? 'ok' : answer.kind,
    status: answered ? outcome.status : 0,
    durationMs: Math.round(performance.now() - started),
    note: noteOf(answer),
  })
  await noteHealth(tools, call.peer, answered && outcome.status < 500)
  if (answered) {
    await checkClock(tools, call.peer, outcome.headers.date)
  }
  if (answer.kind === 'refused' && needsPerson(call.peer, answer.code)) {
    await alarm(tools, {
      kind: 'peer-refused',
      peer: call.peer,
      text: `${call.call} 被拒绝：${answer.code} ${answer.message}`,
    })
  }
  return answer
}

async function noteHealth(tools: PeerTools, peer: PeerName, worked: boolean): Promise<void> {
  if (tools.breaker.report(peer, worked)) {
    const text = '连续 5 次没有正常响应，30 秒内不再请求，待发的消息保留'
    await alarm(tools, { kind: 'peer-down', peer, text })
  }
}

function noAnswer(outcome: { kind: 'silence' | 'unreachable'; message: string }) {
  return outcome.kind === 'silence'
    ? ({ kind: 'unknown', message: outcome.message } as const)
    : ({ kind: 'refused', code: 'UNREACHABLE', message: outcome.message, retry: true } as const)
}

function noteOf(answer: PeerAnswer<unknown>): string {
  if (answer.kind === 'done') {
    return ''
  }
  return answer.kind === 'refused' ? `${answer.code} ${answer.message}` : answer.message
}

/** A refusal with the retry class of its peer. */
export function refused<Value>(peer: PeerName, code: string, message: string): PeerAnswer<Value> {
  return { kind: 'refused', code, message, retry: mayRetry(peer, code) }
}

export const unknown = <Value>(message: string): PeerAnswer<Value> => ({ kind: 'unknown', message })

/** JSON object of an answer, or undefined for anything else. */
export function jsonOf(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

/** An alarm of a client must never fail the call that caused it. */
export async function alarm(
  tools: PeerTools,
  fact: { kind: string; peer: string; text: string },
): Promise<void> {
  await raiseAlarm(tools, fact).catch((error: unknown) => {
    tools.log.error({ err: error, kind: fact.kind }, 'alarm not written')
  })
}

/**
 * IN-011: peers refuse signatures at 5 to 10 minutes of skew; a person must know from one minute
 * on.
 * Compared with the machine's clock, not with the clock of the business, which a demo may move.
 */
async function checkClock(
  tools: PeerTools,
  peer: string,
  dateHeader: string | undefined,
): Promise<void> {
  const skew = clockSkewMs(dateHeader, new Date())
  if (Math.abs(skew) > MAX_CLOCK_SKEW_MS) {
    const seconds = Math.round(skew / 1_000)
    await alarm(tools, { kind: 'clock-skew', peer, text: `服务器时间与对方相差 ${seconds} 秒` })
  }
}
