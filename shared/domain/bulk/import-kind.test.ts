import { columnPlaces, excelDay, formProblem, type ImportKind } from './import-kind'

const kind: ImportKind = {
  name: 'test',
  title: '测试',
  right: 'members.edit',
  rowsMax: 10,
  note: '',
  columns: [
    { key: 'no', title: '卡号', required: true, max: 4, example: '1' },
    { key: 'remark', title: '备注', max: 2, example: '' },
  ],
}

test('columns are found by title in any order, with spaces and stars around', () => {
  const found = columnPlaces(kind, ['备注', ' 卡号 *'])
  expect([...found.places]).toEqual([
    ['no', 1],
    ['remark', 0],
  ])
  expect(found.missing).toEqual([])
  expect(columnPlaces(kind, ['备注']).missing).toEqual(['卡号'])
})

test('a row says everything that is wrong with its form', () => {
  expect(formProblem(kind, { line: 2, cells: { no: '1', remark: '' } })).toBeNull()
  expect(formProblem(kind, { line: 2, cells: { no: '', remark: '太长了' } })).toBe(
    '卡号不能为空；备注最多 2 个字',
  )
})

test('a date of Excel is a day count, a written one keeps its day', () => {
  expect(excelDay('46290')).toBe('2026-09-25')
  expect(excelDay('46290.75')).toBe('2026-09-25')
  expect(excelDay('2026/9/5')).toBe('2026-09-05')
  expect(excelDay('明天')).toBe('明天')
})
