import type { Store } from './journal'

/**
 * The clock of the sandbox: real time plus a shift that a person or a test sets. It always runs;
 * a standing clock would leave every time-out of the product undecided.
 */
export interface Clock {
  now(): Date
  /** The machine's time, which signing libraries of callers use whatever clock they are given. */
  real(): Date
  shiftMs(): number
  set(change: ClockChange): void
}

export interface ClockChange {
  at?: string
  advanceMs?: number
  offsetMs?: number
  real?: boolean
}

export function openClock(store: Store, base: () => Date): Clock {
  const settings = store.collection<{ offsetMs: number }>('clock')
  const shiftMs = () => settings.get('shift')?.offsetMs ?? 0
  const now = () => new Date(base().getTime() + shiftMs())
  return {
    now,
    real: () => new Date(),
    shiftMs,
    set(change) {
      settings.put('shift', { offsetMs: nextShift(change, shiftMs(), base()) })
    },
  }
}

function nextShift(change: ClockChange, shiftMs: number, real: Date): number {
  if (change.real) return 0
  if (change.offsetMs !== undefined) return Math.round(change.offsetMs)
  if (change.advanceMs !== undefined) return Math.round(shiftMs + change.advanceMs)
  const at = change.at === undefined ? Number.NaN : Date.parse(change.at)
  if (Number.isNaN(at)) throw new Error('clock: give at, advanceMs, offsetMs or real')
  return at - real.getTime()
}

const SHANGHAI_MS = 8 * 3600_000

/** RFC 3339 with +08:00 and seconds, the form WeChat and WeChat Pay write. */
export function shanghaiStamp(at: Date): string {
  return `${shanghaiIso(at).slice(0, 19)}+08:00`
}

/** 2026-09-22 in Shanghai. */
export const shanghaiDay = (at: Date): string => shanghaiIso(at).slice(0, 10)

/** 2026-09-22 15:42:05 in Shanghai. */
export const shanghaiTime = (at: Date): string => shanghaiIso(at).slice(0, 19).replace('T', ' ')

const shanghaiIso = (at: Date): string => new Date(at.getTime() + SHANGHAI_MS).toISOString()
