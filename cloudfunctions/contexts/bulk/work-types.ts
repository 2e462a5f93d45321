import type { ImportKind, ImportRow, RowProblem } from '@xietong/domain/bulk/import-kind'
import type { ActorOf } from '../../runtime/actor'
import type { Ctx, Handler, ReadCtx } from '../../runtime/context'

type Console = ActorOf<'console'>

/** What a context does with the rows of its kind of import. Batches have at most 1,000 rows. */
export interface ImportWork {
  readonly kind: ImportKind
  /** Says which rows cannot be taken; form, length and doubles in the file are checked already. */
  checkRows(
    ctx: ReadCtx<Console>,
    rows: readonly ImportRow[],
    task: ImportTask,
  ): Promise<RowProblem[]>
  /**
   * Takes rows in the transaction that moves the task on, so that a crash takes none twice. Rows
   * that
   * have become impossible since the check are answered, not thrown.
   */
  takeRows(ctx: Ctx<Console>, rows: readonly ImportRow[], task: ImportTask): Promise<RowProblem[]>
}

export interface ImportTask {
  readonly taskId: string
  readonly fileName: string
  readonly remark: string
}

export interface BulkTools {
  readonly handlers: ReadonlyMap<string, Handler>
  readonly imports: ReadonlyMap<string, ImportWork>
}
