import { setImmediate as breathe } from 'node:timers/promises'
import { SaxesParser } from 'saxes'
import { openZip, UnreadableWorkbook } from './workbook-zip'

const SLICE = 1 << 20
/** Longer texts are cut; no column of ours is longer. */
const TEXT_MAX = 2_000
const COLUMNS_MAX = 100

export { UnreadableWorkbook } from './workbook-zip'

/** Rows of the first sheet from the first on: the text of each cell, trimmed. */
export async function* readSheet(
  bytes: Uint8Array,
): AsyncGenerator<{ readonly line: number; readonly cells: readonly string[] }> {
  const part = openZip(bytes)
  const sheet = part(firstSheet(part))
  if (!sheet) {
    throw new UnreadableWorkbook('没有找到工作表')
  }
  const shared = sharedTexts(part('xl/sharedStrings.xml'))
  const ready: { line: number; cells: string[] }[] = []
  const parser = sheetParser(shared, (row) => ready.push(row))
  for (let at = 0; at < sheet.length; at += SLICE) {
    write(parser, decode(sheet, at))
    yield* ready.splice(0)
    await breathe()
  }
}

/** Cuts where no character of UTF-8 is split; the next slice begins at the same place. */
function decode(bytes: Buffer, at: number): string {
  const start = boundary(bytes, at)
  const end = boundary(bytes, Math.min(at + SLICE, bytes.length))
  return bytes.toString('utf8', start, end)
}

function boundary(bytes: Buffer, at: number): number {
  let place = at
  while (place < bytes.length && ((bytes[place] ?? 0) & 0xc0) === 0x80) {
    place++
  }
  return place
}

function write(parser: SaxesParser, xml: string): void {
  try {
    parser.write(xml)
  } catch (error) {
    throw error instanceof UnreadableWorkbook ? error : new UnreadableWorkbook('文件内容不完整')
  }
}

/** The first sheet as the workbook lists it; the usual name where it lists none. */
function firstSheet(part: (name: string) => Buffer | null): string {
  const usual = 'xl/worksheets/sheet1.xml'
  const book = part('xl/workbook.xml')?.toString('utf8') ?? ''
  const relation = /<(?:\w+:)?sheet\b[^>]*?\br:id="([^"]+)"/.exec(book)?.[1]
  const relations = part('xl/_rels/workbook.xml.rels')?.toString('utf8') ?? ''
  const entry = relations
    .match(/<Relationship\b[^>]*>/g)
    ?.find((one) => one.includes(`"${relation}"`))
  const target = /\bTarget="([^"]+)"/.exec(entry ?? '')?.[1]
  return target === undefined ? usual : target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/** Shared texts by number; the reading aids of East Asian text (rPh) are not part of them. */
function sharedTexts(bytes: Buffer | null): readonly string[] {
  const texts: string[] = []
  if (!bytes) {
    return texts
  }
  let text = ''
  let isText = false
  let aids = 0
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => {
    const tag = localName(name)
    aids += tag === 'rPh' ? 1 : 0
    isText = tag === 't' && aids === 0
    text = tag === 'si' ? '' : text
  })
  parser.on('text', (piece) => {
    text = isText && text.length < TEXT_MAX ? text + piece : text
  })
  parser.on('closetag', ({ name }) => {
    const tag = localName(name)
    isText = false
    aids -= tag === 'rPh' ? 1 : 0
    if (tag === 'si') {
      texts.push(text.slice(0, TEXT_MAX))
    }
  })
  for (let at = 0; at < bytes.length; at += SLICE) {
    write(parser, decode(bytes, at))
  }
  return texts
}

interface OpenCell {
  readonly column: number
  readonly type: string
  text: string
}

function sheetParser(
  shared: readonly string[],
  onRow: (row: { line: number; cells: string[] }) => void,
): SaxesParser {
  const parser = new SaxesParser()
  let line = 0
  let cells: string[] = []
  let cell: OpenCell | null = null
  let isValue = false
  parser.on('opentag', ({ name, attributes }) => {
    const tag = localName(name)
    const given = attributes as Record<string, string>
    isValue = tag === 'v' || tag === 't'
    if (tag === 'row') {
      line = Number(given.r ?? line + 1)
      cells = []
    } else if (tag === 'c') {
      cell = { column: columnOf(given.r, cells.length), type: given.t ?? 'n', text: '' }
    }
  })
  parser.on('text', (piece) => {
    if (cell && isValue && cell.text.length < TEXT_MAX) {
      cell.text += piece
    }
  })
  parser.on('closetag', ({ name }) => {
    const tag = localName(name)
    isValue = false
    if (tag === 'c' && cell) {
      place(cells, cell, shared)
      cell = null
    } else if (tag === 'row' && cells.some((text) => text !== '')) {
      onRow({ line, cells: Array.from(cells, (text) => text ?? '') })
    }
  })
  return parser
}

/** `C12` is column 2; a cell without a reference follows the one before. */
function columnOf(reference: string | undefined, next: number): number {
  const letters = /^[A-Z]+/.exec(reference ?? '')?.[0]
  if (!letters) {
    return next
  }
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function place(cells: string[], { column, type, text }: OpenCell, shared: readonly string[]): void {
  if (column >= COLUMNS_MAX) {
    return
  }
  const value = type === 's' ? (shared[Number(text)] ?? '') : text
  cells[column] = value.slice(0, TEXT_MAX).trim()
}
