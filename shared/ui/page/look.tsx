import type { ReactNode } from 'react'
import { ErrorState } from '../error-state'
import type { Query } from '../hooks/use-query'
import { SkeletonPage, useSlow } from '../skeleton'

export interface LookProps<Value> {
  readonly query: Query<Value>
  readonly children: (value: Value) => ReactNode
  readonly skeleton?: ReactNode
  readonly errorTitle?: string
}

/** Picks the look of a page about one thing: skeleton after 200 ms, error with retry, or filled. */
export function Look<Value>({ query, children, skeleton, errorTitle }: LookProps<Value>) {
  const slow = useSlow(query.waiting)
  if (query.value !== null) return <>{children(query.value)}</>
  if (query.failure) {
    const title = errorTitle ? { title: errorTitle } : {}
    return <ErrorState failure={query.failure} onRetry={query.reload} {...title} />
  }
  return slow ? (skeleton ?? <SkeletonPage />) : null
}
