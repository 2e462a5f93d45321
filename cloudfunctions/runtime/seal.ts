import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Answers that hold a session token are stored sealed: the key is outside the database. */
const keyFrom = (pepper: string) =>
  Buffer.from(hkdfSync('sha256', pepper, 'xietong', 'sealed answers', 32))

export function seal(pepper: string, value: unknown): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFrom(pepper), nonce)
  const sealed = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

export function unseal(pepper: string, sealed: string): unknown {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', keyFrom(pepper), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  const plain = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
  return JSON.parse(plain.toString('utf8'))
}

/**
 * Keyed, because inputs may hold a password: a plain hash in a stolen database could be tried
 * out.
 */
export function keyedHash(pepper: string, text: string): Buffer {
  return createHmac('sha256', pepper).update(text).digest()
}
