import { type Cell, cellOf, type ExportColumn } from '@xietong/domain/kernel/export'
import type { Operation } from '@xietong/domain/kernel/operation'
import type { Page } from '@xietong/domain/kernel/paging'
import { plusMs, shanghaiDay, shanghaiTime } from '@xietong/domain/kernel/time'
import type { Ctx, Deps } from '../../runtime/context'
import { actingBy } from '../../runtime/data-scope'
import { refusalFor } from '../../runtime/permission'
import { removeFile, storeFile } from '../files'
import { exportable } from './exportable'
import { deletePieces, insertPiece, selectPiece } from './piece-store'
import type { TaskRow } from './task-store'
import {
  advance,
  type ConsoleActor,
  ended,
  FILES_MS,
  openRows,
  ownerKey,
  ownerOf,
  sealRows,
} from './task-work'
import type { BulkTools } from './work-types'
import { XLSX } from './workbook-type'
import { writeWorkbook } from './workbook-writer'

/** A sheet ends at 1,048,576 rows; long before, nobody reads it. */
const ROWS_MAX = 500_000

const columnsFor = (columns: readonly ExportColumn[], actor: ConsoleActor) =>
  columns.filter(({ needs }) => needs === undefined || actor.permissions.has(needs))

/**
 * The next page of the list, asked through the list's own handler as the person who exports: the
 * same rights, scope and masks as on screen (AD-005, AD-009).
 */
export async function collect(deps: Deps, tools: BulkTools, task: TaskRow): Promise<TaskRow> {
  const found = exportable(task.name, JSON.stringify(task.parameters.input))
  const handler = tools.handlers.get(task.name)
  const actor = await ownerOf(deps, task)
  if (!found || !handler || !actor || !isAllowed(found.operation, found.spec.right, actor)) {
    return advance(deps, task, ended(deps, 'failed', '您已没有导出这个列表的权限'))
  }
  const acting = actingBy(actor, found.operation.may.console)
  const ctx = { db: deps.db, actor: acting, now: deps.now(), deps }
  const input = task.cursor === null ? found.input : { ...found.input, after: task.cursor }
  const answer = await handler.run(ctx as never, input as never, undefined as never)
  if (!answer.ok) {
    return advance(deps, task, ended(deps, 'failed', '列表没有取到，请回到列表重新导出'))
  }
  const page = answer.value as Partial<Page<unknown>> & { rows: unknown[] }
  const done = task.done + page.rows.length
  if (done > ROWS_MAX) {
    const problem = `超过 ${ROWS_MAX.toLocaleString('en')} 行，请缩小筛选范围后再导出`
    return advance(deps, task, ended(deps, 'failed', problem))
  }
  const columns = columnsFor(found.spec.columns, actor)
  const cells = page.rows.map((row) => columns.map((column) => cellOf(column, row)))
  const next = page.next ?? null
  const change = {
    cursor: next,
    position: next === null ? 0 : task.position + 1,
    phase: next === null ? ('write' as const) : ('collect' as const),
    done,
    succeeded: done,
    total: next === null ? done : totalOf(page),
  }
  const along = async ({ tx }: Ctx<ConsoleActor>) => {
    const body = sealRows(deps, cells)
    await insertPiece(tx, {
      taskId: task.id,
      part: 'rows',
      seq: task.position,
      count: cells.length,
      body,
    })
    return undefined
  }
  return advance(deps, task, change, { along })
}

function isAllowed(operation: Operation, right: string, actor: ConsoleActor): boolean {
  return (
    refusalFor(operation, actor) === null && (actor.permissions as ReadonlySet<string>).has(right)
  )
}

const totalOf = ({ total, totalIsCapped }: Partial<Page<unknown>>) =>
  totalIsCapped ? null : (total ?? null)

/** Writes all pieces into one workbook that its owner may fetch for 24 hours. */
export async function write(deps: Deps, task: TaskRow): Promise<TaskRow> {
  const found = exportable(task.name, JSON.stringify(task.parameters.input))
  const actor = await ownerOf(deps, task)
  if (!found || !actor) {
    return advance(deps, task, ended(deps, 'failed', '您已没有导出这个列表的权限'))
  }
  const bytes = await writeWorkbook(
    task.title.replace(/^导出/, ''),
    columnsFor(found.spec.columns, actor),
    pieces(deps, task),
  )
  const now = deps.now()
  // The task's own id: writing it again after a crash leaves no second file behind.
  const { id } = task
  const stamp = `${shanghaiDay(now)} ${shanghaiTime(now).replace(':', '')}`
  await removeFile(deps, id)
  await storeFile(deps, {
    id,
    name: `${task.title.replace(/^导出/, '')} ${stamp}.xlsx`,
    type: XLSX,
    bytes,
    access: 'private',
    owner: ownerKey(task),
  })
  const change = {
    ...ended(deps, 'done'),
    result_file_id: id,
    files_until: plusMs(now, FILES_MS),
  }
  const along = async (ctx: Ctx<ConsoleActor>) => {
    await deletePieces(ctx.tx, task.id)
    const { filter, sort } = task.parameters.input as { filter?: unknown; sort?: unknown }
    ctx.audit({
      objectKind: 'export',
      objectId: task.id,
      after: { list: task.name, filter: filter ?? {}, sort: sort ?? null, rows: task.done },
    })
    return undefined
  }
  return advance(deps, task, change, { along, actor })
}

async function* pieces(deps: Deps, task: TaskRow): AsyncGenerator<Cell[][]> {
  for (let seq = 0; ; seq++) {
    const piece = await selectPiece(deps.db, { taskId: task.id, part: 'rows', seq })
    if (!piece) {
      return
    }
    yield openRows<Cell[]>(deps, piece.body)
  }
}
