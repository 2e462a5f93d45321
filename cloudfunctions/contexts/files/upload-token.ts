import { createHash } from 'node:crypto'

/** Only the hash is stored: a copy of the database lets nobody upload. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
