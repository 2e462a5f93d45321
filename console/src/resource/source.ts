import type { OutputOf, SentInputOf } from '@xietong/domain/kernel/operation'
import { useEffect, useState } from 'react'
import type { AnyOperation } from '../api/call'
import { useMay, useRead } from '../api/hooks'
import type { Option } from './filters'

/** Where a select takes its records from: a read of the contract. */
export interface Source {
  readonly operation: AnyOperation
  readonly input: (typed: string) => unknown
  readonly options: (answer: unknown) => readonly Option[]
  /** True when the server searches; otherwise the options are filtered on the page. */
  readonly search: boolean
}

export function sourceOf<Op extends AnyOperation>(
  operation: Op,
  spec: {
    readonly input: (typed: string) => SentInputOf<Op>
    readonly options: (answer: OutputOf<Op>) => readonly Option[]
    readonly search?: boolean
  },
): Source {
  return {
    operation,
    input: spec.input,
    options: spec.options as Source['options'],
    search: spec.search ?? false,
  }
}

export function useSource(source: Source) {
  const [typed, search] = useState('')
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), 300)
    return () => clearTimeout(timer)
  }, [typed])
  const may = useMay()
  const read = useRead(source.operation, source.input(source.search ? settled : '') as never, {
    keep: true,
    enabled: may(source.operation),
  })
  const options = read.data === undefined ? [] : source.options(read.data)
  return { options, isLoading: read.isFetching, search, answer: read.data }
}
