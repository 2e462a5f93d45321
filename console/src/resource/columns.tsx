import { Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { type StateTable, StatusTag } from '../look/status-tag'
import { exactTime, percent, timeWords, whole, yuan } from '../look/words'
import type { Column } from './declare'

type Extras<Row> = Omit<Column<Row>, 'key' | 'show'>

/** Plain words; a long name is cut and full in a tooltip, numbers never are. */
export function words<Row>(
  key: keyof Row & string,
  extras: Extras<Row> = {},
  value?: (row: Row) => ReactNode,
): Column<Row> {
  return { key, ...extras, show: (row) => <Cut>{value ? value(row) : textOf(row[key])}</Cut> }
}

function textOf(value: unknown): string {
  return value === null || value === undefined || value === '' ? '—' : String(value)
}

/** Two lines: by what people search, and below what tells two alike rows apart. */
export function twoLines<Row>(
  key: string,
  lines: (row: Row) => readonly [ReactNode, ReactNode],
  extras: Extras<Row> = {},
): Column<Row> {
  return {
    key,
    ...extras,
    show: (row) => {
      const [first, second] = lines(row)
      return (
        <>
          <Cut strong>{first}</Cut>
          <span className="sub cut">{second}</span>
        </>
      )
    },
  }
}

export function Cut({ children, strong }: { readonly children: ReactNode; strong?: boolean }) {
  const title = typeof children === 'string' ? children : undefined
  return (
    <Tooltip title={title && title.length > 12 ? title : undefined} mouseEnterDelay={0.5}>
      <span className={strong ? 'cut strong' : 'cut'}>{children}</span>
    </Tooltip>
  )
}

/** An amount of money; the unit stands in the head. */
export function money<Row>(
  key: keyof Row & string,
  extras: Extras<Row> = {},
  note?: (row: Row) => ReactNode,
): Column<Row> {
  return {
    key,
    right: true,
    width: 116,
    ...extras,
    show: (row) => {
      const value = row[key]
      return (
        <>
          <span className="strong">{typeof value === 'number' ? yuan(value) : '—'}</span>
          {note ? <span className="sub cut">{note(row)}</span> : null}
        </>
      )
    },
  }
}

export function amount<Row>(key: keyof Row & string, extras: Extras<Row> = {}): Column<Row> {
  return { key, right: true, width: 88, ...extras, show: (row) => whole(Number(row[key] ?? 0)) }
}

export function ratio<Row>(key: keyof Row & string, extras: Extras<Row> = {}): Column<Row> {
  return { key, right: true, width: 88, ...extras, show: (row) => percent(Number(row[key])) }
}

export function when<Row>(key: keyof Row & string, extras: Extras<Row> = {}): Column<Row> {
  return { key, width: 112, ...extras, show: (row) => <When at={row[key] as string | null} /> }
}

/** A moment in the words of the console, with the exact time in a tooltip. */
export function When({ at }: { readonly at: string | null | undefined }) {
  return at ? <Tooltip title={exactTime(at)}>{timeWords(at)}</Tooltip> : <>—</>
}

export function status<Row, State extends string>(
  key: string,
  table: StateTable<State>,
  state: (row: Row) => State,
  note?: (row: Row) => ReactNode,
): Column<Row> {
  return {
    key,
    title: '状态',
    width: 116,
    show: (row) => (
      <>
        <StatusTag state={state(row)} table={table} />
        {note ? <div className="sub">{note(row)}</div> : null}
      </>
    ),
  }
}
