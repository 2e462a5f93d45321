import type { QueryClient } from '@tanstack/react-query'

/** Where a record on screen came from, so that it can be looked at again after a refresh. */
export interface Origin {
  readonly hash: string
  /** Set when it is a row of a list. */
  readonly id: string | undefined
}

type Record_ = { readonly id?: string }
type Answer = { readonly rows?: readonly Record_[] } | undefined

export function originOf(client: QueryClient, subject: unknown): Origin | null {
  for (const query of client.getQueryCache().getAll()) {
    const data = query.state.data as Answer
    if (subject !== undefined && data === subject) {
      return { hash: query.queryHash, id: undefined }
    }
    if (data?.rows?.includes(subject as Record_)) {
      return { hash: query.queryHash, id: (subject as Record_).id }
    }
  }
  return null
}

/** The record as it was read last; null when it is no longer on screen. */
export function readAgain(client: QueryClient, origin: Origin | null): unknown {
  const data = origin && (client.getQueryCache().get(origin.hash)?.state.data as Answer)
  if (!origin || !data) {
    return null
  }
  return origin.id === undefined ? data : (data.rows?.find(({ id }) => id === origin.id) ?? null)
}
