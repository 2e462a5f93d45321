import type { ImportKind } from '@xietong/domain/bulk/import-kind'
import { importKinds } from '@xietong/domain/imports'
import { sql } from 'kysely'
import { createAccount } from '../../../tests/rig/cast'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { download, makeWorkbook, readWorkbook, uploadWorkbook } from '../../../tests/rig/workbooks'
import { collectHandlers } from '../../runtime/handlers'
import { importWork } from '../../runtime/import-work'
import { type BulkTools, type ImportWork, workOnTask } from './index'

/** A kind of import of its own, so that its rows can be counted and a crash be made between. */
const notes: ImportKind = {
  name: 'test.notes',
  title: '导入便签',
  right: 'members.edit',
  rowsMax: 5_000,
  note: '',
  columns: [
    { key: 'code', title: '编号', required: true, unique: true, max: 10, example: 'A1' },
    { key: 'secret', title: '暗语', required: true, max: 20, secret: true, example: 'x' },
    { key: 'day', title: '日期', max: 10, as: 'day', example: '2026-09-25' },
  ],
}
let crashAt = -1
let refusedLate = ''
/** Planted bug: rows are written beside the transaction that moves the task on. */
let isCareless = false
const work: ImportWork = {
  kind: notes,
  async checkRows(_ctx, rows) {
    return rows
      .filter(({ cells }) => cells.code?.startsWith('X'))
      .map(({ line }) => ({ line, reason: '编号不能以 X 开头' }))
  },
  async takeRows(ctx, rows) {
    const late = rows.filter(({ cells }) => cells.code === refusedLate)
    const good = rows.filter((row) => !late.includes(row))
    ctx.audit({ objectKind: 'note', objectId: String(good.length) })
    const codes = good.map(({ cells }) => `${cells.code} ${cells.day}`)
    await sql`insert into public.note (line, code) select * from unnest(
      ${good.map(({ line }) => line)}::int[], ${codes}::text[])`.execute(
      isCareless ? ctx.deps.db : ctx.tx,
    )
    if (rows.some(({ line }) => line === crashAt)) {
      crashAt = -1
      throw new Error('the process died here')
    }
    return late.map(({ line }) => ({ line, reason: '刚刚被别人用掉' }))
  },
}

let rig: Rig
let tools: BulkTools
let clerk: { token: string }
beforeAll(async () => {
  rig = await startRig()
  ;(importKinds as Map<string, ImportKind>).set(notes.name, notes)
  ;(importWork as Map<string, ImportWork>).set(notes.name, work)
  await rig.db.query('create table public.note (line int, code text)')
  await rig.db.query('grant select, insert on public.note to xietong_app')
  tools = { handlers: collectHandlers(), imports: importWork }
  const admin = await signInAdmin(rig)
  await rig.do(admin, 'identity.createRole', {
    name: '便签员',
    note: '',
    permissions: ['members.edit'],
  })
  clerk = await createAccount(rig, admin, 'notes', ['便签员'])
})
afterAll(() => rig.stop())
beforeEach(async () => {
  await rig.db.query('truncate public.note')
  crashAt = -1
  refusedLate = ''
  isCareless = false
})

const taken = async () =>
  (await rig.db.query<{ code: string }>('select code from public.note order by line')).rows.map(
    ({ code }) => code,
  )

const HEAD = ['编号', ' 暗语*', '日期']
async function begin(rows: readonly (readonly string[])[], head = HEAD) {
  const fileId = await uploadWorkbook(rig, clerk.token, await makeWorkbook(head, rows))
  return {
    fileId,
    ...(await rig.do(clerk.token, 'bulk.startImport', {
      kind: notes.name,
      fileId,
      remark: '九月',
    })),
  }
}
const task = (taskId: string) => rig.do(clerk.token, 'bulk.getTask', { taskId })
const rowsOf = async (fileId: string | null) =>
  readWorkbook(await download(rig, clerk.token, fileId as string))

test('bad rows give an error sheet with the reason per row, and nothing is imported until the person takes the good rows', async () => {
  const { taskId, fileId } = await begin([
    ['A1', 'one', '2026/9/25'],
    ['', 'two', ''],
    ['A1', 'three', ''],
    ['X9', '=cmd', ''],
    ['A-much-too-long-code', 'five', ''],
    ['=A5', 'six', '46290'],
  ])
  await rig.tick()
  const checked = await task(taskId)
  expect(checked).toMatchObject({ state: 'checked', total: 6, succeeded: 2, failed: 4 })
  expect(await taken()).toEqual([])
  expect(await rowsOf(checked.failureFileId)).toEqual([
    ['行号', '编号', '暗语', '日期', '原因'],
    ['3', '', '', '', '编号不能为空'],
    ['4', 'A1', '', '', '编号与第 2 行重复'],
    ['5', 'X9', '', '', '编号不能以 X 开头'],
    ['6', 'A-much-too-long-code', '', '', '编号最多 10 个字'],
  ])
  await rig.do(clerk.token, 'bulk.takeGoodRows', { taskId })
  await rig.tick()
  expect(await task(taskId)).toMatchObject({ state: 'done', succeeded: 2, failed: 4 })
  expect(await taken()).toEqual(['A1 2026-09-25', '=A5 2026-09-25'])
  // The upload is gone, and so is every sealed row.
  const file = await rig.call(clerk.token, 'files.openFile', { fileId })
  expect(file).toMatchObject({ code: 'NOT_FOUND' })
  const left = await rig.db.query('select 1 from bulk.piece where task_id = $1', [taskId])
  expect(left.rowCount).toBe(0)
  const twice = await rig.call(clerk.token, 'bulk.takeGoodRows', { taskId })
  expect(twice).toMatchObject({ code: 'STATE_CONFLICT' })
})

test('a task shows progress and counts, and after a crash goes on without repeating a row', async () => {
  const rows = Array.from({ length: 2_500 }, (_, index) => [`N${index}`, 's', ''])
  const { taskId } = await begin(rows)
  const { rows: listed } = await rig.do(clerk.token, 'bulk.listTasks', {
    filter: { open: true },
  })
  expect(listed.map(({ id }) => id)).toContain(taskId)
  await rig.tick()
  expect(await task(taskId)).toMatchObject({ state: 'checked', done: 2_500, failed: 0 })
  await rig.do(clerk.token, 'bulk.takeGoodRows', { taskId })
  crashAt = 1_500
  refusedLate = 'N2400'
  await rig.tick()
  const half = await task(taskId)
  expect(half).toMatchObject({ state: 'running', done: 1_000, total: 2_500 })
  await rig.advance(6_000)
  // Two workers at once: the row of the task lets one of them work.
  await Promise.all([workOnTask(rig.deps, tools), workOnTask(rig.deps, tools)])
  await rig.tick()
  const done = await task(taskId)
  expect(done).toMatchObject({ state: 'done', done: 2_500, succeeded: 2_499, failed: 1 })
  const rowsTaken = await taken()
  expect(new Set(rowsTaken).size).toBe(2_499)
  expect(rowsTaken).toHaveLength(2_499)
  expect(await rowsOf(done.failureFileId)).toEqual([
    ['行号', '编号', '暗语', '日期', '原因'],
    ['2402', 'N2400', '', '', '刚刚被别人用掉'],
  ])
})

test('rows written beside the transaction of the task would be found twice (planted bug)', async () => {
  const rows = Array.from({ length: 2_000 }, (_, index) => [`P${index}`, 's', ''])
  const { taskId } = await begin(rows)
  await rig.tick()
  await rig.do(clerk.token, 'bulk.takeGoodRows', { taskId })
  isCareless = true
  crashAt = 1_500
  await rig.tick()
  await rig.advance(6_000)
  await rig.tick()
  expect(await task(taskId)).toMatchObject({ state: 'done', succeeded: 2_000 })
  expect((await taken()).length).toBeGreaterThan(new Set(await taken()).size)
})

test('what cannot be read, lacks a column or is too long says so; a cancelled task imports nothing', async () => {
  const lacking = await begin([['A1', 'x']], ['编号', '别的'])
  await rig.tick()
  expect(await task(lacking.taskId)).toMatchObject({
    state: 'failed',
    problem: '第一行缺少列：暗语。请使用模板',
  })
  const empty = await begin([])
  await rig.tick()
  expect((await task(empty.taskId)).problem).toBe('文件里没有数据行')
  const long = await begin(Array.from({ length: 5_001 }, (_, index) => [`L${index}`, 's']))
  await rig.tick()
  expect((await task(long.taskId)).problem).toContain('5,000 行')
  const cancelled = await begin([['C1', 's']])
  await rig.tick()
  await rig.do(clerk.token, 'bulk.cancelTask', { taskId: cancelled.taskId })
  const late = await rig.call(clerk.token, 'bulk.takeGoodRows', { taskId: cancelled.taskId })
  expect(late).toMatchObject({ code: 'STATE_CONFLICT' })
  const again = await rig.call(clerk.token, 'bulk.cancelTask', { taskId: cancelled.taskId })
  expect(again).toMatchObject({ code: 'STATE_CONFLICT' })
  expect(await taken()).toEqual([])
})

test('a foreign or missing file, a missing right and too many tasks are refused', async () => {
  const admin = await signInAdmin(rig)
  const fileId = await uploadWorkbook(rig, admin, await makeWorkbook(HEAD, [['F1', 's']]))
  const start = (token: string, file: string, kind = notes.name) =>
    rig.call(token, 'bulk.startImport', { kind, fileId: file, remark: '' })
  expect(await start(clerk.token, fileId)).toMatchObject({ code: 'FILE_NOT_USABLE' })
  expect(await start(clerk.token, fileId, 'test.none')).toMatchObject({ code: 'NOT_FOUND' })
  const other = await createAccount(rig, admin, 'no-notes', ['审计只读'])
  expect(await start(other.token, fileId)).toMatchObject({ code: 'FORBIDDEN' })
  const foreign = await begin([['G1', 's']])
  for (const operation of ['bulk.takeGoodRows', 'bulk.cancelTask'] as const) {
    const refused = await rig.call(other.token, operation, { taskId: foreign.taskId })
    expect(refused).toMatchObject({ code: 'NOT_FOUND' })
  }
  for (let index = 0; index < 9; index++) {
    await begin([[`H${index}`, 's']])
  }
  const full = await uploadWorkbook(rig, clerk.token, await makeWorkbook(HEAD, [['J1', 's']]))
  expect(await start(clerk.token, full)).toMatchObject({
    code: 'TOO_MANY_TASKS',
    detail: { count: 10 },
  })
  // Nobody decides for a day: the checked imports end by themselves, with nothing imported.
  await rig.tick()
  await rig.advance(24 * 3_600_000 + 301_000)
  await rig.tick()
  const states = await rig.db.query<{ state: string }>(
    `select distinct state from bulk.task where account_id <> $1 and title = $2`,
    [foreign.taskId, notes.title],
  )
  expect(states.rows.map(({ state }) => state).sort()).toEqual(['cancelled', 'done', 'failed'])
  expect(await taken()).toEqual([])
})
