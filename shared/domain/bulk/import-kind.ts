import type { Permission } from '../kernel/permissions'

/** One column of a file to import; its title stands in the first row of the sheet. */
export interface ImportColumn {
  readonly key: string
  readonly title: string
  readonly required?: true
  /** Longest text that is taken, in characters. */
  readonly max: number
  /** The same value twice in the file is refused from the second row on. */
  readonly unique?: true
  /** Never shown again: the sheet of failed rows leaves it empty. */
  readonly secret?: true
  /** An Excel date is taken as the day it shows. */
  readonly as?: 'day'
  readonly example: string
}

/** What can be imported: the page, the template and the checks of every row follow from it. */
export interface ImportKind {
  readonly name: string
  readonly title: string
  readonly right: Permission
  readonly columns: readonly ImportColumn[]
  readonly rowsMax: number
  /** What the person should know before choosing a file. */
  readonly note: string
}

/** One row of a file: its line in the sheet, and the text of each column, trimmed. */
export interface ImportRow {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

export interface RowProblem {
  readonly line: number
  readonly reason: string
}

/**
 * Where each column stands, by the titles of the first row; names what is missing.
 * Spaces and the star of a required column are not part of a title.
 */
export function columnPlaces(
  kind: ImportKind,
  head: readonly string[],
): { places: ReadonlyMap<string, number>; missing: string[] } {
  const titles = head.map((title) => title.replace(/[\s*＊]/g, ''))
  const found = kind.columns.map((column) => ({ column, at: titles.indexOf(column.title) }))
  return {
    places: new Map(found.flatMap(({ column, at }) => (at >= 0 ? [[column.key, at]] : []))),
    missing: found
      .filter(({ column, at }) => at < 0 && column.required)
      .map(({ column }) => column.title),
  }
}

/** What is wrong with the form of one row: missing, too long. Null when nothing is. */
export function formProblem(kind: ImportKind, row: ImportRow): string | null {
  const wrong = kind.columns.flatMap(({ key, title, required, max }) => {
    const value = row.cells[key] ?? ''
    if (value === '') {
      return required ? [`${title}不能为空`] : []
    }
    return value.length > max ? [`${title}最多 ${max} 个字`] : []
  })
  return wrong.length > 0 ? wrong.join('；') : null
}

/** Excel counts days from 30 December 1899; text stays as it was written, with two-digit parts. */
export function excelDay(value: string): string {
  const written = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$/.exec(value)
  if (written) {
    const [, year, month = '', day = ''] = written
    return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  }
  if (!/^\d{5}(\.\d+)?$/.test(value)) {
    return value
  }
  const EPOCH = Date.parse('1899-12-30T00:00:00Z')
  return new Date(EPOCH + Math.floor(Number(value)) * 86_400_000).toISOString().slice(0, 10)
}
