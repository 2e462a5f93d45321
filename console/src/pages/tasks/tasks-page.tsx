import { Segmented } from 'antd'
import { useSearchParams } from 'react-router-dom'
import { ResourcePage } from '../../resource/resource-page'
import { StateTabs } from '../../resource/state-tabs'
import { TaskBoard } from './task-board'
import { tasks } from './tasks'

const tabs = [
  { key: '', label: '全部' },
  { key: 'running', label: '进行中' },
  { key: 'to-notify', label: '待通知' },
  { key: 'done', label: '已完成' },
  { key: 'ended', label: '已终止' },
]

/** Tasks that I handle, may edit or follow: as a list or as a board of their states. */
export function TasksPage() {
  const [search, setSearch] = useSearchParams()
  const isBoard = search.get('view') === 'board'
  const toggle = (
    <Segmented
      value={isBoard ? 'board' : 'list'}
      options={[
        { value: 'list', label: '列表' },
        { value: 'board', label: '看板' },
      ]}
      onChange={(view) => setSearch(view === 'board' ? { view } : {})}
    />
  )
  return isBoard ? (
    <TaskBoard toggle={toggle} />
  ) : (
    <ResourcePage
      resource={tasks}
      path="/tasks"
      extra={toggle}
      tabs={<StateTabs name="state" tabs={tabs} />}
    />
  )
}
