const FAILURES = 5
const OPEN_MS = 30_000

/** Per process: which peers are asked at the moment, and which are left alone for a while. */
export interface Breaker {
  /** False while the peer is left alone; when that time is over, one caller may try. */
  mayAsk(peer: string): boolean
  /** What came of a call; true when this one made the breaker open. */
  report(peer: string, worked: boolean): boolean
}

interface State {
  failures: number
  openUntil: number
}

/**
 * IN-008: five failures in a row, and for 30 s nobody waits for that peer any more; what may wait
 * stays in the outbox. An answer that refuses is an answer, not a failure.
 */
export function createBreaker(now: () => Date): Breaker {
  const states = new Map<string, State>()
  const stateOf = (peer: string): State => {
    const state = states.get(peer) ?? { failures: 0, openUntil: 0 }
    states.set(peer, state)
    return state
  }
  return {
    mayAsk(peer) {
      const state = stateOf(peer)
      if (state.failures < FAILURES) {
        return true
      }
      if (now().getTime() < state.openUntil) {
        return false
      }
      state.openUntil = now().getTime() + OPEN_MS
      return true
    },
    report(peer, worked) {
      const state = stateOf(peer)
      if (worked) {
        state.failures = 0
        return false
      }
      state.failures += 1
      state.openUntil = now().getTime() + OPEN_MS
      return state.failures === FAILURES
    },
  }
}
