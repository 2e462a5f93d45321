import type { RefusalCode } from './refusals'

/** A refusal is a value with a stable code; whatever is thrown instead is a bug. */
export interface Refusal<Code extends RefusalCode = RefusalCode> {
  readonly ok: false
  readonly code: Code
  /** Values for the sentence's placeholders and for the client (never secrets). */
  readonly detail: Readonly<Record<string, unknown>>
  /** True when the state written so far must be kept, for example a counted wrong try. */
  readonly keep: boolean
}

export interface Ok<Value> {
  readonly ok: true
  readonly value: Value
}

export type Result<Value, Code extends RefusalCode = RefusalCode> = Ok<Value> | Refusal<Code>

export function ok<Value>(value: Value): Ok<Value> {
  return { ok: true, value }
}

/** Refuses and rolls back everything that the operation wrote. */
export function refuse<const Code extends RefusalCode>(
  code: Code,
  detail: Record<string, unknown> = {},
): Refusal<Code> {
  return { ok: false, code, detail, keep: false }
}

/** Refuses but commits what was written: the wrong try must count. */
export function refuseAndKeep<const Code extends RefusalCode>(
  code: Code,
  detail: Record<string, unknown> = {},
): Refusal<Code> {
  return { ok: false, code, detail, keep: true }
}
