/** Randomness is passed in, so that a scenario is a seed. The server's source is node:crypto. */
export interface Random {
  /** `count` random bytes. */
  bytes(count: number): Uint8Array
  /** A whole number from 0 to `below` - 1, without bias. */
  below(below: number): number
}

/** `count` random decimal digits. */
export function randomDigits(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.below(10)).join('')
}
