import type { Failure, Input, Output, QueryName } from '@xietong/client/caller'
import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '../api/api'

export interface Query<Value> {
  readonly value: Value | null
  readonly failure: Failure | null
  /** True while nothing has been shown yet. */
  readonly waiting: boolean
  readonly reload: () => Promise<void>
}

interface State<Value> {
  readonly value: Value | null
  readonly failure: Failure | null
}

/**
 * Asks when the page opens and whenever the input changes; `null` asks nothing. What was shown
 * stays while it is asked again, and stays when asking again fails.
 */
export function useQuery<Name extends QueryName>(
  name: Name,
  input: Input<Name> | null,
): Query<Output<Name>> {
  const [state, setState] = useState<State<Output<Name>>>({
    value: null,
    failure: null,
  })
  const key = input === null ? null : JSON.stringify(input)
  const latest = useRef(0)

  const reload = useCallback(async () => {
    if (key === null) return
    const mine = ++latest.current
    const answer = await api.ask(name, JSON.parse(key) as Input<Name>)
    if (mine !== latest.current) return
    setState((before) =>
      answer.ok
        ? { value: answer.value, failure: null }
        : {
            value: answer.code === 'NOT_FOUND' ? null : before.value,
            failure: answer,
          },
    )
  }, [name, key])

  useEffect(() => {
    void reload()
    return () => {
      latest.current += 1
    }
  }, [reload])

  return {
    ...state,
    waiting: key !== null && !state.value && !state.failure,
    reload,
  }
}
