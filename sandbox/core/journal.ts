import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * The memory of one peer: named collections held in maps, every change appended as one JSON line.
 * A peer answers only after sync(), so that whatever it acknowledged survives kill -9. The file is
 * rewritten from the maps when it has grown far beyond what is alive.
 */
export interface Collection<T> {
  get(key: string): T | undefined
  has(key: string): boolean
  put(key: string, value: T): void
  remove(key: string): void
  all(): T[]
  size(): number
}

export interface Store {
  collection<T>(name: string): Collection<T>
  /** Resolves once everything put so far is on the disk; callers at one time share one sync. */
  sync(): Promise<void>
  /** Forgets everything; the next line of the journal starts from nothing. */
  clear(): void
  close(): Promise<void>
}

export interface JournalOptions {
  file: string
  fsync: boolean
}

type Maps = Map<string, Map<string, unknown>>
type Line = [collection: string, key: string, value?: unknown]

const COMPACT_AFTER_LINES = 20_000

export async function openJournal(options: JournalOptions): Promise<Store> {
  mkdirSync(dirname(options.file), { recursive: true })
  const maps: Maps = new Map()
  const lines = loadLines(options.file, maps)
  const writer = await openWriter(options, maps, lines)
  return {
    collection: <T>(name: string) => openCollection<T>(name, maps, writer.append),
    sync: writer.sync,
    clear() {
      for (const map of maps.values()) map.clear()
      writer.append(['', ''])
    },
    close: writer.close,
  }
}

function openCollection<T>(name: string, maps: Maps, append: (line: Line) => void): Collection<T> {
  const map = mapOf(maps, name) as Map<string, T>
  return {
    get: (key) => map.get(key),
    has: (key) => map.has(key),
    put(key, value) {
      map.set(key, value)
      append([name, key, value])
    },
    remove(key) {
      if (map.delete(key)) append([name, key])
    },
    all: () => [...map.values()],
    size: () => map.size,
  }
}

function mapOf(maps: Maps, name: string): Map<string, unknown> {
  const found = maps.get(name)
  if (found) return found
  const made = new Map<string, unknown>()
  maps.set(name, made)
  return made
}

/** Replays the file. A torn last line was never acknowledged, so it is dropped with its rest. */
function loadLines(file: string, maps: Maps): number {
  if (!existsSync(file)) return 0
  let count = 0
  for (const text of readFileSync(file, 'utf8').split('\n')) {
    const line = readLine(text)
    if (!line) continue
    replay(line, maps)
    count += 1
  }
  return count
}

function readLine(text: string): Line | undefined {
  if (text === '') return undefined
  try {
    return JSON.parse(text) as Line
  } catch {
    return undefined
  }
}

function replay([name, key, value]: Line, maps: Maps): void {
  if (name === '') {
    for (const map of maps.values()) map.clear()
    return
  }
  const map = mapOf(maps, name)
  if (value === undefined) map.delete(key)
  else map.set(key, value)
}

async function openWriter(options: JournalOptions, maps: Maps, loaded: number) {
  let lines = loaded
  let closed = false
  let pending: string[] = []
  let tail: Promise<void> = Promise.resolve()
  let scheduled: Promise<void> | undefined
  // Starting from a rewritten file also removes a torn line, so that nothing is glued to it.
  let handle: FileHandle = await rewrite(options, maps)

  const append = (line: Line) => {
    pending.push(JSON.stringify(line))
  }
  const writeOut = async () => {
    const batch = pending
    pending = []
    // A call that was cut off by the end may still come back; there is no file for it any more.
    if (batch.length === 0 || closed) return
    lines += batch.length
    await handle.appendFile(`${batch.join('\n')}\n`)
    if (options.fsync) await handle.datasync()
    if (lines > COMPACT_AFTER_LINES && lines > 4 * living(maps)) {
      await handle.close()
      pending = []
      handle = await rewrite(options, maps)
      lines = living(maps)
    }
  }
  const sync = (): Promise<void> => {
    if (pending.length === 0 && !scheduled) return tail
    scheduled ??= tail
      .catch(() => undefined)
      .then(() => {
        scheduled = undefined
        tail = writeOut()
        return tail
      })
    return scheduled
  }
  const close = async () => {
    await sync()
    closed = true
    await handle.close()
  }
  return { append, sync, close }
}

const living = (maps: Maps): number => {
  let sum = 0
  for (const map of maps.values()) sum += map.size
  return sum
}

/**
 * Writes the living records to a new file and puts it in place in one step: a crash leaves the old
 * file or the new one, never half of either. Synchronous, so that nothing changes meanwhile.
 */
async function rewrite(options: JournalOptions, maps: Maps): Promise<FileHandle> {
  const next = `${options.file}.next`
  writeFileSync(next, '')
  const fd = openSync(next, 'a')
  for (const [name, map] of maps) {
    for (const [key, value] of map) writeSync(fd, `${JSON.stringify([name, key, value])}\n`)
  }
  if (options.fsync) fsyncSync(fd)
  closeSync(fd)
  renameSync(next, options.file)
  if (options.fsync) syncFolder(dirname(options.file))
  return open(options.file, 'a')
}

function syncFolder(folder: string): void {
  // Windows cannot open a folder; its rename is durable without it.
  if (process.platform === 'win32') return
  const fd = openSync(folder, 'r')
  fsyncSync(fd)
  closeSync(fd)
}
