import { Tabs } from 'antd'
import { useSearchParams } from 'react-router-dom'
import { whole } from '../look/words'

export interface StateTab {
  readonly key: string
  readonly label: string
  readonly count?: number
}

export interface StateTabsProps {
  /** The filter in the address that the tabs set; the first tab clears it. */
  readonly name: string
  readonly tabs: readonly StateTab[]
}

/** States of a list with their counts; choosing one keeps the other filters. */
export function StateTabs({ name, tabs }: StateTabsProps) {
  const [search, setSearch] = useSearchParams()
  return (
    <Tabs
      className="state-tabs"
      activeKey={search.get(name) ?? ''}
      items={tabs.map(({ key, label, count }) => ({
        key,
        label: (
          <>
            {label}
            {count === undefined ? null : <i>{count >= 10_000 ? '10,000+' : whole(count)}</i>}
          </>
        ),
      }))}
      onChange={(key) => {
        const next = new URLSearchParams(search)
        next.delete('page')
        next.delete('after')
        if (key) {
          next.set(name, key)
        } else {
          next.delete(name)
        }
        setSearch(next)
      }}
    />
  )
}
