import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useLocation, useNavigate, useParams } from 'react-router-dom'
import { useMay, useRead } from '../api/hooks'
import { Icon } from '../look/icon'
import { Page } from '../look/page'
import { Bones, EmptyState, ErrorState } from '../look/page-states'
import { BatchBar } from './batch-bar'
import type { Resource } from './declare'
import { DetailDrawer } from './detail-drawer'
import { FilterLine, filterWords } from './filter-line'
import { FormDrawer } from './form-drawer'
import { useKeys } from './keyboard'
import { type ListChoice, useListChoice } from './list-choice'
import { ListFoot } from './list-foot'
import { type ListState, useListState } from './list-state'
import { ListTable, titleOf, useColumns } from './list-table'
import { useActions } from './use-action'
import { ViewBar } from './view-bar'

export interface ResourcePageProps {
  readonly resource: Resource
  /** Address of the list, `/orders`; records open below it. */
  readonly path: string
  /** Above the filters inside the card: state tabs. */
  readonly tabs?: ReactNode
  readonly extra?: ReactNode
  /** Above the card. */
  readonly top?: ReactNode
}

/** What lies over the list, from the rest of the address: `new`, `<id>`, `<id>/edit`. */
function useOverlay(path: string) {
  const { '*': rest = '' } = useParams()
  const { search } = useLocation()
  const navigate = useNavigate()
  const [id, verb] = rest.split('/')
  return {
    isNew: id === 'new',
    id: id && id !== 'new' ? id : undefined,
    isEdit: verb === 'edit',
    go: (to: string) => navigate({ pathname: to ? `${path}/${to}` : path, search }),
  }
}

/** A list with everything around it, drawn from its declaration. */
export function ResourcePage({ resource, path, tabs, extra, top }: ResourcePageProps) {
  const state = useListState(resource)
  const overlay = useOverlay(path)
  const choice = useListChoice(resource, path)
  const may = useMay()
  const mayCreate = resource.create !== undefined && may(resource.create.operation)
  return (
    <Page
      title={resource.title}
      note={resource.note}
      extra={
        <>
          {extra}
          {mayCreate ? (
            <Button icon={<Icon name="plus" size={14} />} onClick={() => overlay.go('new')}>
              {resource.create?.title}
            </Button>
          ) : null}
        </>
      }
    >
      {top}
      <ViewBar choice={choice} isFiltered={state.isFiltered} />
      <section className="card list-card">
        {tabs}
        <ResourceList
          resource={resource}
          state={state}
          overlay={overlay}
          mayCreate={mayCreate}
          choice={choice}
        />
      </section>
      <Overlay resource={resource} state={state} overlay={overlay} />
    </Page>
  )
}

interface PartProps {
  readonly resource: Resource
  readonly state: ListState
  readonly overlay: ReturnType<typeof useOverlay>
}

interface ListProps extends PartProps {
  readonly mayCreate: boolean
  readonly choice: ListChoice
}

function ResourceList(props: ListProps) {
  const { resource, state, overlay, choice } = props
  const columns = useColumns(resource)
  const { shown } = choice
  const actions = useActions<{ readonly id: string }>()
  const { rows, at, setAt, toggle } = state
  const open = resource.detail ? (row: { id: string }) => overlay.go(row.id) : undefined
  const here = rows[at]
  useKeys(
    {
      j: () => setAt(Math.min(rows.length - 1, at + 1)),
      k: () => setAt(Math.max(0, at - 1)),
      x: () => here && resource.batches.length > 0 && toggle(here),
      Enter: () => here && open?.(here),
      ArrowLeft: () => turn(state, -1),
      ArrowRight: () => turn(state, 1),
    },
    overlay.id !== undefined || overlay.isNew,
  )
  const chooser = {
    columns: columns.map((column) => ({ key: column.key, title: titleOf(resource, column) })),
    shown: shown.filter((key) => columns.some((column) => column.key === key)),
    isUsual: choice.isUsual,
    onChange: choice.choose,
  }
  return (
    <>
      <FilterLine resource={resource} state={state} chooser={chooser} />
      <BatchBar resource={resource} state={state} />
      <div className="list-rows">
        <Rows {...props}>
          <ListTable
            resource={resource}
            state={state}
            shown={shown}
            actions={actions}
            onOpen={open}
            openId={overlay.id}
          />
        </Rows>
      </div>
      <ListFoot resource={resource} state={state} />
      {actions.dialog}
    </>
  )
}

/** The page before or after; beyond the exact count only onwards, by key. */
function turn({ address, answer, change }: ListState, step: 1 | -1): void {
  const page = address.page + step
  const last = Math.ceil((answer?.total ?? 0) / address.size)
  if (!address.after && page >= 1 && page <= last) {
    change({ page: page === 1 ? undefined : page })
  } else if (step === 1 && answer?.next && answer.totalIsCapped) {
    change({ page: undefined, after: answer.next })
  }
}

function Rows(props: PartProps & { readonly mayCreate: boolean; readonly children: ReactNode }) {
  const { resource, state, overlay, mayCreate, children } = props
  const { read, answer, isFiltered, reset } = state
  if (read.error && !answer) {
    return <ErrorState what="列表没有取到" error={read.error} retry={() => read.refetch()} />
  }
  if (!answer) {
    return <Bones />
  }
  if (answer.rows.length > 0) {
    return children
  }
  if (isFiltered || state.address.page > 1) {
    return (
      <EmptyState
        title={`没有符合条件的${resource.noun}`}
        why={`当前筛选：${filterWords(resource, state) || '页码超出'}`}
        way={<Button onClick={reset}>清空筛选</Button>}
      />
    )
  }
  // The first sentence says what is not here, the rest what will appear and when.
  const [title = '', ...why] = resource.first.split(/(?<=。)/)
  return (
    <EmptyState
      title={title.replace(/。$/, '')}
      why={why.join('')}
      way={
        mayCreate ? (
          <Button onClick={() => overlay.go('new')}>{resource.create?.title}</Button>
        ) : null
      }
    />
  )
}

function Overlay({ resource, state, overlay }: PartProps) {
  const { create, detail } = resource
  if (overlay.isNew && create) {
    return <FormDrawer spec={create} onClose={() => overlay.go('')} />
  }
  if (!overlay.id || !detail) {
    return null
  }
  if (overlay.isEdit && detail.edit) {
    return <EditDrawer resource={resource} id={overlay.id} onClose={overlay.go} />
  }
  return (
    <DetailDrawer
      spec={detail}
      id={overlay.id}
      noun={resource.noun}
      unit={resource.unit}
      ids={state.rows.map(({ id }) => id)}
      onMove={overlay.go}
      onClose={() => overlay.go('')}
      onEdit={() => overlay.go(`${overlay.id}/edit`)}
    />
  )
}

interface EditProps {
  readonly resource: Resource
  readonly id: string
  readonly onClose: (to: string) => void
}

/** The form opens when the record is there, so that it never starts empty. */
function EditDrawer({ resource, id, onClose }: EditProps) {
  const { detail } = resource
  const input = detail?.input(id)
  const read = useRead(detail?.operation as never, input as never)
  if (read.data === undefined || !detail?.edit) {
    return null
  }
  return <FormDrawer spec={detail.edit} subject={read.data} onClose={() => onClose(id)} />
}
