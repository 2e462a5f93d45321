import { command, query } from '../kernel/operation'
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
const sceneFields = {
  name: text(40).meta({ title: '场景名称' }),
  baseCode: text(10).meta({ title: '基础场景' }),
  conditions: conditions.meta({ title: '条件' }),
  title: text(120).meta({ title: '任务标题' }),
  matter: optionalText(500).meta({ title: '处理事项' }),
  priority: oneOf(priorities).meta({ title: '优先级' }),
  durationHours: z.number().int().min(1).max(1_000).meta({ title: '时限（小时）' }),
  deliverAt: text(5)
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间格式应为 08:00')
    .meta({ title: '通知时间' }),
  handlerAccountId: id.nullable().meta({ title: '处理人（空为记录负责人）' }),
  followerAccountIds: list(id, 20).meta({ title: '关注人' }),
}
export const listScenes = query('scenes.listScenes', {
  title: '业务场景列表',
  may: { console: 'scenes.read' },
  input: {},
  output: object({
    rows: list(
      object({
        ...sceneFields,
        id,
        baseName: text(40),
        frequency: oneOf(['daily', 'hourly']),
        on: flag,
        lastRunAt: instant.nullable(),
        lastMatches: count(1e6).nullable(),
        openTasks: count(1e6),
      }),
      200,
    ),
  }),
  refusals: [],
})
/** CO-061: saving without a required condition is refused naming it. */
export const createScene = command('scenes.createScene', {
  title: '添加业务场景',
  may: { console: 'scenes.edit' },
  input: sceneFields,
  output: object({ sceneId: id }),
  refusals: ['CONDITION_MISSING', 'UNKNOWN_VARIABLE'],
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
