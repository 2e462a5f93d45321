import { maskPhone } from './mask'
import type { Permission } from './permissions'
import { shanghaiDay, shanghaiTime } from './time'

/** What a cell holds: numbers stay numbers, so that a sum in Excel equals the list. */
export type Cell = string | number | boolean | null

export type CellKind = 'text' | 'phone' | 'yuan' | 'percent' | 'number' | 'instant' | 'yesNo'

/** One column of an exported list. */
export interface ExportColumn {
  readonly title: string
  /** Where the value is in a row of the list, for example `dealer.name`. */
  readonly path: string
  readonly kind: CellKind
  /** Words for the values of a state, as the console shows them. */
  readonly words?: Readonly<Record<string, string>>
  /** Absent without this right: cost. */
  readonly needs?: Permission
}

export interface ExportSpec {
  readonly right: Permission
  readonly columns: readonly ExportColumn[]
}

const column =
  (kind: CellKind) =>
  (path: string, title: string, extra: Pick<ExportColumn, 'needs'> = {}): ExportColumn => ({
    title,
    path,
    kind,
    ...extra,
  })

/** Columns by what they hold: fen become yuan, basis points percent, instants Shanghai time. */
export const asText = column('text')
/** A phone, masked as in the lists (AD-009), whatever the list answers. */
export const asPhone = column('phone')
export const asYuan = column('yuan')
export const asPercent = column('percent')
export const asNumber = column('number')
export const asInstant = column('instant')
export const asYesNo = column('yesNo')
export const asWords = (
  path: string,
  title: string,
  words: Readonly<Record<string, string>>,
): ExportColumn => ({ title, path, kind: 'text', words })

function valueAt(row: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], row)
}

/** What Excel would calculate or start is written as text that begins with an apostrophe. */
const FORMULA = /^[=+\-@\t\r\n]/

/** Text that no spreadsheet takes for a formula (F4, ASVS 1.2.10). */
export function harmless(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

const masked = (phone: string) => (phone.includes('*') ? phone : maskPhone(phone))

function wallClock(instant: string): string {
  const at = new Date(instant)
  return `${shanghaiDay(at)} ${shanghaiTime(at)}:${instant.slice(17, 19)}`
}

/**
 * The cell of one row: fen divided into yuan with two decimals, basis points into percent, an
 * instant as the wall clock of Shanghai. Missing values are empty. Source: AD-007.
 */
export function cellOf({ path, kind, words }: ExportColumn, row: unknown): Cell {
  const value = valueAt(row, path)
  if (value === null || value === undefined) {
    return null
  }
  if (kind === 'yesNo') {
    return value === true ? '是' : '否'
  }
  if (typeof value === 'number' && kind !== 'text') {
    return kind === 'yuan' || kind === 'percent' ? value / 100 : value
  }
  if (Array.isArray(value)) {
    return harmless(value.map((one) => words?.[String(one)] ?? String(one)).join('、'))
  }
  const text = kind === 'phone' ? masked(String(value)) : String(value)
  return harmless(kind === 'instant' ? wallClock(text) : (words?.[text] ?? text))
}
