import type { OutputOf } from '@xietong/domain/kernel/operation'
import { createTemplate, listTemplates, updateTemplate } from '@xietong/domain/tasks/contract'
import { Mark } from '../../look/status-tag'
import { twoLines, when } from '../../resource/columns'
import { action, type Field, form, resource } from '../../resource/declare'
import { ResourcePage } from '../../resource/resource-page'
import { FlowNodesInput } from './flow-nodes-input'

type Row = OutputOf<typeof listTemplates>['rows'][number]

const fields: Field[] = [
  { name: 'name' },
  { name: 'note', required: false },
  { name: 'nodes', required: true, control: <FlowNodesInput /> },
  { name: 'on', required: true },
]

const templates = resource(listTemplates, {
  title: '工作流模板',
  noun: '模板',
  unit: '个',
  note: '发布任务时可以选用；修改只影响之后发布的任务',
  columns: [
    twoLines('name', (row) => [row.name, row.note], { title: '模板' }),
    {
      key: 'nodes',
      title: '节点',
      show: (row) =>
        row.nodes
          .map(({ name, durationHours }, at) => {
            const who = row.handlerNames[at] ?? '—'
            return `${at + 1}. ${name}（${who}，${durationHours} 小时）`
          })
          .join(' → '),
    },
    {
      key: 'on',
      title: '状态',
      width: 88,
      show: (row) => <Mark tone={row.on ? 'done' : 'ended'}>{row.on ? '启用' : '停用'}</Mark>,
    },
    when('createdAt', { title: '创建时间' }),
  ],
  first: '还没有工作流模板。建好后，发布任务时可以直接选用。',
  create: form(createTemplate, {
    title: '新建工作流模板',
    fields,
    initial: () => ({ nodes: [{ name: '', matter: '', durationHours: 24 }], on: true }),
    at: { DUPLICATE: 'name' },
    done: '已新建工作流模板',
  }),
  actions: [
    action(updateTemplate, {
      label: '修改',
      form: form(updateTemplate, {
        title: '修改工作流模板',
        fields,
        initial: ({ name, note, nodes, on }: Row) => ({ name, note, nodes, on }),
        toInput: (_, row) => ({ templateId: row.id, version: row.version }),
        at: { DUPLICATE: 'name' },
        submit: '保存',
        done: '已保存工作流模板',
      }),
    }),
  ],
})

/** CO-023: defined flows that tasks are published by. */
export const TemplatesPage = () => <ResourcePage resource={templates} path="/task-templates" />
