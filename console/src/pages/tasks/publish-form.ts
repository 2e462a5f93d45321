import { createTask, listProjects, listTemplates } from '@xietong/domain/tasks/contract'
import { createElement } from 'react'
import { priorityTable } from '../../look/states'
import { optionsOf } from '../../look/status-tag'
import { form } from '../../resource/declare'
import { sourceOf } from '../../resource/source'
import { accountSource } from './account-source'
import { FlowNodesInput } from './flow-nodes-input'

/** The built-in project takes no published tasks, so it is not offered. */
const ownProjectSource = sourceOf(listProjects, {
  input: () => ({}),
  options: ({ rows }) =>
    rows.filter(({ builtIn }) => !builtIn).map((row) => ({ value: row.id, label: row.name })),
})
const templateSource = sourceOf(listTemplates, {
  input: () => ({}),
  options: ({ rows }) =>
    rows
      .filter(({ on }) => on)
      .map((row) => ({ value: row.id, label: `${row.name}（${row.nodes.length} 个节点）` })),
})
const templates = [
  { value: 'simple', label: '简易任务模板' },
  { value: 'empty', label: '工作流空模板' },
  { value: 'defined', label: '已有的工作流模板' },
]
const published = (template: string) => (values: Readonly<Record<string, unknown>>) =>
  values.template === template

/** CO-023: a task by a template; the rest of the form follows from the choice. */
export const publishForm = form(createTask, {
  title: '发布任务',
  fields: [
    { name: 'template', options: templates, required: true },
    {
      name: 'templateId',
      source: templateSource,
      required: true,
      when: published('defined'),
      help: '处理人和时限按模板',
    },
    { name: 'projectId', label: '项目', source: ownProjectSource },
    'title',
    'matter',
    { name: 'priority', options: optionsOf(priorityTable) },
    {
      name: 'handlerAccountId',
      source: accountSource,
      required: true,
      when: published('simple'),
    },
    { name: 'dueAt', as: 'instant', required: false, when: published('simple') },
    {
      name: 'nodes',
      required: true,
      when: published('empty'),
      control: createElement(FlowNodesInput),
    },
  ],
  initial: () => ({ priority: 'medium', template: 'simple', nodes: [] }),
  at: { BUILT_IN_PROJECT: 'projectId', TEMPLATE_OFF: 'templateId' },
  done: '已发布任务',
})
