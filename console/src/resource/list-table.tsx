import { ProTable } from '@ant-design/pro-components'
import type { TableProps } from 'antd'
import type { CSSProperties, ReactNode } from 'react'
import { Link } from 'react-router-dom'
import { useHolds, useMay } from '../api/hooks'
import type { Action, Column, Resource, RowLink } from './declare'
import type { ListState } from './list-state'
import { labelAt } from './schema-facts'
import type { useActions } from './use-action'

type Row = { readonly id: string }
type May = ReturnType<typeof useMay>

const TICK_WIDTH = 44

export interface ListTableProps {
  readonly resource: Resource
  readonly state: ListState
  readonly shown: readonly string[]
  readonly actions: ReturnType<typeof useActions<Row>>
  readonly onOpen: ((row: Row) => void) | undefined
  readonly openId: string | undefined
}

export function titleOf(resource: Resource, column: Column<Row>): string {
  return column.title ?? labelAt(resource.operation.output, `rows.${column.key}`) ?? column.key
}

/** The columns this account may see, before choice. */
export function useColumns(resource: Resource): readonly Column<Row>[] {
  const holds = useHolds()
  return resource.columns.filter((column) => !column.needs || holds(column.needs))
}

function antColumns(props: ListTableProps, columns: readonly Column<Row>[]) {
  const { resource, state, shown, onOpen } = props
  const sorted = state.address.sort ?? Object.keys(resource.sorts)[0] ?? ''
  return shown
    .flatMap((key) => columns.find((column) => column.key === key) ?? [])
    .map((column, index) => ({
      key: column.key,
      title: titleOf(resource, column),
      width: column.width,
      align: column.right ? ('right' as const) : undefined,
      sorter: column.sort !== undefined,
      sortOrder: orderOf(column.sort, sorted),
      showSorterTooltip: false,
      // ProTable hands the rendered value first; the declaration works on the row alone.
      render: (_: unknown, row: Row) =>
        index === 0 && onOpen ? (
          <OpenCell onOpen={() => onOpen(row)}>{column.show(row)}</OpenCell>
        ) : (
          column.show(row)
        ),
    }))
}

/** Columns without a width of their own get at least 132 pixels; narrower, the table scrolls. */
function minWidth(columns: readonly { readonly width?: number | undefined }[]): number {
  return columns.reduce((sum, { width }) => sum + (width ?? 132), 0)
}

/** The first cell of a row opens its record. */
function OpenCell({ onOpen, children }: { readonly onOpen: () => void; children: ReactNode }) {
  return (
    <button type="button" className="plain open-cell" onClick={onOpen}>
      {children}
    </button>
  )
}

function orderOf(sort: string | undefined, sorted: string): 'ascend' | 'descend' | null {
  if (sort === sorted) {
    return 'ascend'
  }
  return sorted === `-${sort}` ? 'descend' : null
}

function actionColumn({ resource, state, actions, onOpen }: ListTableProps, may: May) {
  const linkOf = (row: Row) => {
    const link = resource.links?.(row)
    return link && may(link.operation) ? link : undefined
  }
  const labelsOf = (row: Row) => [
    ...actions.visible(resource.actions, row).map((action) => action.label(row)),
    ...(linkOf(row) ? [linkOf(row)?.label ?? ''] : onOpen ? ['查看'] : []),
  ]
  const width = Math.max(0, ...state.rows.map((row) => widthOf(labelsOf(row))))
  const render = (_: unknown, row: Row) => (
    <span className="row-actions">
      {actions.visible(resource.actions, row).map((action) => (
        <RowAction key={action.key} action={action} row={row} actions={actions} />
      ))}
      <WayOn link={linkOf(row)} onOpen={onOpen && (() => onOpen(row))} />
    </span>
  )
  return width === 0
    ? []
    : [{ key: 'actions', title: '操作', width, align: 'right' as const, render }]
}

/** The words of 13 pixels, the gaps between them and the padding of the cell. */
function widthOf(labels: readonly string[]): number {
  const words = labels.reduce((sum, label) => sum + label.length * 13 + 12, 0)
  return labels.length === 0 ? 0 : Math.max(56, words + 16)
}

interface WayOnProps {
  readonly link: RowLink | undefined
  readonly onOpen: (() => void) | undefined
}

/** The next page for this row, or else its own. */
function WayOn({ link, onOpen }: WayOnProps) {
  if (link) {
    return (
      <Link to={link.to} className="link">
        {link.label}
      </Link>
    )
  }
  return onOpen ? (
    <button type="button" className="link" onClick={onOpen}>
      查看
    </button>
  ) : null
}

interface RowActionProps {
  readonly action: Action<Row>
  readonly row: Row
  readonly actions: ListTableProps['actions']
}

function RowAction({ action, row, actions }: RowActionProps) {
  return (
    <button
      type="button"
      className={action.danger ? 'link berry' : 'link'}
      disabled={actions.isSending}
      onClick={() => actions.run(action, row)}
    >
      {action.label(row)}
    </button>
  )
}

export function ListTable(props: ListTableProps) {
  const { resource, state, onOpen, openId } = props
  const columns = useColumns(resource)
  const may = useMay()
  const all = [...antColumns(props, columns), ...actionColumn(props, may)]
  const ticks = resource.batches.length === 0 ? 0 : TICK_WIDTH
  const selection: TableProps<Row>['rowSelection'] =
    resource.batches.length === 0
      ? undefined
      : {
          selectedRowKeys: state.ticked.map(({ id }) => id),
          onChange: (_, rows) => state.setTicked(rows.filter(Boolean)),
          columnWidth: TICK_WIDTH,
        }
  return (
    <ProTable<Row>
      className="list-table"
      style={{ '--table-min': `${minWidth(all) + ticks}px` } as CSSProperties}
      rowKey="id"
      columns={all as never}
      dataSource={[...state.rows]}
      search={false}
      options={false}
      toolBarRender={false}
      pagination={false}
      ghost
      size="large"
      tableLayout="fixed"
      tableAlertRender={false}
      rowSelection={selection ?? false}
      rowClassName={(row, index) =>
        [index === state.at ? 'row-at' : '', row.id === openId ? 'row-open' : ''].join(' ')
      }
      onRow={(row) => ({ onDoubleClick: () => onOpen?.(row) })}
      onChange={(_, __, sorter) => {
        const { columnKey, order } = Array.isArray(sorter) ? (sorter[0] ?? {}) : sorter
        const sort = columns.find(({ key }) => key === columnKey)?.sort
        state.change({
          sort: order && sort ? (order === 'descend' ? `-${sort}` : sort) : undefined,
        })
      }}
    />
  )
}
