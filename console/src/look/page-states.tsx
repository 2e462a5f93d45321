import { Button } from 'antd'
import type { ReactNode } from 'react'
import { asProblem } from '../api/problem'
import { EmptyPicture, ErrorPicture } from './pictures'

export interface EmptyProps {
  /** What is not here. */
  readonly title: string
  /** Why: the filters, or what will appear here. */
  readonly why?: ReactNode
  /** The one way on. */
  readonly way?: ReactNode
}

export function EmptyState({ title, why, way }: EmptyProps) {
  return (
    <div className="state">
      <EmptyPicture />
      <h3>{title}</h3>
      {why ? <div>{why}</div> : null}
      {way}
    </div>
  )
}

export interface ErrorProps {
  readonly what: string
  readonly error: unknown
  readonly retry?: () => void
}

export function ErrorState({ what, error, retry }: ErrorProps) {
  const problem = asProblem(error)
  return (
    <div className="state" role="alert">
      <ErrorPicture />
      <h3>{what}</h3>
      <div>{problem.message}</div>
      {problem.requestNo ? <div className="sub">编号 {problem.requestNo}</div> : null}
      {retry ? <Button onClick={retry}>重试</Button> : null}
    </div>
  )
}

const widths = [
  [108, 172, 54],
  [100, 144, 70],
  [112, 182, 46],
  [110, 162, 62],
]

/** The rows to come, as bones; only after 300 ms, so that a quick answer never blinks. */
export function Bones({ rows = 8 }: { readonly rows?: number }) {
  return (
    <div className="bones" aria-busy="true">
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key, row) => (
        <div className="bones-row" key={key}>
          {(widths[row % widths.length] ?? []).map((width) => (
            <i key={width} style={{ width }} />
          ))}
        </div>
      ))}
    </div>
  )
}

/** Loading, failed or filled: every read on a page goes through here. */
export interface LoadedProps<Value> {
  readonly read: {
    readonly data: Value | undefined
    readonly error: unknown
    readonly refetch: () => unknown
  }
  readonly what: string
  readonly rows?: number
  readonly children: (value: Value) => ReactNode
}

export function Loaded<Value>({ read, what, rows, children }: LoadedProps<Value>) {
  if (read.data !== undefined) {
    return <>{children(read.data)}</>
  }
  if (read.error) {
    return <ErrorState what={`${what}没有取到`} error={read.error} retry={() => read.refetch()} />
  }
  return <Bones rows={rows ?? 5} />
}
