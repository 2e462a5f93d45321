import { App, Input } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router-dom'
import { Icon } from '../look/icon'
import type { Resource } from './declare'

interface View {
  readonly name: string
  /** The address of the list: filters, order and size. */
  readonly search: string
}

const storedAt = (resource: Resource) => `xietong.console.views.${resource.operation.name}`

function readViews(resource: Resource): readonly View[] {
  try {
    return JSON.parse(localStorage.getItem(storedAt(resource)) ?? '[]') as View[]
  } catch {
    // What somebody else wrote there is not worth a broken page.
    return []
  }
}

/**
 * Filters kept under a name on this computer; shown once there is something to keep or to choose.
 */
export function ViewBar({ resource, isFiltered }: { resource: Resource; isFiltered: boolean }) {
  const [views, setViews] = useState(() => readViews(resource))
  const [search, setSearch] = useSearchParams()
  const ask = useViewName()
  const here = views.find((view) => view.search === search.toString())
  const keep = (next: readonly View[]) => {
    localStorage.setItem(storedAt(resource), JSON.stringify(next))
    setViews(next)
  }
  if (views.length === 0 && !isFiltered) {
    return null
  }
  return (
    <div className="views">
      <button
        type="button"
        className={search.toString() === '' ? 'view here' : 'view'}
        onClick={() => setSearch({})}
      >
        全部
      </button>
      {views.map((view) => (
        <button
          key={view.name}
          type="button"
          className={view === here ? 'view here' : 'view'}
          onClick={() => setSearch(new URLSearchParams(view.search))}
        >
          {view.name}
        </button>
      ))}
      {isFiltered && !here ? (
        <button
          type="button"
          className="view"
          onClick={() =>
            ask((name) =>
              keep([
                ...views.filter((view) => view.name !== name),
                { name, search: search.toString() },
              ]),
            )
          }
        >
          <Icon name="plus" size={12} />
          存为视图
        </button>
      ) : null}
      {here ? (
        <button
          type="button"
          className="view"
          onClick={() => keep(views.filter((view) => view !== here))}
        >
          <Icon name="x" size={12} />
          删除这个视图
        </button>
      ) : null}
    </div>
  )
}

function useViewName() {
  const { modal } = App.useApp()
  return (use: (name: string) => void) => {
    let name = ''
    modal.confirm({
      title: '这个视图叫什么？',
      content: (
        <Input
          autoFocus
          maxLength={12}
          placeholder="例如 中秋前必达"
          onChange={(event) => {
            name = event.target.value.trim()
          }}
        />
      ),
      okText: '存为视图',
      cancelText: '再想想',
      onOk: () => (name ? use(name) : Promise.reject(new Error('a view needs a name'))),
    })
  }
}
