import { command, query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import { count, flag, id, instant, list, object, oneOf, optionalText, text } from '../kernel/schema'

export const taskKinds = ['export', 'import'] as const
export const taskStates = ['waiting', 'running', 'checked', 'done', 'failed', 'cancelled'] as const
export type TaskState = (typeof taskStates)[number]

const rows = count(10_000_000)
const task = object({
  id,
  kind: oneOf(taskKinds),
  name: text(80),
  title: text(80).meta({ title: '任务' }),
  by: text(60).meta({ title: '发起人' }),
  mine: flag,
  state: oneOf(taskStates),
  /** What happens now: 收集, 写文件, 读文件, 检查, 导入. */
  phase: oneOf(['collect', 'write', 'read', 'check', 'take']),
  /** Rows in all; null while nobody knows. */
  total: rows.nullable(),
  done: rows,
  succeeded: rows.meta({ title: '成功' }),
  failed: rows.meta({ title: '失败' }),
  /** What was exported or imported, in words. */
  what: optionalText(400),
  problem: optionalText(400),
  resultFileId: id.nullable(),
  failureFileId: id.nullable(),
  filesUntil: instant.nullable(),
  createdAt: instant.meta({ title: '发起时间' }),
  endedAt: instant.nullable(),
})

/** AD-013. The own tasks; with the right tasks.readAll those of everybody, without their files. */
export const listTasks = query('bulk.listTasks', {
  title: '任务列表',
  may: { console: 'signed-in' },
  input: listInput({ kind: oneOf(taskKinds), state: oneOf(taskStates), mine: flag, open: flag }, [
    '-createdAt',
    'createdAt',
  ]),
  output: listOutput(task),
  refusals: [],
})

export const getTask = query('bulk.getTask', {
  title: '任务详情',
  may: { console: 'signed-in' },
  input: { taskId: id },
  output: task,
  refusals: ['NOT_FOUND'],
})

/**
 * AD-007. Exports what a list shows: `list` is the operation of the list, `query` its filter and
 * order as JSON, as the list itself would be asked. FORBIDDEN without the list's right and its
 * export right.
 */
export const startExport = command('bulk.startExport', {
  title: '导出',
  may: { console: 'signed-in' },
  input: {
    list: text(80),
    query: text(8_000),
    /** What was chosen, in words, for the task and the log. */
    words: optionalText(300),
  },
  output: object({ taskId: id }),
  refusals: ['FORBIDDEN', 'TOO_MANY_TASKS'],
  limits: { perActor: '20/minute' },
})

/** AD-013. Begins to read and check a file that was uploaded; nothing is imported yet. */
export const startImport = command('bulk.startImport', {
  title: '导入',
  may: { console: 'signed-in' },
  input: { kind: text(80), fileId: id, remark: optionalText(100) },
  output: object({ taskId: id }),
  refusals: ['FORBIDDEN', 'FILE_NOT_USABLE', 'TOO_MANY_TASKS'],
  limits: { perActor: '20/minute' },
})

/** The person has seen the report and takes the rows that passed. */
export const takeGoodRows = command('bulk.takeGoodRows', {
  title: '导入合格行',
  may: { console: 'signed-in' },
  input: { taskId: id },
  output: object({}),
  refusals: ['FORBIDDEN', 'STATE_CONFLICT'],
})

export const cancelTask = command('bulk.cancelTask', {
  title: '取消任务',
  may: { console: 'signed-in' },
  input: { taskId: id },
  output: object({}),
  refusals: ['STATE_CONFLICT'],
})

const viewFields = {
  list: text(80),
  name: text(20).meta({ title: '视图名称' }),
  /** The address of the list: filters, order and size. */
  search: optionalText(2_000),
  columns: list(text(40), 60).nullable(),
  isDefault: flag.meta({ title: '默认打开' }),
}

/** The views and the column choice that this account keeps for a list. */
export const getListChoice = query('bulk.getListChoice', {
  title: '列表视图与列',
  may: { console: 'signed-in' },
  input: { list: text(80) },
  output: object({
    columns: list(text(40), 60).nullable(),
    views: list(
      object({
        id,
        name: text(20),
        search: optionalText(2_000),
        columns: list(text(40), 60).nullable(),
        isDefault: flag,
      }),
      30,
    ),
  }),
  refusals: [],
})

/** A view of the same name is replaced; a new default takes the place of the old one. */
export const saveView = command('bulk.saveView', {
  title: '保存视图',
  may: { console: 'signed-in' },
  input: viewFields,
  output: object({ viewId: id }),
  refusals: ['TOO_MANY_VIEWS'],
})

export const deleteView = command('bulk.deleteView', {
  title: '删除视图',
  may: { console: 'signed-in' },
  input: { viewId: id },
  output: object({}),
  refusals: ['NOT_FOUND'],
})

/** Null: the usual columns again. */
export const chooseColumns = command('bulk.chooseColumns', {
  title: '选择列',
  may: { console: 'signed-in' },
  input: { list: text(80), columns: list(text(40), 60).nullable() },
  output: object({}),
  refusals: [],
})
