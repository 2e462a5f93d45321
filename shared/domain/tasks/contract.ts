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

export const taskStates = ['to-notify', 'running', 'done', 'ended'] as const
export const nodeStates = ['not-started', 'to-do', 'doing', 'done', 'sent-back'] as const
export const priorities = ['low', 'medium', 'high', 'urgent'] as const

const taskRow = object({
  id,
  title: text(120),
  projectName: text(40),
  priority: oneOf(priorities),
  state: oneOf(taskStates),
  nodeState: oneOf(nodeStates),
  handlerName: text(30),
  recordCount: count(1_000),
  dueAt: instant.nullable(),
  overdue: flag,
  createdAt: instant,
})
export const listProjects = query('tasks.listProjects', {
  title: '项目列表',
  may: { console: 'tasks.handle' },
  input: {},
  output: object({
    rows: list(
      object({ id, name: text(40), builtIn: flag, openTasks: count(1e6), version: count(1e9) }),
      200,
    ),
  }),
  refusals: [],
})
/** CO-056: the built-in project cannot be deleted or renamed. */
export const renameProject = command('tasks.renameProject', {
  title: '项目改名',
  may: { console: 'tasks.handle' },
  input: {
    projectId: id,
    name: text(40).meta({ title: '项目名称' }),
    version: count(1e9),
  },
  output: object({ version: count(1e9) }),
  refusals: ['BUILT_IN_PROJECT', 'VERSION_CONFLICT', 'DUPLICATE'],
})
export const deleteProject = command('tasks.deleteProject', {
  title: '删除项目',
  may: { console: 'tasks.handle' },
  input: { projectId: id },
  output: object({}),
  refusals: ['BUILT_IN_PROJECT', 'IN_USE'],
})
export const createProject = command('tasks.createProject', {
  title: '新建项目',
  may: { console: 'tasks.handle' },
  input: { name: text(40).meta({ title: '项目名称' }) },
  output: object({ projectId: id }),
  refusals: ['DUPLICATE'],
})
export const templateKinds = ['simple', 'empty', 'defined'] as const
const flowNode = object({
  name: text(40).meta({ title: '节点' }),
  matter: optionalText(500).meta({ title: '处理事项' }),
  handlerAccountId: id.meta({ title: '处理人' }),
  durationHours: z.number().int().min(1).max(1_000).meta({ title: '时限（小时）' }),
})
/**
 * CO-023: publishes a task in a project by a template: 简易任务模板 (one handler), 工作流空模板
 * (nodes for this task only) or a defined one. The built-in project accepts none.
 */
export const createTask = command('tasks.createTask', {
  title: '发布任务',
  may: { console: 'tasks.publish' },
  input: {
    projectId: id,
    title: text(120).meta({ title: '标题' }),
    matter: optionalText(500).meta({ title: '事项' }),
    priority: oneOf(priorities).meta({ title: '优先级' }),
    template: oneOf(templateKinds).default('simple').meta({ title: '模板' }),
    /** For `simple`. */
    handlerAccountId: id.optional().meta({ title: '处理人' }),
    dueAt: instant.nullable().default(null).meta({ title: '截止时间' }),
    /** For `empty`. */
    nodes: list(flowNode, 50).default([]).meta({ title: '节点' }),
    /** For `defined`. */
    templateId: id.optional().meta({ title: '工作流模板' }),
  },
  output: object({ taskId: id }),
  refusals: ['BUILT_IN_PROJECT', 'TEMPLATE_OFF'],
})
const templateFields = {
  name: text(40).meta({ title: '模板名称' }),
  note: optionalText(200).meta({ title: '说明' }),
  nodes: list(flowNode, 50, 1).meta({ title: '节点' }),
  on: flag.default(true).meta({ title: '启用' }),
}
/** Defined flows that a task can be published by; the newest first. */
export const listTemplates = query('tasks.listTemplates', {
  title: '工作流模板',
  may: { console: 'tasks.handle' },
  input: {},
  output: object({
    rows: list(
      object({
        id,
        ...templateFields,
        on: flag,
        handlerNames: list(text(30), 50),
        version: count(1e9),
        createdAt: instant,
      }),
      200,
    ),
  }),
  refusals: [],
})
export const createTemplate = command('tasks.createTemplate', {
  title: '新建工作流模板',
  may: { console: 'tasks.template' },
  input: templateFields,
  output: object({ templateId: id }),
  refusals: ['DUPLICATE'],
})
/** Counts for new tasks only; those in progress keep the nodes they began with. */
export const updateTemplate = command('tasks.updateTemplate', {
  title: '修改工作流模板',
  may: { console: 'tasks.template' },
  input: { templateId: id, ...templateFields, version: count(1e9) },
  output: object({ version: count(1e9) }),
  refusals: ['VERSION_CONFLICT', 'DUPLICATE'],
})
/** Tasks that I handle, may edit or follow. */
export const listMyTasks = query('tasks.listMyTasks', {
  title: '我的任务',
  may: { console: 'tasks.handle' },
  input: listInput({ projectId: id, state: oneOf(taskStates), mine: flag, overdue: flag }, [
    '-createdAt',
    'dueAt',
  ]),
  output: listOutput(taskRow),
  refusals: [],
})
/**
 * CO-117: what waits for me as the current handler, 已过期 or 新建任务, on the computer and on the
 * phone of the same person.
 */
export const listMyTodos = query('tasks.listMyTodos', {
  title: '待办',
  may: { console: 'tasks.handle', sales: 'own' },
  input: listInput({ group: oneOf(['overdue', 'new']) }, ['dueAt', '-createdAt']),
  output: listOutput(taskRow),
  refusals: [],
})
export const countMyTodos = query('tasks.countMyTodos', {
  title: '待办数量',
  may: { console: 'tasks.handle', sales: 'own' },
  input: {},
  output: object({ overdue: count(1e6), fresh: count(1e6) }),
  refusals: [],
})
/** CO-057: the matched records with live status, workflow, handler, matter, followers, due time. */
export const getTask = query('tasks.getTask', {
  title: '任务详情',
  may: { console: 'tasks.handle' },
  input: { taskId: id },
  output: object({
    ...taskRow.shape,
    sceneName: text(60).nullable(),
    /** Which template it was published by; null where a scene made it. */
    templateName: text(40).nullable(),
    matter: optionalText(500),
    records: list(
      object({
        id,
        kind: text(30),
        recordId: text(64),
        recordNo: text(40),
        summary: text(200),
        liveStatus: text(30),
        resolved: flag,
        link: text(200),
      }),
      1_000,
    ),
    nodes: list(
      object({
        id,
        order: count(50),
        name: text(40),
        matter: optionalText(500),
        handlerName: text(30),
        state: oneOf(nodeStates),
        begunAt: instant.nullable(),
        doneAt: instant.nullable(),
        dueAt: instant.nullable(),
      }),
      50,
    ),
    followers: list(text(30), 50),
    history: list(object({ at: instant, byName: text(30), text: text(600) }), 500),
    mayBegin: flag,
    mayComplete: flag,
  }),
  refusals: [],
})
export const beginNode = command('tasks.beginNode', {
  title: '开始处理',
  may: { console: 'tasks.handle' },
  input: { taskId: id },
  output: object({}),
  refusals: ['STATE_CONFLICT'],
})
export const completeNode = command('tasks.completeNode', {
  title: '完成任务',
  may: { console: 'tasks.handle' },
  input: { taskId: id, note: text(500).meta({ title: '处理结果' }) },
  output: object({ state: oneOf(taskStates) }),
  refusals: ['STATE_CONFLICT'],
})
