import { MINUTE_MS } from '@xietong/domain/kernel/time'
import { redact } from '@xietong/domain/peers/redact'
import type { Reader } from '../../runtime/database'
import type { Log } from '../../runtime/log'
import type { Alarm } from './alarm'
import { upsertAlarm } from './alarm-store'

interface AlarmParts {
  readonly db?: Reader
  readonly tx?: Reader
  readonly log?: Log
  readonly deps?: { readonly log: Log }
  readonly now: Date | (() => Date)
  newId(): string
}

/**
 * Raises an alarm, in the transaction of a command (`ctx`) or on its own (`deps`). Alarms of one
 * kind
 * and minute are one row with a count, so that a flood does not hide the others.
 */
export async function raiseAlarm(parts: AlarmParts, alarm: Alarm): Promise<void> {
  const reader = parts.tx ?? parts.db
  if (!reader) {
    throw new Error('an alarm needs a transaction or a database')
  }
  const at = typeof parts.now === 'function' ? parts.now() : parts.now
  const minute = new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS)
  const text = redact(alarm.text, 300) || alarm.kind
  const log = parts.log ?? parts.deps?.log
  log?.error({ alarm: alarm.kind, peer: alarm.peer, text }, 'alarm')
  const { kind, peer, threshold = 1 } = alarm
  await upsertAlarm(reader, { id: parts.newId(), kind, peer, minute, at, text, threshold })
}
