import { command, query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import {
  count,
  flag,
  id,
  instant,
  list,
  object,
  oneOf,
  optionalText,
  text,
  z,
} from '../kernel/schema'
import { priorities } from '../tasks/contract'

const conditionValue = z.union([text(60), z.number().min(-1e12).max(1e12), flag])
const conditions = z
  .record(text(30), conditionValue)
  .refine((value) => Object.keys(value).length <= 20, '条件过多')

/** CO-061, CO-072: base scenes with their conditions and frequency. */
export const listBaseScenes = query('scenes.listBaseScenes', {
  title: '业务场景模板',
  may: { console: 'scenes.read' },
  input: {},
  output: object({
    rows: list(
      object({
        code: text(10),
        name: text(40),
        businessType: text(10),
        frequency: oneOf(['daily', 'hourly']),
        required: list(
          object({
            key: text(30),
            label: text(30),
            kind: oneOf(['text', 'number', 'choice']),
            choices: list(text(30), 30),
          }),
          10,
        ),
        optional: list(
          object({
            key: text(30),
            label: text(30),
            kind: oneOf(['text', 'number', 'choice']),
            choices: list(text(30), 30),
          }),
          10,
        ),
        defaultTitle: text(120),
        defaultPriority: oneOf(priorities),
        defaultHours: count(1_000),
      }),
      50,
    ),
  }),
  refusals: [],
})
export const businessTypes = [
  '订单',
  '物流',
  '采购',
  '供应商',
  '库存',
  '售后',
  '提货卡',
  '渠道',
  '客户',
  '财务',
  '店铺',
  '客服',
  '系统',
] as const
const time = text(5).regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间格式应为 08:00')
/** CO-065: weekdays 1 to 7 for `week`, 1 to 31 or 0 (the last day) for `month`. */
const timing = object({
  kind: oneOf(['default', 'instant', 'day', 'week', 'month']),
  times: list(time, 6),
  days: list(count(31), 31),
})
/** CO-068: nobody chosen = the superior of the node's handler. */
const escalation = object({
  accountIds: list(id, 10),
  everyHours: z.number().int().min(1).max(720).nullable(),
  times: z.number().int().min(1).max(5),
})
const sceneFields = {
  name: text(40).meta({ title: '场景名称' }),
  baseCode: text(10).meta({ title: '基础场景' }),
  conditions: conditions.meta({ title: '条件' }),
  title: text(120).meta({ title: '任务标题' }),
  matter: optionalText(500).meta({ title: '处理事项' }),
  priority: oneOf(priorities).meta({ title: '优先级' }),
  durationHours: z.number().int().min(1).max(1_000).meta({ title: '时限（小时）' }),
  deliverAt: time.default('08:00').meta({ title: '通知时间' }),
  handlerAccountId: id.nullable().meta({ title: '处理人（空为记录负责人）' }),
  followerAccountIds: list(id, 20).meta({ title: '关注人' }),
}
const moreFields = {
  /** Absent = every day at `deliverAt`. */
  timing: timing.optional().meta({ title: '通知时间' }),
  businessType: oneOf(businessTypes).optional().meta({ title: '业务类型' }),
  durationUnit: oneOf(['hour', 'day']).default('hour').meta({ title: '时限单位' }),
  /** Null = nobody is told; absent = the superior, at once and every 24 h, three times. */
  escalation: escalation.nullable().optional().meta({ title: '超时通知' }),
  /** Days after which an ended finding may make a task again; 0 = never. */
  repeatDays: count(365).default(7).meta({ title: '重复间隔（天）' }),
}
const sceneView = {
  ...sceneFields,
  id,
  baseName: text(40),
  frequency: oneOf(['daily', 'hourly']),
  on: flag,
  timing,
  businessType: text(10),
  durationUnit: oneOf(['hour', 'day']),
  escalation: escalation.nullable(),
  repeatDays: count(365),
  creatorName: text(60),
  /** The owner and administrators may change it (CO-062). */
  mayEdit: flag,
  version: count(1_000_000_000),
}
/** CO-060. */
export const listScenes = query('scenes.listScenes', {
  title: '业务场景列表',
  may: { console: 'scenes.read' },
  input: listInput(
    {
      keyword: text(40),
      baseCode: text(10),
      businessType: oneOf(businessTypes),
      creatorId: id,
      on: flag,
    },
    ['-createdAt', 'createdAt'],
  ),
  output: listOutput(
    object({
      ...sceneView,
      lastRunAt: instant.nullable(),
      lastMatches: count(1e6).nullable(),
      lastError: optionalText(300),
      openTasks: count(1e6),
    }),
  ),
  refusals: [],
})
/** CO-062: all settings. */
export const getScene = query('scenes.getScene', {
  title: '业务场景详情',
  may: { console: 'scenes.read' },
  input: { sceneId: id },
  output: object(sceneView),
  refusals: [],
})
/** CO-061: saving without a required condition is refused naming it. */
export const createScene = command('scenes.createScene', {
  title: '添加业务场景',
  may: { console: 'scenes.edit' },
  input: { ...sceneFields, ...moreFields },
  output: object({ sceneId: id }),
  refusals: ['CONDITION_MISSING', 'UNKNOWN_VARIABLE'],
})
/** CO-062: counts from the next run; open tasks stay as they are. Owner and administrators only. */
export const updateScene = command('scenes.updateScene', {
  title: '修改业务场景',
  may: { console: 'scenes.edit' },
  input: { sceneId: id, version: count(1_000_000_000), ...sceneFields, ...moreFields },
  output: object({ version: count(1_000_000_000) }),
  refusals: ['VERSION_CONFLICT', 'CONDITION_MISSING', 'UNKNOWN_VARIABLE'],
})
/** CO-062: the copy is switched off and belongs to whoever made it. */
export const copyScene = command('scenes.copyScene', {
  title: '复制业务场景',
  may: { console: 'scenes.edit' },
  input: { sceneId: id },
  output: object({ sceneId: id }),
  refusals: [],
})
/** CO-062: refused with IN_USE while a task of it is open. */
export const deleteScene = command('scenes.deleteScene', {
  title: '删除业务场景',
  may: { console: 'scenes.edit' },
  input: { sceneId: id },
  output: object({}),
  refusals: ['IN_USE'],
})
/** CO-063: what the conditions find now; no task is made. */
export const getTryOut = query('scenes.getTryOut', {
  title: '试运行业务场景',
  may: { console: 'scenes.edit' },
  input: { baseCode: text(10), conditions },
  output: object({
    matches: count(1e6),
    records: list(
      object({ recordId: text(64), kind: text(30), recordNo: text(40), summary: text(200) }),
      50,
    ),
  }),
  refusals: ['CONDITION_MISSING'],
})
export const switchScene = command('scenes.switchScene', {
  title: '启用或停用业务场景',
  may: { console: 'scenes.edit' },
  input: { sceneId: id, on: flag },
  output: object({}),
  refusals: [],
})
export const listRuns = query('scenes.listRuns', {
  title: '业务场景运行记录',
  may: { console: 'scenes.read' },
  input: { sceneId: id },
  output: object({
    rows: list(
      object({
        id,
        plannedAt: instant,
        startedAt: instant,
        endedAt: instant.nullable(),
        checked: count(1e9),
        matches: count(1e6),
        newTasks: count(1e6),
        duplicates: count(1e6),
        error: optionalText(300),
      }),
      100,
    ),
  }),
  refusals: [],
})
