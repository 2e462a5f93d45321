import type { TaskRow } from './task-store'

/** A task in the words of the contract; 已过期 is a mark of a running task (CO-106). */
export function taskView(row: TaskRow, names: ReadonlyMap<string, { name: string }>, now: Date) {
  const { handlerAccountId, matter: _m, sceneName: _s, templateName: _t, ...shown } = row
  const { dueAt, createdAt, ...rest } = shown
  return {
    ...rest,
    handlerName: names.get(handlerAccountId)?.name ?? '—',
    dueAt: dueAt?.toISOString() ?? null,
    overdue: row.state === 'running' && dueAt !== null && dueAt < now,
    createdAt: createdAt.toISOString(),
  }
}
