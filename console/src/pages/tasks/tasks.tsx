import type { OutputOf } from '@xietong/domain/kernel/operation'
import {
  beginNode,
  completeNode,
  getTask,
  listMyTasks,
  listMyTodos,
  listProjects,
} from '@xietong/domain/tasks/contract'
import { nodeTable, priorityTable, taskTable } from '../../look/states'
import { Mark, optionsOf, StatusTag } from '../../look/status-tag'
import { sinceWords, timeWords } from '../../look/words'
import { status, twoLines, When, when } from '../../resource/columns'
import { action, type Column, detail, form, resource } from '../../resource/declare'
import { choiceFilter, recordFilter } from '../../resource/filters'
import { sourceOf } from '../../resource/source'
import { publishForm } from './publish-form'
import { TaskBody, TaskCourse, TaskNodes } from './task-detail'

type Task = OutputOf<typeof getTask>

const projectSource = sourceOf(listProjects, {
  input: () => ({}),
  options: ({ rows }) => rows.map((row) => ({ value: row.id, label: row.name })),
})
export function PriorityMark({ priority }: { readonly priority: Task['priority'] }) {
  return priority === 'urgent' || priority === 'high' ? (
    <span className={priority === 'urgent' ? 'berry' : 'crab'}>
      {priorityTable[priority].label}
    </span>
  ) : (
    <span className="sub">{priorityTable[priority].label}</span>
  )
}

type Row = OutputOf<typeof listMyTasks>['rows'][number]

const columns: Column<Row>[] = [
  twoLines('title', (row) => [row.title, row.projectName], { title: '任务' }),
  {
    key: 'priority',
    width: 76,
    title: '优先级',
    show: (row) => <PriorityMark priority={row.priority} />,
  },
  twoLines('handlerName', (row) => [row.handlerName, nodeTable[row.nodeState].label], {
    title: '处理人',
    width: 120,
  }),
  {
    key: 'recordCount',
    title: '记录',
    right: true,
    width: 76,
    show: (row) => `${row.recordCount} 条`,
  },
  {
    key: 'dueAt',
    title: '截止',
    width: 132,
    sort: 'dueAt',
    show: (row) => (
      <>
        <When at={row.dueAt} />
        {row.overdue && row.dueAt ? (
          <span className="sub berry">超时 {sinceWords(row.dueAt)}</span>
        ) : null}
      </>
    ),
  },
  status('state', taskTable, (row) => row.state),
  when('createdAt', { title: '创建时间', sort: 'createdAt' }),
]

const taskDetail = detail(getTask, {
  input: (taskId) => ({ taskId }),
  title: (task) => task.title,
  marks: (task) => (
    <>
      <StatusTag state={task.state} table={taskTable} />
      {task.overdue && task.dueAt ? (
        <Mark tone="trouble">超时 {sinceWords(task.dueAt)}</Mark>
      ) : null}
    </>
  ),
  actions: [
    action(beginNode, {
      label: '开始处理',
      primary: true,
      when: (task: Task) => task.mayBegin,
      input: (task) => ({ taskId: task.id }),
      done: () => '已开始处理',
    }),
    action(completeNode, {
      label: '完成任务',
      primary: true,
      when: (task: Task) => task.mayComplete,
      form: form(completeNode, {
        fields: [{ name: 'note', placeholder: '做了什么，结果怎样' }],
        note: (task: Task) =>
          task.dueAt ? `${task.title}，截止 ${timeWords(task.dueAt)}` : task.title,
        toInput: (_, task) => ({ taskId: task.id }),
        submit: '完成任务',
        done: '已完成任务',
      }),
    }),
  ],
  top: (task) => <TaskNodes task={task} />,
  body: (task) => <TaskBody task={task} />,
  side: (task) => <TaskCourse task={task} />,
})

export const tasks = resource(listMyTasks, {
  title: '我的任务',
  noun: '任务',
  unit: '项',
  columns,
  filters: [
    choiceFilter('mine', '与我的关系', [{ value: true, label: '轮到我处理' }]),
    recordFilter('projectId', '全部项目', projectSource),
    choiceFilter('overdue', '时限', [{ value: true, label: '只看超时' }]),
    { ...choiceFilter('state', '状态', optionsOf(taskTable)), control: () => null },
  ],
  sorts: { '-createdAt': '新的在前', dueAt: '快到期的在前' },
  first: '没有任务。业务场景发现问题时会派给你，有发布权限的人也可以发布任务。',
  create: publishForm,
  detail: taskDetail,
})

const todoGroups = [
  { value: 'overdue', label: '已过期' },
  { value: 'new', label: '新建任务' },
]

/** CO-117: what waits for me as the current handler, in two groups. */
export const todos = resource(listMyTodos, {
  title: '待办',
  noun: '待办',
  unit: '项',
  columns,
  filters: [{ ...choiceFilter('group', '分组', todoGroups), control: () => null }],
  sorts: { dueAt: '快到期的在前', '-createdAt': '新的在前' },
  first: '没有待办。轮到你处理的任务会出现在这里。',
  detail: taskDetail,
})
