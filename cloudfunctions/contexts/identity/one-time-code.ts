import { createHmac } from 'node:crypto'
import { isSameText } from './same-text'

/** RFC 6238 as every authenticator speaks it: SHA-1, six digits, steps of 30 seconds. */
export const STEP_SECONDS = 30
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const SECRET_CHARACTERS = 32

/** A new secret of 160 bits, in the letters that a person can type into an authenticator. */
export function newSecret(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, SECRET_CHARACTERS), (byte) => ALPHABET[byte % 32]).join('')
}

function bytesOf(secret: string): Buffer {
  const bits = Array.from(secret, (letter) =>
    ALPHABET.indexOf(letter).toString(2).padStart(5, '0'),
  ).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((octet) => Number.parseInt(octet, 2)))
}

export const stepAt = (now: Date) => Math.floor(now.getTime() / 1_000 / STEP_SECONDS)

export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  const number = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff
  return String(number % 1_000_000).padStart(6, '0')
}

/**
 * The step whose code was given, or null. One step before and after is allowed for clocks that
 * differ; a step up to `lastStep` was used already.
 */
export function matchingStep(
  code: string,
  { secret, lastStep, now }: { secret: string; lastStep: number; now: Date },
): number | null {
  const middle = stepAt(now)
  const steps = [middle - 1, middle, middle + 1].filter((step) => step > lastStep)
  return steps.find((step) => isSameText(codeAt(secret, step), code)) ?? null
}
