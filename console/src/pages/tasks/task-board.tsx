import type { OutputOf } from '@xietong/domain/kernel/operation'
import { listMyTasks } from '@xietong/domain/tasks/contract'
import type { ReactNode } from 'react'
import { Link } from 'react-router-dom'
import { useRead } from '../../api/hooks'
import { Page } from '../../look/page'
import { Loaded } from '../../look/page-states'
import { timeWords } from '../../look/words'
import { PriorityMark } from './tasks'

type Task = OutputOf<typeof listMyTasks>['rows'][number]

const columns = [
  { key: 'wait', label: '待通知', holds: (task: Task) => task.state === 'to-notify' },
  { key: 'to-do', label: '待处理', holds: (task: Task) => isRunning(task) && !isBegun(task) },
  { key: 'doing', label: '处理中', holds: (task: Task) => isRunning(task) && isBegun(task) },
  {
    key: 'done',
    label: '已完成',
    holds: (task: Task) => !['to-notify', 'running'].includes(task.state),
  },
] as const

const isRunning = (task: Task) => task.state === 'running'
const isBegun = (task: Task) => task.nodeState === 'doing'

/** The same tasks by where they hang; berry only for overdue. */
export function TaskBoard({ toggle }: { readonly toggle: ReactNode }) {
  const read = useRead(listMyTasks, { size: 100 }, { keep: true })
  return (
    <Page title="我的任务" note="最近 100 项" extra={toggle}>
      <Loaded read={read} what="任务">
        {({ rows }) => (
          <div className="board">
            {columns.map((column) => (
              <BoardColumn
                key={column.key}
                label={column.label}
                tasks={rows.filter(column.holds)}
              />
            ))}
          </div>
        )}
      </Loaded>
    </Page>
  )
}

interface BoardColumnProps {
  readonly label: string
  readonly tasks: readonly Task[]
}

function BoardColumn({ label, tasks }: BoardColumnProps) {
  return (
    <section className="board-column">
      <h2>
        {label} <span className="sub">{tasks.length}</span>
      </h2>
      {tasks.map((task) => (
        <Link to={`/tasks/${task.id}`} className="board-card" key={task.id}>
          <span className="row">
            <span className="sub grow cut">{task.projectName}</span>
            <PriorityMark priority={task.priority} />
          </span>
          <span className="board-title cut-2">{task.title}</span>
          <span className="row">
            <span className="face small">{task.handlerName.slice(0, 1)}</span>
            <span className={task.overdue ? 'sub berry grow' : 'sub grow'}>
              {task.dueAt ? `${task.overdue ? '超时 ' : ''}${timeWords(task.dueAt)}` : '不限时'}
            </span>
            <span className="tag plain">{task.recordCount} 条</span>
          </span>
        </Link>
      ))}
      {tasks.length === 0 ? <p className="sub on-ground">没有{label}的任务</p> : null}
    </section>
  )
}
