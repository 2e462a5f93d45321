import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router-dom'
import type { Filter, FilterValue } from './filters'

export const pageSizes = [20, 50, 100] as const
type PageSize = (typeof pageSizes)[number]

/** Everything a list shows is in its address, so that it can be sent, kept and gone back to. */
export interface ListAddress {
  readonly filter: Readonly<Record<string, FilterValue>>
  readonly sort: string | undefined
  readonly page: number
  readonly size: PageSize
  readonly after: string | undefined
}

const reserved = { sort: 'sort', page: 'page', size: 'size', after: 'after' }

function read(filters: readonly Filter[], search: URLSearchParams): ListAddress {
  const filter: Record<string, FilterValue> = {}
  for (const { names, parse } of filters) {
    for (const name of names) {
      const written = search.get(name)
      const value = written === null || written === '' ? undefined : parse(written)
      if (value !== undefined) {
        filter[name] = value
      }
    }
  }
  const size = Number(search.get(reserved.size))
  return {
    filter,
    sort: search.get(reserved.sort) ?? undefined,
    page: Math.max(1, Math.trunc(Number(search.get(reserved.page))) || 1),
    size: pageSizes.find((known) => known === size) ?? 20,
    after: search.get(reserved.after) ?? undefined,
  }
}

export type Changes = Readonly<Record<string, FilterValue | undefined>>

export function useListAddress(filters: readonly Filter[]) {
  const [search, setSearch] = useSearchParams()
  const address = useMemo(() => read(filters, search), [filters, search])
  const change = useCallback(
    (changes: Changes) => {
      setSearch((old) => {
        const next = new URLSearchParams(old)
        // Another filter, order or size begins at the first page again.
        if (!('page' in changes)) {
          next.delete(reserved.page)
        }
        if (!('after' in changes)) {
          next.delete(reserved.after)
        }
        for (const [name, value] of Object.entries(changes)) {
          if (value === undefined || value === '') {
            next.delete(name)
          } else {
            next.set(name, String(value))
          }
        }
        return next
      })
    },
    [setSearch],
  )
  // What the page itself keeps in the address, for example which kind it shows, stays.
  const reset = useCallback(() => {
    const own = [...filters.flatMap(({ names }) => names), ...Object.values(reserved)]
    setSearch((old) => new URLSearchParams([...old].filter(([name]) => !own.includes(name))))
  }, [filters, setSearch])
  return { address, change, reset, isFiltered: Object.keys(address.filter).length > 0 }
}
