import type { Actor } from '../../cloudfunctions/runtime/actor'
import type { Pipeline } from '../../cloudfunctions/runtime/run-operation'

const KEPT_MS = 60_000

/**
 * Planted bug for J3: a process remembers who a token stands for, to save two reads a call. Whoever
 * was signed out elsewhere goes on working here until the memory fades.
 */
export function rememberingSessions(pipeline: Pipeline): Pipeline {
  const seen = new Map<string, { actor: Actor; until: number }>()
  return {
    ...pipeline,
    async loadActor(token, address) {
      const now = pipeline.deps.now().getTime()
      const known = token === null ? undefined : seen.get(token)
      if (known && known.until > now) {
        return known.actor
      }
      const actor = await pipeline.loadActor(token, address)
      if (token !== null && actor.app !== 'anyone') {
        seen.set(token, { actor, until: now + KEPT_MS })
      }
      return actor
    },
  }
}
