import type { Reader } from '../../runtime/database'
import { findPersonIdsByPhone } from '../identity'

/** Persons that one search may reach; a longer beginning narrows it. */
const PERSONS_MAX = 1_000

/** Persons whose phone begins with what was typed; none when it cannot be a phone. */
export async function personsByPhone(
  reader: Reader,
  typed: string | undefined,
): Promise<readonly string[]> {
  return typed && /^1\d{2,10}$/.test(typed) ? findPersonIdsByPhone(reader, typed, PERSONS_MAX) : []
}
