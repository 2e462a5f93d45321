import type { getTask, TaskState } from '@xietong/domain/bulk/contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { shanghaiDay } from '@xietong/domain/kernel/time'
import type { StateTable } from '../../look/status-tag'
import { whole } from '../../look/words'

export type BulkTask = OutputOf<typeof getTask>

export const taskTable: StateTable<TaskState> = {
  waiting: { label: '排队中', tone: 'theirs' },
  running: { label: '进行中', tone: 'moving' },
  checked: { label: '待确认', tone: 'ours' },
  done: { label: '已完成', tone: 'done' },
  failed: { label: '没有完成', tone: 'trouble' },
  cancelled: { label: '已取消', tone: 'ended' },
}

const phases: Readonly<Record<BulkTask['phase'], string>> = {
  collect: '正在取数',
  write: '正在写文件',
  read: '正在读文件',
  check: '正在检查',
  take: '正在导入',
}

export const isOpen = ({ state }: BulkTask) => state === 'waiting' || state === 'running'

/** Progress in percent; null while nobody knows how many rows there are. */
export function percentOf({ state, total, done, phase }: BulkTask): number | null {
  if (state === 'done' || state === 'checked') {
    return 100
  }
  if (total === null || total === 0 || phase === 'read') {
    return null
  }
  return Math.floor((done / total) * 100)
}

/** What happens now, in words with the count. */
export function stageWords(task: BulkTask): string {
  if (task.state === 'waiting') {
    return '等待开始'
  }
  const all = task.total === null ? '' : ` / ${whole(task.total)}`
  return `${phases[task.phase]} ${whole(task.done)}${all} 行`
}

/** The name under which a file of a task is saved. */
export function fileName(task: BulkTask, kind: 'result' | 'failure'): string {
  const day = shanghaiDay(new Date(task.createdAt))
  return kind === 'result'
    ? `${task.title.replace(/^导出/, '')} ${day}.xlsx`
    : `${task.title} 未导入的行 ${day}.xlsx`
}
