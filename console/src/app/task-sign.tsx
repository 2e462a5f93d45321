import { getTask, listTasks } from '@xietong/domain/bulk/contract'
import { App, Badge, Button, Popover, Tooltip } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link, useNavigate } from 'react-router-dom'
import { call } from '../api/call'
import { useRead } from '../api/hooks'
import { Icon } from '../look/icon'
import { FileButton, TaskProgress } from '../pages/bulk/task-progress'
import { type BulkTask, fileName, isOpen } from '../pages/bulk/task-words'

const NONE: readonly BulkTask[] = []
const WATCH_MS = 2_500
const REST_MS = 60_000

/** The own tasks that are not at their end; asked often only while one runs. */
function useOwnTasks(isIdle: boolean): readonly BulkTask[] {
  const [isRunning, setRunning] = useState(false)
  const every = isIdle ? undefined : isRunning ? WATCH_MS : REST_MS
  const input = { filter: { open: true, mine: true }, size: 10 as const }
  const read = useRead(listTasks, input, { every })
  const rows = read.data?.rows
  useEffect(() => setRunning(rows?.some(isOpen) ?? false), [rows])
  return rows ?? NONE
}

const isKnownBefore = (state: string | undefined) => state !== undefined && state !== 'checked'

/** Says when a task of this person has ended, with its file to save. */
function useEndings(tasks: readonly BulkTask[]): void {
  const { notification } = App.useApp()
  const navigate = useNavigate()
  const watched = useRef(new Map<string, string>())
  useEffect(() => {
    const now = new Map(tasks.map(({ id, state }) => [id, state]))
    const ended = [...watched.current.keys()].filter((id) => !now.has(id))
    const checked = tasks.filter(
      ({ id, state }) => state === 'checked' && isKnownBefore(watched.current.get(id)),
    )
    watched.current = now
    for (const id of [...ended, ...checked.map((task) => task.id)]) {
      call(getTask, { taskId: id }).then(
        (task) => tell(notification, task, () => navigate('/bulk-tasks')),
        () => undefined,
      )
    }
  }, [tasks, notification, navigate])
}

type Notification = ReturnType<typeof App.useApp>['notification']

/** It lies outside the router, so it is given the way to the tasks. */
function tell(notification: Notification, task: BulkTask, goThere: () => void): void {
  if (task.state === 'cancelled') {
    return
  }
  const verb = { done: '已完成', checked: '检查完了，请确认', failed: '没有完成' }
  notification.open({
    key: task.id,
    placement: 'bottomRight',
    message: `${task.title}${verb[task.state as keyof typeof verb] ?? ''}`,
    description: <TaskProgress task={task} />,
    duration: task.state === 'done' ? 15 : 0,
    btn: task.resultFileId ? (
      <FileButton fileId={task.resultFileId} name={fileName(task, 'result')} label="下载" />
    ) : (
      <Button
        size="small"
        onClick={() => {
          notification.destroy(task.id)
          goThere()
        }}
      >
        去任务中心
      </Button>
    ),
  })
}

/** Beside the bell: how many tasks run or wait for this person, and how far they are. */
export function TaskSign({ isIdle }: { readonly isIdle: boolean }) {
  const tasks = useOwnTasks(isIdle)
  useEndings(tasks)
  const sign = (
    <Link to="/bulk-tasks" className="side-bell" aria-label={`任务中心，${tasks.length} 个未结束`}>
      <Badge count={tasks.length} size="small" offset={[2, 0]} color="var(--lake)">
        <Icon name="dl" />
      </Badge>
    </Link>
  )
  if (tasks.length === 0) {
    return <Tooltip title="任务中心">{sign}</Tooltip>
  }
  return (
    <Popover
      placement="rightBottom"
      title="任务中心"
      content={
        <div className="task-sign">
          {tasks.map((task) => (
            <div key={task.id}>
              <b>{task.title}</b>
              {task.state === 'checked' ? <div className="sub">检查完了，请确认</div> : null}
              <TaskProgress task={task} />
            </div>
          ))}
        </div>
      }
    >
      {sign}
    </Popover>
  )
}
