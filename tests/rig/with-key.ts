import { randomUUID } from 'node:crypto'

/** Reads take no key; everything else gets a fresh one unless the test names it. */
const isRead = (name: string) => /\.(get|list|count|sum|browse|quote|parse|open)[A-Z]/.test(name)

export function withKey(name: string, input: Record<string, unknown>) {
  return isRead(name) || 'requestId' in input ? input : { ...input, requestId: randomUUID() }
}
