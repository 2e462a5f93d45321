import { ProDescriptions } from '@ant-design/pro-components'
import type { ReactNode } from 'react'

export interface FactProps {
  readonly label: string
  readonly children: ReactNode
  readonly wide?: boolean
}

/** One fact of a record: a grey label and its value below. */
export function Fact(_: FactProps) {
  return null
}

/** Facts of a record in columns; what is missing is a dash, never an empty place. */
export function Facts({ children, columns = 3 }: { children: ReactNode; columns?: number }) {
  return (
    <ProDescriptions
      className="facts"
      layout="vertical"
      colon={false}
      column={columns}
      size="small"
    >
      {factsOf(children).map(({ label, children: value, wide }) => (
        <ProDescriptions.Item key={label} label={label} span={wide ? columns : 1}>
          {value === null || value === undefined || value === '' ? '—' : value}
        </ProDescriptions.Item>
      ))}
    </ProDescriptions>
  )
}

function factsOf(children: ReactNode): FactProps[] {
  return [children]
    .flat(3)
    .filter((child): child is { props: FactProps } & JSX.Element => isFact(child))
    .map((child) => child.props)
}

function isFact(child: unknown): boolean {
  return typeof child === 'object' && child !== null && 'props' in child
}
