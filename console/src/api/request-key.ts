import { requestKey } from '@xietong/client/request-key'

/** A UUID; `crypto.randomUUID` is missing where the page is served over plain HTTP. */
export function newRequestKey(): string {
  return requestKey(() => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32)
}

// Keys of commands whose outcome is not known yet, by what was meant (a form or a button).
const open = new Map<string, string>()

/**
 * The key of one intention. A double click and a retry after a lost answer get the same key, so the
 * server acts once (AD-011); after a definite answer the next try is a new intention.
 */
export function keyOf(intention: string): string {
  const known = open.get(intention)
  if (known) {
    return known
  }
  const made = newRequestKey()
  open.set(intention, made)
  return made
}

export function settle(intention: string): void {
  open.delete(intention)
}
