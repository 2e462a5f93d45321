/** A state machine is a table: from each state to the states that may follow, with the actors. */
export interface StateMachine<State extends string> {
  readonly first: readonly State[]
  readonly moves: Readonly<Record<State, readonly State[]>>
}

/** Checks at start that every state can be reached and every target exists. */
export function stateMachine<const State extends string>(
  first: readonly NoInfer<State>[],
  moves: Readonly<Record<State, readonly NoInfer<State>[]>>,
): StateMachine<State> {
  const reached = new Set<State>(first)
  const queue = [...first]
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    for (const next of moves[state]) {
      if (!(next in moves)) {
        throw new Error(`state ${next} has no row`)
      }
      if (!reached.has(next)) {
        reached.add(next)
        queue.push(next)
      }
    }
  }
  const lost = Object.keys(moves).filter((state) => !reached.has(state as State))
  if (lost.length > 0) {
    throw new Error(`states never reached: ${lost.join(', ')}`)
  }
  return { first, moves }
}

/** The states from which `to` may be entered: the WHERE of the conditional UPDATE. */
export function sourcesOf<State extends string>(machine: StateMachine<State>, to: State): State[] {
  return (Object.keys(machine.moves) as State[]).filter((from) => machine.moves[from].includes(to))
}

export function mayMove<State extends string>(
  machine: StateMachine<State>,
  from: State,
  to: State,
): boolean {
  return machine.moves[from].includes(to)
}
