import { createScene, listRuns, listScenes, switchScene } from '@xietong/domain/scenes/contract'
import { priorityTable } from '../../look/states'
import { Mark, optionsOf } from '../../look/status-tag'
import { timeWords } from '../../look/words'
import { amount, twoLines } from '../../resource/columns'
import { action, detail, form, resource } from '../../resource/declare'
import { searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { accountSource } from '../tasks/tasks'
import { RunTable } from './run-table'
import { BaseSceneInput, ConditionsInput } from './scene-inputs'
import { frequencyWords } from './scene-words'

const scenes = resource(listScenes, {
  title: '业务场景',
  noun: '场景',
  unit: '个',
  note: '按时查数据，发现问题就派任务',
  columns: [
    twoLines('name', (row) => [row.name, `${row.baseCode} ${row.baseName}`], { title: '场景' }),
    twoLines(
      'frequency',
      (row) => [frequencyWords[row.frequency].label, frequencyWords[row.frequency].when],
      { title: '统计频率', width: 130 },
    ),
    twoLines('deliverAt', (row) => [row.deliverAt, `时限 ${row.durationHours} 小时`], {
      title: '通知时间',
      width: 110,
    }),
    twoLines(
      'lastRunAt',
      (row) => [
        row.lastRunAt ? timeWords(row.lastRunAt) : '还没跑过',
        row.lastMatches === null ? '' : `命中 ${row.lastMatches} 条`,
      ],
      { title: '最近运行', width: 130 },
    ),
    amount('openTasks', { title: '未完任务' }),
    {
      key: 'on',
      title: '状态',
      width: 88,
      show: (row) => <Mark tone={row.on ? 'done' : 'ended'}>{row.on ? '启用' : '停用'}</Mark>,
    },
  ],
  filters: [searchFilter('keyword', '场景名称')],
  actions: [
    action(switchScene, {
      label: (row) => (row.on ? '停用' : '启用'),
      input: (row) => ({ sceneId: row.id, on: !row.on }),
      done: (row) => (row.on ? `已停用“${row.name}”` : `已启用“${row.name}”`),
    }),
  ],
  detail: detail(listRuns, {
    input: (sceneId) => ({ sceneId }),
    title: () => '运行记录',
    width: 760,
    body: ({ rows }) => <RunTable rows={rows} />,
  }),
  create: form(createScene, {
    columns: 2,
    fields: [
      { name: 'baseCode', wide: true, control: <BaseSceneInput /> },
      { name: 'name', wide: true },
      { name: 'conditions', wide: true, required: true, control: <ConditionsInput /> },
      { name: 'title', wide: true, help: '可用 {date} {count} {object} {owner} 和条件里的变量' },
      { name: 'matter', wide: true },
      { name: 'priority', options: optionsOf(priorityTable) },
      { name: 'durationHours' },
      { name: 'deliverAt', placeholder: '08:00' },
      {
        name: 'handlerAccountId',
        label: '处理人',
        placeholder: '空为记录负责人',
        source: accountSource,
      },
      { name: 'followerAccountIds', source: accountSource, required: false, wide: true },
    ],
    initial: () => ({ conditions: {}, deliverAt: '08:00', followerAccountIds: [] }),
    at: { CONDITION_MISSING: 'conditions', UNKNOWN_VARIABLE: 'title' },
    done: '已添加业务场景',
  }),
})

/** CO-061, CO-072. */
export const ScenesPage = () => <ResourcePage resource={scenes} path="/scenes" />
