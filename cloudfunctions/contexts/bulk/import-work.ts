import {
  columnPlaces,
  excelDay,
  formProblem,
  type ImportKind,
  type ImportRow,
  type RowProblem,
} from '@xietong/domain/bulk/import-kind'
import { type Cell, harmless } from '@xietong/domain/kernel/export'
import { plusMs } from '@xietong/domain/kernel/time'
import type { Ctx, Deps } from '../../runtime/context'
import { actingBy } from '../../runtime/data-scope'
import { readBytes, removeFile, storeFile } from '../files'
import { deletePieces, insertPiece, selectNextPiece, selectPiece } from './piece-store'
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
import type { BulkTools, ImportTask, ImportWork } from './work-types'
import { readSheet, UnreadableWorkbook } from './workbook-reader'
import { XLSX } from './workbook-type'
import { writeWorkbook } from './workbook-writer'

const BATCH = 1_000

interface HeldRow extends ImportRow {
  /** Why it cannot be taken; such a row is never handed to a context. */
  readonly reason?: string
}

const NOT_ALLOWED = '您已没有这项导入的权限，没有导入任何一行'

/** The context's work for this kind and the person, or null when the right is gone. */
async function partsOf(deps: Deps, tools: BulkTools, task: TaskRow) {
  const work = tools.imports.get(task.name)
  const actor = await ownerOf(deps, task)
  return work && actor?.permissions.has(work.kind.right)
    ? { work, actor: actingBy(actor, work.kind.right) }
    : null
}

const importTask = (task: TaskRow): ImportTask => ({
  taskId: task.id,
  fileName: task.source_name ?? '',
  remark: String(task.parameters.remark ?? ''),
})

/**
 * Reads the whole file into sealed pieces and removes it. A crash begins it again: nothing counts
 * before the task has moved on.
 */
export async function read(deps: Deps, tools: BulkTools, task: TaskRow): Promise<TaskRow> {
  const parts = await partsOf(deps, tools, task)
  const bytes = task.source_file_id ? await readBytes(deps, task.source_file_id) : null
  if (!parts || !bytes) {
    return advance(
      deps,
      task,
      ended(deps, 'failed', parts ? '文件已不在，请重新上传' : NOT_ALLOWED),
    )
  }
  await deletePieces(deps.db, task.id)
  const outcome = await readRows(deps, task, parts.work.kind, bytes)
  if (task.source_file_id) {
    await removeFile(deps, task.source_file_id)
  }
  if ('problem' in outcome) {
    const change = { ...ended(deps, 'failed', outcome.problem), source_file_id: null }
    return advance(deps, task, change)
  }
  return advance(deps, task, {
    phase: 'check',
    position: 0,
    total: outcome.total,
    source_file_id: null,
  })
}

type Outcome = { readonly total: number } | { readonly problem: string }

async function readRows(
  deps: Deps,
  task: TaskRow,
  kind: ImportKind,
  bytes: Uint8Array,
): Promise<Outcome> {
  try {
    return await keepRows(deps, task, kind, bytes)
  } catch (error) {
    if (error instanceof UnreadableWorkbook) {
      return { problem: `读不了这个文件：${error.message}。请另存为 .xlsx 后重新上传` }
    }
    throw error
  }
}

async function keepRows(
  deps: Deps,
  task: TaskRow,
  kind: ImportKind,
  bytes: Uint8Array,
): Promise<Outcome> {
  let places: ReadonlyMap<string, number> | null = null
  const seen = new Map<string, Map<string, number>>()
  let batch: HeldRow[] = []
  let total = 0
  let seq = 0
  const keep = async () => {
    const body = sealRows(deps, batch)
    await insertPiece(deps.db, {
      taskId: task.id,
      part: 'rows',
      seq: seq++,
      count: batch.length,
      body,
    })
    batch = []
  }
  for await (const { line, cells } of readSheet(bytes)) {
    if (places === null) {
      const head = columnPlaces(kind, cells)
      if (head.missing.length > 0) {
        return { problem: `第一行缺少列：${head.missing.join('、')}。请使用模板` }
      }
      places = head.places
      continue
    }
    if (++total > kind.rowsMax) {
      return { problem: `一次最多导入 ${kind.rowsMax.toLocaleString('en')} 行，请分成几个文件` }
    }
    batch.push(heldRow(kind, { line, cells: named(kind, places, cells) }, seen))
    if (batch.length === BATCH) {
      await keep()
    }
  }
  if (batch.length > 0) {
    await keep()
  }
  return total === 0 ? { problem: '文件里没有数据行' } : { total }
}

function named(
  kind: ImportKind,
  places: ReadonlyMap<string, number>,
  cells: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    kind.columns.map(({ key, as }) => {
      const text = cells[places.get(key) ?? -1] ?? ''
      return [key, as === 'day' ? excelDay(text) : text]
    }),
  )
}

/** Form, length, and the same value twice in one file. */
function heldRow(
  kind: ImportKind,
  row: ImportRow,
  seen: Map<string, Map<string, number>>,
): HeldRow {
  const form = formProblem(kind, row)
  if (form !== null) {
    return { ...row, reason: form }
  }
  for (const { key, title, unique } of kind.columns) {
    const value = row.cells[key] ?? ''
    if (!unique || value === '') {
      continue
    }
    const values = seen.get(key) ?? new Map<string, number>()
    seen.set(key, values)
    const first = values.get(value)
    if (first !== undefined) {
      return { ...row, reason: `${title}与第 ${first} 行重复` }
    }
    values.set(value, row.line)
  }
  return row
}

/** Checks the next piece; after the last one the report waits for its person. */
export async function check(deps: Deps, tools: BulkTools, task: TaskRow): Promise<TaskRow> {
  const parts = await partsOf(deps, tools, task)
  if (!parts) {
    return advance(deps, task, ended(deps, 'failed', NOT_ALLOWED), {
      along: dropPieces(task),
    })
  }
  const key = { taskId: task.id, part: 'rows', seq: task.position } as const
  const piece = await selectPiece(deps.db, key)
  if (!piece) {
    const failure = await failureFile(deps, parts.work, task)
    return advance(deps, task, { state: 'checked', position: 0, ...failure })
  }
  const rows = openRows<HeldRow>(deps, piece.body)
  const good = rows.filter(({ reason }) => reason === undefined)
  const ctx = { db: deps.db, actor: parts.actor, now: deps.now(), deps }
  const problems = good.length > 0 ? await parts.work.checkRows(ctx, good, importTask(task)) : []
  const judged = withReasons(rows, problems)
  const bad = judged.filter(({ reason }) => reason !== undefined)
  const change = {
    position: task.position + 1,
    done: task.done + rows.length,
    succeeded: task.succeeded + rows.length - bad.length,
    failed: task.failed + bad.length,
  }
  const along = async ({ tx }: Ctx<ConsoleActor>) => {
    await insertPiece(tx, { ...key, count: rows.length, body: sealRows(deps, judged) })
    if (bad.length > 0) {
      const body = sealRows(deps, bad)
      await insertPiece(tx, { ...key, part: 'failures', count: bad.length, body })
    }
    return undefined
  }
  return advance(deps, task, change, { along })
}

const dropPieces =
  (task: TaskRow) =>
  async ({ tx }: { tx: Parameters<typeof deletePieces>[0] }) => {
    await deletePieces(tx, task.id)
    return undefined
  }

function withReasons(rows: readonly HeldRow[], problems: readonly RowProblem[]): HeldRow[] {
  const reasons = new Map(problems.map(({ line, reason }) => [line, reason]))
  return rows.map((row) => {
    const reason = row.reason ?? reasons.get(row.line)
    return reason === undefined ? row : { ...row, reason }
  })
}

/**
 * Takes the next piece: the rows, the counts and the task's position commit together, so a crash
 * between two pieces takes no row twice and leaves none out.
 */
export async function take(deps: Deps, tools: BulkTools, task: TaskRow): Promise<TaskRow> {
  const parts = await partsOf(deps, tools, task)
  if (!parts) {
    const problem = `您已没有这项导入的权限，已导入 ${task.done} 行后停止`
    return advance(deps, task, ended(deps, 'failed', problem), { along: dropPieces(task) })
  }
  const key = { taskId: task.id, part: 'rows', seq: task.position } as const
  const piece = await selectPiece(deps.db, key)
  if (!piece) {
    return finish(deps, parts, task)
  }
  const rows = openRows<HeldRow>(deps, piece.body)
  const good = rows.filter(({ reason }) => reason === undefined)
  const change = { position: task.position + 1, done: task.done + rows.length }
  const { work, actor } = parts
  const along = async (ctx: Ctx<ConsoleActor>) => {
    const problems = good.length > 0 ? await work.takeRows(ctx, good, importTask(task)) : []
    const late = withReasons(good, problems).filter(({ reason }) => reason !== undefined)
    if (late.length === 0) {
      return undefined
    }
    const bad = [...rows.filter(({ reason }) => reason !== undefined), ...late]
    const body = sealRows(
      deps,
      bad.sort((a, b) => a.line - b.line),
    )
    await insertPiece(ctx.tx, { ...key, part: 'failures', count: bad.length, body })
    return { succeeded: task.succeeded - late.length, failed: task.failed + late.length }
  }
  return advance(deps, task, change, { along, actor })
}

type Parts = NonNullable<Awaited<ReturnType<typeof partsOf>>>

async function finish(deps: Deps, { work, actor }: Parts, task: TaskRow): Promise<TaskRow> {
  const failure = await failureFile(deps, work, task)
  const along = async (ctx: Ctx<ConsoleActor>) => {
    await deletePieces(ctx.tx, task.id)
    const { name: kind, succeeded, failed, source_name: file } = task
    ctx.audit({
      objectKind: 'import',
      objectId: task.id,
      after: { kind, file, succeeded, failed },
    })
    return undefined
  }
  return advance(deps, task, { ...ended(deps, 'done'), ...failure }, { along, actor })
}

/** The rows that were not taken with the reason of each; secrets are left out. */
async function failureFile(deps: Deps, { kind }: ImportWork, task: TaskRow) {
  if (task.failed === 0) {
    return {}
  }
  const columns = [
    { title: '行号', kind: 'number' as const },
    ...kind.columns.map(({ title }) => ({ title, kind: 'text' as const })),
    { title: '原因', kind: 'text' as const },
  ]
  const bytes = await writeWorkbook('未导入的行', columns, failedRows(deps, kind, task))
  const id = String(task.parameters.failureFileId)
  const name = `${task.title} 未导入的行.xlsx`
  const owner = ownerKey(task)
  await removeFile(deps, id)
  await storeFile(deps, { id, name, type: XLSX, bytes, access: 'private', owner })
  return { failure_file_id: id, files_until: plusMs(deps.now(), FILES_MS) }
}

async function* failedRows(deps: Deps, kind: ImportKind, task: TaskRow): AsyncGenerator<Cell[][]> {
  let after = -1
  for (;;) {
    const piece = await selectNextPiece(deps.db, { taskId: task.id, part: 'failures', after })
    if (!piece) {
      return
    }
    yield openRows<HeldRow>(deps, piece.body).map(({ line, cells, reason }) => [
      line,
      ...kind.columns.map(({ key, secret }) => (secret ? '' : harmless(cells[key] ?? ''))),
      reason ?? '',
    ])
    after = piece.seq
  }
}
