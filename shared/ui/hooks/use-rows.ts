import type { Failure, Input, Output, QueryName } from '@xietong/client/caller'
import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '../api/api'

/** Operations that answer one page of rows at a time. */
export type ListName = {
  [Name in QueryName]: Output<Name> extends {
    rows: unknown[]
    next: string | null
  }
    ? Name
    : never
}[QueryName]
export type RowOf<Name extends ListName> =
  Output<Name> extends { rows: (infer Row)[] } ? Row : never
export type ListInput<Name extends ListName> = Omit<Input<Name>, 'page' | 'size' | 'after'>

export interface Rows<Row> {
  readonly rows: readonly Row[]
  readonly total: number
  readonly failure: Failure | null
  readonly waiting: boolean
  /** The next page is on its way. */
  readonly growing: boolean
  readonly hasMore: boolean
  readonly more: () => void
  readonly reload: () => Promise<void>
}

interface State<Row> {
  readonly rows: readonly Row[]
  readonly total: number
  readonly page: number
  readonly next: string | null
  readonly failure: Failure | null
  readonly known: boolean
}

interface Got<Row> {
  readonly rows: readonly Row[]
  readonly total: number
  readonly next: string | null
}

const nothing = {
  rows: [],
  total: 0,
  page: 0,
  next: null,
  failure: null,
  known: false,
}

/** A list that grows as the person scrolls and starts again when its input changes. */
export function useRows<Name extends ListName>(
  name: Name,
  input: ListInput<Name> | null,
): Rows<RowOf<Name>> {
  const [state, setState] = useState<State<RowOf<Name>>>(nothing)
  const [growing, setGrowing] = useState(false)
  const key = input === null ? null : JSON.stringify(input)
  const latest = useRef(0)

  const load = useCallback(
    async (page: number) => {
      if (key === null) return
      const mine = ++latest.current
      const asked = { ...JSON.parse(key), page, size: 20 } as Input<Name>
      const answer = await api.ask(name, asked)
      if (mine !== latest.current) return
      if (!answer.ok) {
        setState((before) => ({ ...before, failure: answer }))
        return
      }
      const got = answer.value as unknown as Got<RowOf<Name>>
      setState((before) => ({
        rows: page === 1 ? got.rows : [...before.rows, ...got.rows],
        total: got.total,
        page,
        next: got.next,
        failure: null,
        known: true,
      }))
    },
    [name, key],
  )

  useEffect(() => {
    setState(nothing)
    void load(1)
    return () => {
      latest.current += 1
    }
  }, [load])

  const more = () => {
    if (growing || !state.next) return
    setGrowing(true)
    void load(state.page + 1).finally(() => setGrowing(false))
  }
  return {
    rows: state.rows,
    total: state.total,
    failure: state.failure,
    waiting: key !== null && !state.known && !state.failure,
    growing,
    hasMore: state.next !== null,
    more,
    reload: () => load(1),
  }
}
