import { command, query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import { count, id, instant, object, oneOf, optionalText, text } from '../kernel/schema'
import { alarmExport, callExport, inboxExport, outboxExport } from './exports'

export const outboxStates = ['waiting', 'sent', 'confirmed', 'unknown', 'manual', 'closed'] as const
export const inboxStates = [
  'received',
  'verified',
  'done',
  'bad-signature',
  'unmatched',
  'failed',
] as const

/** IN-003: what leaves for peers, with its business key, attempts and state. */
export const listOutbox = query('peers.listOutbox', {
  title: '外发消息',
  may: { console: 'peers.read' },
  input: listInput({ peer: text(30), state: oneOf(outboxStates), businessKey: text(80) }, [
    '-createdAt',
    'createdAt',
  ]),
  output: listOutput(
    object({
      id,
      peer: text(30),
      call: text(60),
      businessKey: text(80),
      state: oneOf(outboxStates),
      attempts: count(1_000),
      nextAt: instant.nullable(),
      lastError: optionalText(500),
      traceNo: text(40),
      createdAt: instant,
    }),
  ),
  exports: outboxExport,
  refusals: [],
})
/** IN-004: the raw callbacks with the result of their processing. */
export const listInbox = query('peers.listInbox', {
  title: '回调记录',
  may: { console: 'peers.read' },
  input: listInput({ peer: text(30), state: oneOf(inboxStates), businessKey: text(80) }, [
    '-receivedAt',
    'receivedAt',
  ]),
  output: listOutput(
    object({
      id,
      peer: text(30),
      kind: text(60),
      businessKey: text(80).nullable(),
      state: oneOf(inboxStates),
      note: optionalText(500),
      address: text(60),
      receivedAt: instant,
      doneAt: instant.nullable(),
    }),
  ),
  exports: inboxExport,
  refusals: [],
})
/** IN-013: every call to a peer with its trace number; bodies are redacted. */
export const listCalls = query('peers.listCalls', {
  title: '接口调用记录',
  may: { console: 'peers.read' },
  input: listInput(
    { peer: text(30), traceNo: text(40), outcome: oneOf(['ok', 'refused', 'unknown']) },
    ['-at', 'at'],
  ),
  output: listOutput(
    object({
      id,
      at: instant,
      peer: text(30),
      call: text(60),
      traceNo: text(40),
      outcome: oneOf(['ok', 'refused', 'unknown']),
      status: count(1_000),
      durationMs: count(1_000_000),
      note: optionalText(500),
    }),
  ),
  exports: callExport,
  refusals: [],
})
/** Alarms raised by peers: forged callbacks, amount mismatch, clock skew, signature refusals. */
export const listAlarms = query('peers.listAlarms', {
  title: '接口告警',
  may: { console: 'peers.read' },
  input: listInput({ kind: text(40) }, ['-at']),
  output: listOutput(
    object({
      id,
      at: instant,
      kind: text(40),
      peer: text(30),
      text: text(300),
      count: count(1_000_000),
    }),
  ),
  exports: alarmExport,
  refusals: [],
})
/** IN-013: replaying a stored callback has the same result as receiving it once. */
export const replayCallback = command('peers.replayCallback', {
  title: '重放回调',
  may: { console: 'peers.replay' },
  input: { callbackId: id },
  output: object({ state: oneOf(inboxStates) }),
  refusals: ['NOT_REPLAYABLE'],
})
export const resendMessage = command('peers.resendMessage', {
  title: '重发外发消息',
  may: { console: 'peers.replay' },
  input: { messageId: id },
  output: object({}),
  refusals: ['NOT_REPLAYABLE'],
})
