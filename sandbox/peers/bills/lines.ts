import type { Json } from '../../core/json'

/** 1234 fen as `12.34`, the form of every bill file. */
export const yuan = (fen: number): string => {
  const sign = fen < 0 ? '-' : ''
  const whole = Math.abs(Math.round(fen))
  return `${sign}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`
}

export interface LineEdit {
  drop: string[]
  alter: { key: string; set: Json }[]
  add: Json[]
}

type Row = Record<string, string>

/** Leaves out, changes and adds lines of a bill, so that reconciliation finds differences. */
export function billEdited(
  rows: Row[],
  edit: LineEdit,
  isKey: (row: Row, key: string) => boolean,
): Row[] {
  const kept = rows.filter((row) => !edit.drop.some((key) => isKey(row, key)))
  const altered = kept.map((row) => {
    const change = edit.alter.find((one) => isKey(row, one.key))
    return change ? { ...row, ...texts(change.set) } : row
  })
  const template = altered[0] ?? {}
  const blank = Object.fromEntries(Object.keys(template).map((column) => [column, '']))
  return [...altered, ...edit.add.map((line) => ({ ...blank, ...texts(line) }))]
}

const texts = (line: Json): Row =>
  Object.fromEntries(Object.entries(line).map(([name, value]) => [name, String(value)]))
