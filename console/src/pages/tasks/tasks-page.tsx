import { countMyTodos } from '@xietong/domain/tasks/contract'
import { Segmented } from 'antd'
import { useSearchParams } from 'react-router-dom'
import { useRead } from '../../api/hooks'
import { ResourcePage } from '../../resource/resource-page'
import { StateTabs } from '../../resource/state-tabs'
import { TaskBoard } from './task-board'
import { tasks, todos } from './tasks'

const tabs = [
  { key: '', label: '全部' },
  { key: 'running', label: '进行中' },
  { key: 'to-notify', label: '待通知' },
  { key: 'done', label: '已完成' },
  { key: 'ended', label: '已终止' },
]

type View = 'todo' | 'list' | 'board'

/** Tasks that I handle, may edit or follow: what waits for me, all, or a board of their states. */
export function TasksPage() {
  const [search, setSearch] = useSearchParams()
  const view = (search.get('view') ?? 'list') as View
  const counts = useRead(countMyTodos, {}).data
  const waiting = counts ? counts.overdue + counts.fresh : 0
  const toggle = (
    <Segmented
      value={view}
      options={[
        { value: 'todo', label: waiting > 0 ? `待办 ${waiting}` : '待办' },
        { value: 'list', label: '列表' },
        { value: 'board', label: '看板' },
      ]}
      onChange={(next) => setSearch(next === 'list' ? {} : { view: next })}
    />
  )
  if (view === 'board') {
    return <TaskBoard toggle={toggle} />
  }
  return view === 'todo' ? (
    <ResourcePage
      key="todo"
      resource={todos}
      path="/tasks"
      extra={toggle}
      tabs={
        <StateTabs
          name="group"
          tabs={[
            { key: '', label: '全部' },
            { key: 'overdue', label: '已过期', ...countOf(counts?.overdue) },
            { key: 'new', label: '新建任务', ...countOf(counts?.fresh) },
          ]}
        />
      }
    />
  ) : (
    <ResourcePage
      key="list"
      resource={tasks}
      path="/tasks"
      extra={toggle}
      tabs={<StateTabs name="state" tabs={tabs} />}
    />
  )
}

const countOf = (count: number | undefined) => (count === undefined ? {} : { count })
