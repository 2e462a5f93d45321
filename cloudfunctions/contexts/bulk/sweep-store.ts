import { sql } from 'kysely'
import type { Reader } from '../../runtime/database'

/** Imports whose person never chose; nothing of them was imported. */
export async function cancelForgotten(reader: Reader, before: Date, now: Date): Promise<void> {
  await sql`
    update bulk.task set state = 'cancelled', ended_at = ${now}, changed_at = ${now},
      problem = '检查完成后 24 小时内没有选择，已自动取消，没有导入任何一行'
    where state = 'checked' and changed_at < ${before}`.execute(reader)
}

/** Pieces of tasks that are at their end. */
export async function deleteEndedPieces(reader: Reader): Promise<void> {
  await sql`
    delete from bulk.piece p using bulk.task t
    where t.id = p.task_id and t.state in ('done', 'failed', 'cancelled')`.execute(reader)
}

export interface FilesToRemove {
  readonly id: string
  readonly files: string[]
}

/** Files whose time is over, and sources of tasks that ended before they were read. */
export async function selectFilesToRemove(reader: Reader, now: Date): Promise<FilesToRemove[]> {
  const { rows } = await sql<FilesToRemove>`
    select id, array_remove(array[
      case when files_until <= ${now} then result_file_id end,
      case when files_until <= ${now} then failure_file_id end,
      source_file_id], null) as files
    from bulk.task
    where (files_until <= ${now} and (result_file_id is not null or failure_file_id is not null))
      or (source_file_id is not null and state in ('done', 'failed', 'cancelled'))
    order by created_at limit 200`.execute(reader)
  return rows
}

export async function forgetFiles(reader: Reader, taskId: string, now: Date): Promise<void> {
  await sql`
    update bulk.task set source_file_id = null,
      result_file_id = case when files_until <= ${now} then null else result_file_id end,
      failure_file_id = case when files_until <= ${now} then null else failure_file_id end
    where id = ${taskId}`.execute(reader)
}

export async function deleteOldTasks(reader: Reader, before: Date): Promise<void> {
  await sql`
    delete from bulk.task where ended_at < ${before} and result_file_id is null
      and failure_file_id is null and source_file_id is null
      and not exists (select 1 from bulk.piece p where p.task_id = task.id)`.execute(reader)
}
