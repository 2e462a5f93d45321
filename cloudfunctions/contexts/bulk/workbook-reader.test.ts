import { deflateRawSync } from 'node:zlib'
import { templateFile } from '../../../console/src/resource/template-file'
import { readSheet } from './workbook-reader'
import { writeWorkbook } from './workbook-writer'

/** A ZIP of these parts, as a program that writes workbooks would make it. */
function zip(parts: Record<string, string | Buffer>): Uint8Array {
  const chunks: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content as string)
    const packed = deflateRawSync(bytes)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(bytes.length, 22)
    head.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(bytes.length, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    chunks.push(head, Buffer.from(name), packed)
    entries.push(entry, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(parts).length, 8)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...chunks, directory, end])
}

async function rowsOf(bytes: Uint8Array): Promise<string[][]> {
  const rows: string[][] = []
  for await (const { cells } of readSheet(bytes)) {
    rows.push([...cells])
  }
  return rows
}

const sheet = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`
const SHEET = 'xl/worksheets/sheet1.xml'

test('texts, shared texts with runs and reading aids, numbers, gaps and prefixes are read', async () => {
  const shared = `<sst><si><t>卡号</t></si><si><r><t>湖</t></r><r><t>心</t></r><rPh><t>hu</t></rPh></si></sst>`
  const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
    <row r="3"><c r="B3" t="inlineStr"><is><t> 甲 &amp; 乙 </t></is></c><c r="C3"><v>46290</v></c></row>
    <row r="4"><c r="A4"/></row>`
  const read = await rowsOf(zip({ 'xl/sharedStrings.xml': shared, [SHEET]: sheet(rows) }))
  expect(read).toEqual([
    ['卡号', '', '湖心'],
    ['', '甲 & 乙', '46290'],
  ])
  const prefixed = `<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>`
  expect(await rowsOf(zip({ [SHEET]: prefixed }))).toEqual([['7']])
})

test('the first sheet of the book is read, wherever it lies', async () => {
  const book = `<workbook><sheets><sheet name="数据" sheetId="9" r:id="rId7"/><sheet name="别的" r:id="rId1"/></sheets></workbook>`
  const relations = `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId7" Target="/xl/worksheets/data.xml"/></Relationships>`
  const parts = {
    'xl/workbook.xml': book,
    'xl/_rels/workbook.xml.rels': relations,
    [SHEET]: sheet('<row><c><v>1</v></c></row>'),
    'xl/worksheets/data.xml': sheet('<row><c><v>2</v></c></row>'),
  }
  expect(await rowsOf(zip(parts))).toEqual([['2']])
})

test('what we write ourselves can be read: the template of the console and a long workbook', async () => {
  const template = templateFile([
    ['卡号*', '密码*'],
    ['A<1>', '& "x"'],
  ])
  const bytes = new Uint8Array(await template.arrayBuffer())
  expect(await rowsOf(bytes)).toEqual([
    ['卡号*', '密码*'],
    ['A<1>', '& "x"'],
  ])
  async function* many() {
    for (let batch = 0; batch < 30; batch++) {
      yield Array.from({ length: 1_000 }, (_, index) => [`蟹${batch * 1_000 + index}`, 12.34])
    }
  }
  const columns = [
    { title: '名', kind: 'text' as const },
    { title: '元', kind: 'yuan' as const },
  ]
  const rows = await rowsOf(await writeWorkbook('长', columns, many()))
  expect(rows).toHaveLength(30_001)
  expect(rows.at(-1)).toEqual(['蟹29999', '12.34'])
})

test('F4 bombs, entities, broken and foreign files end as a sentence, not as a crash', async () => {
  const bomb = zip({ [SHEET]: Buffer.alloc(300 * 1024 * 1024, ' ') })
  expect(bomb.length).toBeLessThan(1024 * 1024)
  const entity = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>`
  const broken = zip({ [SHEET]: '<worksheet><sheetData><row><c></row>' })
  const whole = zip({ [SHEET]: sheet('<row><c><v>1</v></c></row>') })
  const files = [
    bomb,
    zip({ [SHEET]: entity }),
    broken,
    zip({ 'xl/other.xml': '<x/>' }),
    whole.subarray(0, whole.length - 30),
    Buffer.from('PK\x05\x06'.padEnd(40, '\xff'), 'latin1'),
    Buffer.from('卡号,密码\n1,2'),
    new Uint8Array(),
  ]
  for (const [index, bytes] of files.entries()) {
    const message = await rowsOf(bytes).then(
      (rows) => `read ${JSON.stringify(rows).slice(0, 80)}`,
      (error: Error) => error.message,
    )
    expect([index, message]).toEqual([index, expect.stringMatching(/文件|工作表/)])
  }
})
