import { randomBytes, randomInt } from 'node:crypto'
import type { Random } from '@xietong/domain/kernel/random'

/** JSON with sorted keys, so that equal inputs have equal hashes whatever their key order. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`
  }
  if (value !== null && typeof value === 'object') {
    const parts = Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`)
    return `{${parts.join(',')}}`
  }
  return JSON.stringify(value)
}

/** The server's randomness. */
export const cryptoRandom: Random = {
  bytes: (count) => randomBytes(count),
  below: (below) => randomInt(below),
}

/** UUIDv7: time-ordered, made by the application. */
export function uuidV7(now: Date): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now.getTime(), 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}

/** Short number that a user reads to the hotline: `7F3K-92C1`. */
export function requestNumber(): string {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
  const pick = () => alphabet[randomInt(alphabet.length)]
  return `${Array.from({ length: 4 }, pick).join('')}-${Array.from({ length: 4 }, pick).join('')}`
}
