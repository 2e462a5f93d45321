import { listAccounts } from '@xietong/domain/identity/contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import {
  businessTypes,
  copyScene,
  createScene,
  deleteScene,
  getScene,
  listBaseScenes,
  listScenes,
  switchScene,
  updateScene,
} from '@xietong/domain/scenes/contract'
import { priorityTable } from '../../look/states'
import { Mark, optionsOf } from '../../look/status-tag'
import { timeWords } from '../../look/words'
import { amount, twoLines } from '../../resource/columns'
import { action, detail, type Field, form, resource } from '../../resource/declare'
import { choiceFilter, recordFilter, searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { sourceOf } from '../../resource/source'
import { accountSource } from '../tasks/account-source'
import { SceneBody } from './scene-body'
import { BaseSceneInput, ConditionsInput } from './scene-inputs'
import { durationWords, frequencyWords, timingWords } from './scene-words'
import { DurationInput, EscalationInput, TimingInput } from './timing-input'

type Scene = OutputOf<typeof getScene>

const baseSource = sourceOf(listBaseScenes, {
  input: () => ({}),
  options: ({ rows }) => rows.map((row) => ({ value: row.code, label: `${row.code} ${row.name}` })),
})
const creatorSource = sourceOf(listAccounts, {
  input: () => ({ size: 100 as const }),
  options: ({ rows }) => rows.map((row) => ({ value: row.id, label: row.name })),
})
const typeOptions = businessTypes.map((value) => ({ value, label: value }))

const fields: Field[] = [
  { name: 'baseCode', wide: true, control: <BaseSceneInput /> },
  { name: 'name', wide: true },
  { name: 'conditions', wide: true, required: true, control: <ConditionsInput /> },
  {
    name: 'title',
    wide: true,
    help: '可用 {date} {count} {object} {owner} {amount} 和条件里的变量',
  },
  { name: 'matter', wide: true },
  { name: 'businessType', options: typeOptions },
  { name: 'priority', options: optionsOf(priorityTable) },
  { name: 'durationHours', label: '时限', control: <DurationInput /> },
  { name: 'repeatDays', help: '结束后再次命中，过几天可以再派任务；0 为不再派' },
  { name: 'timing', wide: true, label: '通知时间', required: true, control: <TimingInput /> },
  {
    name: 'handlerAccountId',
    label: '处理人',
    placeholder: '空为记录负责人',
    source: accountSource,
  },
  { name: 'followerAccountIds', source: accountSource, required: false, wide: true },
  {
    name: 'escalation',
    wide: true,
    label: '超时通知',
    required: false,
    control: <EscalationInput />,
  },
]
const usual = {
  conditions: {},
  durationHours: 24,
  timing: { kind: 'default', times: [], days: [] },
  escalation: { accountIds: [], everyHours: 24, times: 3 },
  followerAccountIds: [],
  repeatDays: 7,
}
const at = { CONDITION_MISSING: 'conditions', UNKNOWN_VARIABLE: 'title' } as const
const unitOf = (hours: unknown): 'day' | 'hour' => (Number(hours) % 24 === 0 ? 'day' : 'hour')

const edit = form(updateScene, {
  columns: 2,
  fields,
  initial: (scene: Scene) => ({ ...scene }),
  toInput: (values, scene) => ({
    sceneId: scene.id,
    version: scene.version,
    durationUnit: unitOf(values.durationHours),
    escalation: (values.escalation ?? null) as Scene['escalation'],
  }),
  note: () => '下次运行起按新的设置；已派出的任务不变。',
  at,
  done: '已保存业务场景',
})

const scenes = resource(listScenes, {
  title: '业务场景',
  noun: '场景',
  unit: '个',
  note: '按时查数据，发现问题就派任务',
  columns: [
    twoLines('name', (row) => [row.name, `${row.baseCode} ${row.baseName}`], { title: '场景' }),
    twoLines('businessType', (row) => [row.businessType, row.creatorName], {
      title: '业务类型',
      width: 110,
    }),
    twoLines(
      'frequency',
      (row) => [frequencyWords[row.frequency].label, frequencyWords[row.frequency].when],
      { title: '统计频率', width: 130 },
    ),
    twoLines(
      'timing',
      (row) => [timingWords(row.timing), `时限 ${durationWords(row.durationHours)}`],
      { title: '通知时间', width: 140 },
    ),
    twoLines(
      'lastRunAt',
      (row) => [row.lastRunAt ? timeWords(row.lastRunAt) : '还没跑过', lastWords(row)],
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
  filters: [
    searchFilter('keyword', '场景名称'),
    recordFilter('baseCode', '全部基础场景', baseSource),
    choiceFilter('businessType', '全部业务类型', typeOptions),
    recordFilter('creatorId', '全部创建人', creatorSource),
    choiceFilter('on', '全部状态', [
      { value: true, label: '启用' },
      { value: false, label: '停用' },
    ]),
  ],
  sorts: { '-createdAt': '新的在前', createdAt: '早的在前' },
  first: '还没有业务场景。添加后会按时查数据，发现问题就派任务。',
  actions: [
    action(switchScene, {
      when: (row) => row.mayEdit,
      label: (row) => (row.on ? '停用' : '启用'),
      input: (row) => ({ sceneId: row.id, on: !row.on }),
      done: (row) => (row.on ? `已停用“${row.name}”` : `已启用“${row.name}”`),
    }),
    action(copyScene, {
      label: '复制',
      input: (row) => ({ sceneId: row.id }),
      done: (row) => `已复制“${row.name}”，副本先停用`,
    }),
    action(deleteScene, {
      label: '删除',
      when: (row) => row.mayEdit,
      danger: true,
      input: (row) => ({ sceneId: row.id }),
      confirm: (row) => ({
        title: `删除“${row.name}”？`,
        body: '不再运行，已完成的任务保留。还有未完成任务的场景不能删除。',
        danger: true,
      }),
      done: (row) => `已删除“${row.name}”`,
    }),
  ],
  detail: detail(getScene, {
    input: (sceneId) => ({ sceneId }),
    title: (scene) => scene.name,
    marks: (scene) => <Mark tone={scene.on ? 'done' : 'ended'}>{scene.on ? '启用' : '停用'}</Mark>,
    width: 820,
    edit,
    body: (scene) => <SceneBody scene={scene} />,
  }),
  create: form(createScene, {
    columns: 2,
    fields,
    initial: () => usual,
    toInput: (values) => ({
      durationUnit: unitOf(values.durationHours),
      escalation: (values.escalation ?? null) as Scene['escalation'],
    }),
    at,
    done: '已添加业务场景',
  }),
})

function lastWords(row: { lastMatches: number | null; lastError: string }): string {
  if (row.lastError) {
    return '运行失败'
  }
  return row.lastMatches === null ? '' : `命中 ${row.lastMatches} 条`
}

/** CO-060 to CO-065, CO-072, CO-073. */
export const ScenesPage = () => <ResourcePage resource={scenes} path="/scenes" />
