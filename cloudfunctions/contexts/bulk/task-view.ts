import type { getTask } from '@xietong/domain/bulk/contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import type { TaskRow } from './task-store'

/** A task for its owner; others with the right see how far it is, but not its files. */
export function taskView(row: TaskRow, viewer: { accountId: string; now: Date }) {
  const mine = row.account_id === viewer.accountId
  const readable = mine && row.files_until !== null && row.files_until > viewer.now
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    title: row.title,
    by: row.account_name,
    mine,
    state: row.state,
    phase: row.phase,
    total: row.total,
    done: row.done,
    succeeded: row.succeeded,
    failed: row.failed,
    what: String(row.source_name ?? row.parameters.words ?? '').slice(0, 400),
    problem: row.problem ?? '',
    resultFileId: readable ? row.result_file_id : null,
    failureFileId: readable ? row.failure_file_id : null,
    filesUntil: readable ? (row.files_until?.toISOString() ?? null) : null,
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  } satisfies OutputOf<typeof getTask>
}
