import { type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import type { Random } from '@xietong/domain/kernel/random'

/** N = 2^15 takes about 0.1 s and 32 MB a try; node's default ceiling of 32 MB is just too low. */
const LOG_N = 15
const BLOCK = 8
const KEY_BYTES = 32
const SALT_BYTES = 16
const MAX_MEMORY = 64 * 1024 * 1024

function derive(password: string, salt: Buffer, logN: number): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** logN, r: BLOCK, p: 1, maxmem: MAX_MEMORY }
  return new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

/** `scrypt$15$salt$key`: the cost stands in the text, so that it can grow later. */
export async function hashPassword(random: Random, password: string): Promise<string> {
  const salt = Buffer.from(random.bytes(SALT_BYTES))
  const key = await derive(password, salt, LOG_N)
  return `scrypt$${LOG_N}$${salt.toString('base64')}$${key.toString('base64')}`
}

/** Compares a password with a stored hash; without one the same work is done for nothing (I2). */
export async function matchesHash(password: string, stored: string | null): Promise<boolean> {
  const [, logN = String(LOG_N), salt = 'AAAAAAAAAAAAAAAAAAAAAA==', key = ''] =
    stored?.split('$') ?? []
  const derived = await derive(password, Buffer.from(salt, 'base64'), Number(logN))
  const expected = Buffer.from(key, 'base64')
  return expected.length === derived.length && timingSafeEqual(expected, derived)
}
