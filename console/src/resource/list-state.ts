import type { Page } from '@xietong/domain/kernel/paging'
import { useCallback, useEffect, useState } from 'react'
import { useRead } from '../api/hooks'
import type { Resource } from './declare'
import { type ListAddress, useListAddress } from './list-address'

type Row = { readonly id: string }

/** The rows that the address asks for, with what is ticked and where the keyboard stands. */
export function useListState(resource: Resource) {
  const where = useListAddress(resource.filters)
  const isPaged = 'page' in resource.operation.input.shape
  const input = isPaged ? pagedInput(resource, where.address) : resource.fixed
  const read = useRead(resource.operation, input as never, {
    keep: true,
    ...(resource.refreshMs ? { every: resource.refreshMs } : {}),
  })
  const answer = isPaged
    ? (read.data as Page<Row> | undefined)
    : read.data && pageOf(read.data.rows, where.address)
  const rows = answer?.rows ?? []
  const [ticked, setTicked] = useState<readonly Row[]>([])
  const [at, setAt] = useState(-1)
  const address = JSON.stringify(where.address)
  // Ticks and the keyboard's place belong to the rows on screen: another page starts without them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is what must be followed.
  useEffect(() => {
    setTicked([])
    setAt(-1)
  }, [address])
  const toggle = useCallback((row: Row) => {
    setTicked((old) =>
      old.some(({ id }) => id === row.id) ? old.filter(({ id }) => id !== row.id) : [...old, row],
    )
  }, [])
  const asked = isPaged ? filterAndSort(input as PagedInput) : input
  return { ...where, read, answer, rows, asked, ticked, setTicked, toggle, at, setAt }
}

export type ListState = ReturnType<typeof useListState>

function pagedInput(resource: Resource, { filter, sort, page, size, after }: ListAddress) {
  const sent = Object.entries(filter).map(([name, value]) => {
    const owner = resource.filters.find(({ names }) => names.includes(name))
    return [name, owner?.sent ? owner.sent(name, value) : value] as const
  })
  return {
    filter: { ...Object.fromEntries(sent), ...resource.fixed },
    ...(sort ? { sort } : {}),
    page,
    size,
    ...(after ? { after } : {}),
  }
}

type PagedInput = ReturnType<typeof pagedInput>

/** What the list shows, without the place in it: this is what an export asks again. */
function filterAndSort({ filter, sort }: PagedInput) {
  return { filter, ...(sort ? { sort } : {}) }
}

/** A short list comes whole: it is filtered and paged here, to behave like the long ones. */
function pageOf(rows: readonly Row[], { filter, page, size }: ListAddress): Page<Row> {
  const { keyword, ...fields } = filter
  const found = rows.filter((row) => {
    const all = row as unknown as Readonly<Record<string, unknown>>
    const isNamed = keyword === undefined || JSON.stringify(all).includes(String(keyword))
    return isNamed && Object.entries(fields).every(([name, value]) => all[name] === value)
  })
  return {
    rows: found.slice((page - 1) * size, page * size),
    total: found.length,
    totalIsCapped: false,
    next: null,
  }
}
