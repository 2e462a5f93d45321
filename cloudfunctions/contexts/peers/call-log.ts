import { redact } from '@xietong/domain/peers/redact'
import type { Db } from '../../runtime/database'
import type { Log } from '../../runtime/log'
import { insertCalls } from './call-store'
import type { Alarm, PeerCall, PeerObserver } from './observer'
import { raiseAlarm } from './raise-alarm'

/**
 * Calls are written in groups: a log line per call must not cost a payment its own commit. What is not
 * written when the process dies is only missing in the log, never in the business.
 */
const FLUSH_AFTER_MS = 100
const FLUSH_AT = 100

export interface CallLog extends PeerObserver {
  /** Writes what is waiting; called at shutdown and by tests. */
  flush(): Promise<void>
}

export interface CallLogParts {
  readonly db: Db
  readonly log: Log
  now(): Date
  newId(): string
}

export function openCallLog(parts: CallLogParts): CallLog {
  let waiting: (PeerCall & { id: string; at: Date })[] = []
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const write = async () => {
    const batch = waiting
    waiting = []
    clearTimeout(timer)
    timer = undefined
    if (batch.length > 0) {
      await insertCalls(parts.db, batch).catch((error: unknown) => {
        parts.log.error({ err: error, lost: batch.length }, 'call log not written')
      })
    }
  }
  const flush = () => {
    writing = writing.then(write)
    return writing
  }
  return {
    called(call) {
      const note = redact(call.note)
      waiting.push({ ...call, note, id: parts.newId(), at: parts.now() })
      parts.log.debug({ ...call, note }, 'peer call')
      if (waiting.length >= FLUSH_AT) {
        void flush()
        return
      }
      timer ??= setTimeout(() => void flush(), FLUSH_AFTER_MS).unref()
    },
    alarm(alarm: Alarm) {
      writing = writing.then(() =>
        raiseAlarm(parts, alarm).catch((error: unknown) => {
          parts.log.error({ err: error, kind: alarm.kind }, 'alarm not written')
        }),
      )
    },
    flush,
  }
}
