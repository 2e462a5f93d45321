import { cancelTask, listTasks, takeGoodRows } from '@xietong/domain/bulk/contract'
import { importKinds } from '@xietong/domain/imports'
import { useHolds } from '../../api/hooks'
import { optionsOf } from '../../look/status-tag'
import { whole } from '../../look/words'
import { status, twoLines, When, when, words } from '../../resource/columns'
import { action, resource } from '../../resource/declare'
import { choiceFilter, yesNo } from '../../resource/filters'
import { ImportButton } from '../../resource/import-button'
import { ResourcePage } from '../../resource/resource-page'
import { TaskFiles, TaskProgress } from './task-progress'
import { type BulkTask, taskTable } from './task-words'

const kinds = [
  { value: 'export', label: '导出' },
  { value: 'import', label: '导入' },
]

const tasks = resource(listTasks, {
  title: '任务中心',
  noun: '任务',
  unit: '个',
  note: '导入、导出在后台进行；文件保留 24 小时',
  refreshMs: 2_000,
  columns: [
    twoLines('title', (row) => [row.title, row.what || '—'], { title: '任务' }),
    status('state', taskTable, (row) => row.state),
    {
      key: 'progress',
      title: '进度',
      width: 260,
      show: (row: BulkTask) => <TaskProgress task={row} />,
    },
    {
      key: 'files',
      title: '文件',
      width: 200,
      show: (row: BulkTask) =>
        row.filesUntil ? (
          <>
            <TaskFiles task={row} />
            <span className="sub">
              保留到 <When at={row.filesUntil} />
            </span>
          </>
        ) : (
          '—'
        ),
    },
    words('by', { width: 100 }),
    when('createdAt', { sort: 'createdAt' }),
  ],
  filters: [
    choiceFilter('kind', '全部类型', kinds),
    choiceFilter('state', '全部状态', optionsOf(taskTable)),
    choiceFilter('open', '还没结束', yesNo),
  ],
  sorts: { '-createdAt': '新的在前', createdAt: '早的在前' },
  actions: [
    action(takeGoodRows, {
      label: (row: BulkTask) => `导入合格的 ${whole(row.succeeded)} 行`,
      when: (row) => row.mine && row.state === 'checked' && row.succeeded > 0,
      input: (row: BulkTask & { id: string }) => ({ taskId: row.id }),
      confirm: (row) => ({
        title: `导入合格的 ${whole(row.succeeded)} 行？`,
        body:
          row.failed > 0
            ? `另有 ${whole(row.failed)} 行不合格，不会导入；原因在“失败明细”里，改好后可再导入一次。`
            : '全部合格。',
      }),
      done: () => '已开始导入',
    }),
    action(cancelTask, {
      label: '取消',
      danger: true,
      when: (row: BulkTask) => row.mine && ['waiting', 'running', 'checked'].includes(row.state),
      input: (row: BulkTask & { id: string }) => ({ taskId: row.id }),
      confirm: (row) => ({
        title: `取消“${row.title}”？`,
        body:
          row.phase === 'take'
            ? `已导入的 ${whole(row.done)} 行会保留，其余的不再导入。`
            : '还没有导入任何一行。',
        danger: true,
      }),
      done: () => '已取消任务',
    }),
  ],
  first: '还没有任务。在列表右上角点“导出”，或在能导入的页面点“导入”，任务会出现在这里。',
})

/** AD-013: what runs in the background, how far it is, and what came of it. */
export function BulkTasksPage() {
  const seesAll = useHolds()('tasks.readAll')
  return (
    <ResourcePage
      resource={seesAll ? { ...tasks, filters: [...tasks.filters, mineFilter] } : tasks}
      path="/bulk-tasks"
      extra={[...importKinds.values()].map((kind) => <ImportButton key={kind.name} kind={kind} />)}
    />
  )
}

const mineFilter = choiceFilter('mine', '所有人的', [{ value: true, label: '我发起的' }])
