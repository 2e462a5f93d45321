/**
 * A workbook of one row of titles and one of examples, made on the spot: a ZIP of stored parts, so
 * that no library for it has to be loaded.
 */
export function templateFile(rows: readonly (readonly string[])[]): Blob {
  const parts = [
    ['[Content_Types].xml', CONTENT_TYPES],
    ['_rels/.rels', RELATIONS],
    ['xl/workbook.xml', WORKBOOK],
    ['xl/_rels/workbook.xml.rels', WORKBOOK_RELATIONS],
    ['xl/worksheets/sheet1.xml', sheet(rows)],
  ] as const
  const bytes = zip(parts.map(([name, xml]) => ({ name, bytes: encoder.encode(HEAD + xml) })))
  return new Blob([bytes as BlobPart], {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  })
}

const encoder = new TextEncoder()
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const RELS = 'application/vnd.openxmlformats-package.relationships+xml'

const tag = (name: string, attributes: Readonly<Record<string, string>>, inner = '') => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`)
  return inner === ''
    ? `<${name}${written.join('')}/>`
    : `<${name}${written.join('')}>${inner}</${name}>`
}
const relations = (type: string, target: string) =>
  tag(
    'Relationships',
    { xmlns: `${PACKAGE}/relationships` },
    tag('Relationship', { Id: 'rId1', Type: `${OFFICE}/${type}`, Target: target }),
  )
const part = (name: string, kind: string) =>
  tag('Override', { PartName: name, ContentType: `${TYPE}.${kind}+xml` })
const CONTENT_TYPES = tag(
  'Types',
  { xmlns: `${PACKAGE}/content-types` },
  tag('Default', { Extension: 'rels', ContentType: RELS }) +
    tag('Default', { Extension: 'xml', ContentType: 'application/xml' }) +
    part('/xl/workbook.xml', 'sheet.main') +
    part('/xl/worksheets/sheet1.xml', 'worksheet'),
)
const RELATIONS = relations('officeDocument', 'xl/workbook.xml')
const WORKBOOK_RELATIONS = relations('worksheet', 'worksheets/sheet1.xml')
const WORKBOOK = tag(
  'workbook',
  { xmlns: MAIN, 'xmlns:r': OFFICE },
  tag('sheets', {}, tag('sheet', { name: '数据', sheetId: '1', 'r:id': 'rId1' })),
)

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function sheet(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells, index) => {
    const inner = cells
      .map((text) => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`)
      .join('')
    return `<row r="${index + 1}">${inner}</row>`
  })
  const widths = '<cols><col min="1" max="50" width="22" customWidth="1"/></cols>'
  return `<worksheet xmlns="${MAIN}">${widths}<sheetData>${lines.join('')}</sheetData></worksheet>`
}

interface Part {
  readonly name: string
  readonly bytes: Uint8Array
}

function zip(parts: readonly Part[]): Uint8Array {
  const chunks: Uint8Array[] = []
  const entries: Uint8Array[] = []
  let offset = 0
  for (const part of parts) {
    const name = encoder.encode(part.name)
    const facts = [0, 0, crc32(part.bytes), part.bytes.length, part.bytes.length] as const
    const head = record(0x04034b50, facts, [name.length, 0])
    chunks.push(head, name, part.bytes)
    const tail = [name.length, 0, 0, 0, 0, 0, 0, offset & 0xffff, offset >>> 16]
    entries.push(record(0x02014b50, facts, tail, true), name)
    offset += head.length + name.length + part.bytes.length
  }
  const size = entries.reduce((sum, { length }) => sum + length, 0)
  return join([...chunks, ...entries, end(parts.length, size, offset)])
}

type Facts = readonly [time: number, date: number, crc: number, packed: number, size: number]

/** The head of one part, in the file itself or in the directory at the end. */
function record(
  signature: number,
  [time, date, crc, packed, size]: Facts,
  tail: readonly number[],
  isDirectory = false,
): Uint8Array {
  const before = isDirectory ? 6 : 4
  const bytes = new DataView(new ArrayBuffer(before + 22 + tail.length * 2))
  bytes.setUint32(0, signature, true)
  bytes.setUint16(before, 20, true)
  // Bit 11: names are UTF-8.
  bytes.setUint16(before + 2, 0x0800, true)
  bytes.setUint16(before + 6, time, true)
  bytes.setUint16(before + 8, date, true)
  bytes.setUint32(before + 10, crc, true)
  bytes.setUint32(before + 14, packed, true)
  bytes.setUint32(before + 18, size, true)
  tail.forEach((value, index) => {
    bytes.setUint16(before + 22 + index * 2, value, true)
  })
  return new Uint8Array(bytes.buffer)
}

function end(count: number, size: number, offset: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(22))
  bytes.setUint32(0, 0x06054b50, true)
  bytes.setUint16(8, count, true)
  bytes.setUint16(10, count, true)
  bytes.setUint32(12, size, true)
  bytes.setUint32(16, offset, true)
  return new Uint8Array(bytes.buffer)
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
    }
  }
  return (crc ^ 0xffffffff) >>> 0
}
