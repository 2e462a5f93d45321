import type { ReactNode } from 'react'
import { back } from '../device/navigate'
import { EmptyState } from '../empty-state'
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
  if (!query.waiting) return <NothingNamed />
  return slow ? (skeleton ?? <SkeletonPage />) : null
}

/** A link from outside can lack what the page is about. */
function NothingNamed() {
  return (
    <EmptyState
      title="没有找到要看的内容"
      text="链接可能不完整，请从列表里重新打开。"
      step={{ label: '返回', onTap: () => back() }}
    />
  )
}
