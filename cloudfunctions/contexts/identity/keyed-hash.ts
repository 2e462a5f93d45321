import { createHmac } from 'node:crypto'

/**
 * SHA-256 with a pepper that stands outside the database: a stolen database cannot be tried out.
 */
export function keyedSha256(pepper: string, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const hmac = createHmac('sha256', pepper)
  for (const part of parts) {
    hmac.update(part)
  }
  return hmac.digest()
}
