import { App, Checkbox, Dropdown, Input } from 'antd'
import { useEffect, useRef } from 'react'
import { useSearchParams } from 'react-router-dom'
import { Icon } from '../look/icon'
import type { ListChoice, View } from './list-choice'
import { useRefusal } from './refusal'

/** Marks that the person wants the whole list, although a view opens by default. */
const ALL = 'all'
/** Places in a list are not part of a view. */
const PLACES = ['page', 'after', ALL]

function kept(search: URLSearchParams): string {
  const rest = new URLSearchParams(search)
  for (const name of PLACES) {
    rest.delete(name)
  }
  rest.sort()
  return rest.toString()
}

/** Opens the default view when the list is entered without anything in its address. */
function useDefaultView(choice: ListChoice): void {
  const [search, setSearch] = useSearchParams()
  const entered = useRef(search.toString())
  const isDone = useRef(false)
  const first = choice.views.find(({ isDefault }) => isDefault)
  useEffect(() => {
    if (isDone.current || !choice.isReady) {
      return
    }
    isDone.current = true
    if (first && entered.current === '') {
      setSearch(new URLSearchParams(first.search), { replace: true })
    }
  }, [choice.isReady, first, setSearch])
}

export interface ViewBarProps {
  readonly choice: ListChoice
  readonly isFiltered: boolean
}

/** Filters and order kept under a name, for this person on every computer. */
export function ViewBar({ choice, isFiltered }: ViewBarProps) {
  const [search, setSearch] = useSearchParams()
  const ask = useViewName()
  const refuse = useRefusal()
  useDefaultView(choice)
  const { views } = choice
  const now = kept(search)
  const here = views.find((view) => kept(new URLSearchParams(view.search)) === now)
  const isSomething = isFiltered || search.has('sort')
  if (views.length === 0 && !isSomething) {
    return null
  }
  const keep = (view: Omit<View, 'id'>) => choice.save(view).catch(refuse)
  const all = new URLSearchParams(views.some(({ isDefault }) => isDefault) ? `${ALL}=1` : '')
  return (
    <div className="views">
      <button
        type="button"
        className={now === '' ? 'view here' : 'view'}
        onClick={() => setSearch(all)}
      >
        全部
      </button>
      {views.map((view) => (
        <ViewButton
          key={view.id}
          view={view}
          isHere={view === here}
          onOpen={() => setSearch(new URLSearchParams(view.search))}
          onDefault={() => keep({ ...view, isDefault: !view.isDefault })}
          onDelete={() => choice.remove(view.id).catch(refuse)}
        />
      ))}
      {isSomething && !here ? (
        <button
          type="button"
          className="view"
          onClick={() =>
            ask((name, isDefault) => keep({ name, isDefault, search: now, columns: null }))
          }
        >
          <Icon name="plus" size={12} />
          存为视图
        </button>
      ) : null}
    </div>
  )
}

interface ViewButtonProps {
  readonly view: View
  readonly isHere: boolean
  readonly onOpen: () => void
  readonly onDefault: () => void
  readonly onDelete: () => void
}

function ViewButton({ view, isHere, onOpen, onDefault, onDelete }: ViewButtonProps) {
  const items = [
    { key: 'default', label: view.isDefault ? '不再默认打开' : '默认打开', onClick: onDefault },
    { key: 'delete', label: '删除视图', danger: true, onClick: onDelete },
  ]
  return (
    <span className={isHere ? 'view here' : 'view'}>
      <button type="button" className="plain" onClick={onOpen}>
        {view.isDefault ? <Icon name="star" size={12} /> : null}
        {view.name}
      </button>
      <Dropdown menu={{ items }} trigger={['click']}>
        <button type="button" className="plain" aria-label={`视图 ${view.name} 的操作`}>
          <Icon name="down" size={12} />
        </button>
      </Dropdown>
    </span>
  )
}

function useViewName() {
  const { modal } = App.useApp()
  return (use: (name: string, isDefault: boolean) => void) => {
    let name = ''
    let isDefault = false
    modal.confirm({
      title: '这个视图叫什么？',
      content: (
        <div className="view-name">
          <Input
            autoFocus
            maxLength={20}
            aria-label="视图名称"
            placeholder="例如 中秋前必达"
            onChange={(event) => {
              name = event.target.value.trim()
            }}
          />
          <Checkbox
            onChange={(event) => {
              isDefault = event.target.checked
            }}
          >
            打开这个列表时先看它
          </Checkbox>
        </div>
      ),
      okText: '存为视图',
      cancelText: '再想想',
      onOk: () => (name ? use(name, isDefault) : Promise.reject(new Error('a view needs a name'))),
    })
  }
}
