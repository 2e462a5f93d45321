import type { Rig } from './rig'
import { withKey } from './with-key'

const TRIES = 20
const PAUSE_MS = 200

/**
 * Sends the same request again while the server says TRY_LATER: what the sentence asks its reader
 * to do, and what a crowded machine makes necessary. Every other answer is final.
 */
export function patiently(call: Rig['call']): Rig['call'] {
  return async (token, name, input, from) => {
    const sent = withKey(name, input as Record<string, unknown>) as typeof input
    for (let attempt = 1; ; attempt++) {
      const answer = await call(token, name, sent, from)
      if (answer.ok || answer.code !== 'TRY_LATER' || attempt === TRIES) {
        return answer
      }
      await new Promise((done) => setTimeout(done, PAUSE_MS))
    }
  }
}
