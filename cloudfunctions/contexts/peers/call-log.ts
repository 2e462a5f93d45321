import { redact } from '@xietong/domain/peers/redact'
import type { Db } from '../../runtime/database'
import type { Log } from '../../runtime/log'
import type { CallRecord } from '../../runtime/peer-tools'
import { insertCalls } from './call-store'

/**
 * Calls are written in groups: a log line per call must not cost a payment its own commit. What
 * is not
 * written when the process dies is only missing in the log, never in the business.
 */
const FLUSH_AFTER_MS = 100
const FLUSH_AT = 100

interface Book {
  waiting: CallRecord[]
  timer: NodeJS.Timeout | undefined
  writing: Promise<void>
}
const books = new WeakMap<Db, Book>()

function bookOf(db: Db): Book {
  const known = books.get(db)
  if (known) {
    return known
  }
  const book: Book = { waiting: [], timer: undefined, writing: Promise.resolve() }
  books.set(db, book)
  return book
}

/** Notes a call for the log; never throws and never waits for the database. */
export async function recordCall(
  tools: { readonly db: Db; readonly log: Log },
  record: CallRecord,
): Promise<void> {
  const book = bookOf(tools.db)
  book.waiting.push({ ...record, note: redact(record.note) })
  if (book.waiting.length >= FLUSH_AT) {
    void flushCalls(tools)
    return
  }
  book.timer ??= setTimeout(() => void flushCalls(tools), FLUSH_AFTER_MS).unref()
}

/** Writes what is waiting; called before a process ends, and by tests. */
export function flushCalls(tools: { readonly db: Db; readonly log: Log }): Promise<void> {
  const book = bookOf(tools.db)
  book.writing = book.writing.then(async () => {
    const batch = book.waiting
    book.waiting = []
    clearTimeout(book.timer)
    book.timer = undefined
    if (batch.length > 0) {
      await insertCalls(tools.db, batch).catch((error: unknown) => {
        tools.log.error({ err: error, lost: batch.length }, 'call log not written')
      })
    }
  })
  return book.writing
}
