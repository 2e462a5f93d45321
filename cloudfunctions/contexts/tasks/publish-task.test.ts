import { randomUUID } from 'node:crypto'
import { HOUR_MS } from '@xietong/domain/kernel/time'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'

let rig: Rig
let admin: string
let projectId: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  const { projectId: made } = await rig.do(admin, 'tasks.createProject', { name: '旺季筹备' })
  projectId = made
})
afterAll(() => rig.stop())

/** An account whose role has these rights. */
async function person(name: string, permissions: string[]) {
  const { roleId } = await rig.do(admin, 'identity.createRole', {
    name: `发布-${randomUUID().slice(0, 8)}`,
    note: '',
    permissions: permissions as never,
  })
  const login = { login: `p-${randomUUID().slice(0, 8)}`, password: 'Work-2026-word' }
  const { accountId } = await rig.do(admin, 'identity.createAccount', {
    login: login.login,
    name,
    phone: null,
    roleIds: [roleId],
    initialPassword: login.password,
  })
  await rig.db.query('update identity.account set must_change_password = false')
  const { token } = await rig.do(null, 'identity.signInConsole', login)
  return { accountId, token, name }
}
const task = (more: object) => ({
  projectId,
  title: '中秋备货',
  matter: '按门店汇总',
  priority: 'high' as const,
  ...more,
})
const publish = (token: string, more: object) =>
  rig.call(token, 'tasks.createTask', task(more) as never)
const nodes = (...handlers: { accountId: string }[]) =>
  handlers.map(({ accountId }, index) => ({
    name: `第 ${index + 1} 步`,
    matter: `做第 ${index + 1} 件事`,
    handlerAccountId: accountId,
    durationHours: 4 * (index + 1),
  }))
const todos = async (token: string) =>
  (await rig.do(token, 'tasks.listMyTodos', {})).rows.map((row) => row.id)

test('CO-023 whoever has the publish right publishes by a simple, an empty or a defined template; others get 403', async () => {
  const publisher = await person('韩组织', ['tasks.handle', 'tasks.publish'])
  const member = await person('林普通', ['tasks.handle'])
  const [one, two] = [await person('甲', ['tasks.handle']), await person('乙', ['tasks.handle'])]
  const flow = { name: '备货流程', note: '先盘点后采购', nodes: nodes(one, two), on: true }
  const { templateId } = await rig.do(admin, 'tasks.createTemplate', flow)

  const published = new Map<string, string>()
  const wishes = {
    simple: { template: 'simple', handlerAccountId: one.accountId },
    empty: { template: 'empty', nodes: nodes(one, two, one) },
    defined: { template: 'defined', templateId },
  }
  for (const [kind, wish] of Object.entries(wishes)) {
    expect(await publish(member.token, wish)).toMatchObject({ status: 403, code: 'FORBIDDEN' })
    for (const by of [publisher.token, admin]) {
      const answer = await publish(by, wish)
      expect([kind, answer.ok]).toEqual([kind, true])
      published.set(kind, answer.ok ? (answer.value as { taskId: string }).taskId : '')
    }
  }
  const detail = (kind: string) =>
    rig.do(admin, 'tasks.getTask', { taskId: published.get(kind) ?? '' })
  expect(await detail('simple')).toMatchObject({
    projectName: '旺季筹备',
    templateName: '简易任务模板',
    dueAt: null,
    nodes: [{ name: '处理', handlerName: '甲', state: 'to-do' }],
  })
  expect(await detail('empty')).toMatchObject({
    templateName: '工作流空模板',
    nodes: [
      { name: '第 1 步', handlerName: '甲', state: 'to-do', matter: '做第 1 件事' },
      { name: '第 2 步', handlerName: '乙', state: 'not-started' },
      { name: '第 3 步', handlerName: '甲', state: 'not-started' },
    ],
  })
  expect(await detail('defined')).toMatchObject({
    templateName: '备货流程',
    nodes: [{ handlerName: '甲' }, { handlerName: '乙' }],
  })
  // The flow moves from handler to handler, each with the hours of its node.
  const taskId = published.get('defined') ?? ''
  expect(await todos(one.token)).toContain(taskId)
  expect(await todos(two.token)).toEqual([])
  await rig.do(one.token, 'tasks.beginNode', { taskId })
  await rig.do(one.token, 'tasks.completeNode', { taskId, note: '盘点好了' })
  expect(await todos(two.token)).toEqual([taskId])
  const due = Date.parse((await detail('defined')).dueAt ?? '') - rig.now().getTime()
  expect(Math.abs(due - 8 * HOUR_MS)).toBeLessThan(60_000)
  await rig.tick()
  const { rows } = await rig.do(two.token, 'notify.listMessages', {})
  expect(rows[0]).toMatchObject({ title: '新任务', link: { kind: 'task', id: taskId } })
  await rig.do(two.token, 'tasks.beginNode', { taskId })
  expect(await rig.do(two.token, 'tasks.completeNode', { taskId, note: '都买了' })).toEqual({
    state: 'done',
  })
})

test('a template without nodes or with a handler who left publishes nothing', async () => {
  const one = await person('丙', ['tasks.handle'])
  const { rows: projects } = await rig.do(admin, 'tasks.listProjects', {})
  const builtIn = projects.find((project) => project.builtIn)?.id ?? ''
  const refused = async (more: object, code: string) =>
    expect(await publish(admin, more)).toMatchObject({ ok: false, code })
  await refused({ template: 'simple' }, 'VALIDATION_FAILED')
  await refused({ template: 'empty', nodes: [] }, 'VALIDATION_FAILED')
  await refused(
    { template: 'empty', nodes: nodes({ accountId: randomUUID() }) },
    'VALIDATION_FAILED',
  )
  await refused({ template: 'defined' }, 'NOT_FOUND')
  await refused({ template: 'defined', templateId: randomUUID() }, 'NOT_FOUND')
  await refused({ projectId: builtIn, template: 'empty', nodes: nodes(one) }, 'BUILT_IN_PROJECT')
  const fields = { name: '会停用的', note: '', nodes: nodes(one), on: true }
  const { templateId } = await rig.do(admin, 'tasks.createTemplate', fields)
  const off = { templateId, ...fields, on: false, version: 1 }
  await rig.do(admin, 'tasks.updateTemplate', off)
  await refused({ template: 'defined', templateId }, 'TEMPLATE_OFF')
})

test('templates are kept by whoever has the right; a stale edit and a taken name are refused', async () => {
  const one = await person('丁', ['tasks.handle'])
  const fields = { name: '退货流程', note: '', nodes: nodes(one), on: true }
  const { templateId } = await rig.do(admin, 'tasks.createTemplate', fields)
  const edit = (token: string, more: object) =>
    rig.call(token, 'tasks.updateTemplate', { templateId, ...fields, version: 1, ...more })
  expect(await rig.call(one.token, 'tasks.createTemplate', fields)).toMatchObject({ status: 403 })
  expect(await edit(one.token, {})).toMatchObject({ status: 403 })
  expect(await rig.call(admin, 'tasks.createTemplate', fields)).toMatchObject({ code: 'DUPLICATE' })
  expect(await edit(admin, { name: '备货流程' })).toMatchObject({ code: 'DUPLICATE' })
  const gone = nodes({ accountId: randomUUID() })
  expect(await edit(admin, { nodes: gone })).toMatchObject({ code: 'VALIDATION_FAILED' })
  expect(await rig.call(admin, 'tasks.createTemplate', { ...fields, nodes: gone })).toMatchObject({
    code: 'VALIDATION_FAILED',
  })
  const before = await publish(admin, { template: 'defined', templateId })
  const edits = await Promise.all([1, 2].map(() => edit(admin, { nodes: nodes(one, one) })))
  expect(edits.map((answer) => (answer.ok ? 'saved' : answer.code)).sort()).toEqual([
    'VERSION_CONFLICT',
    'saved',
  ])
  expect(await edit(admin, { templateId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' })
  const { rows } = await rig.do(one.token, 'tasks.listTemplates', {})
  expect(rows.find((row) => row.id === templateId)).toMatchObject({
    name: '退货流程',
    handlerNames: ['丁', '丁'],
    version: 2,
  })
  // A task in progress keeps the nodes it began with.
  const taskId = before.ok ? (before.value as { taskId: string }).taskId : ''
  expect((await rig.do(admin, 'tasks.getTask', { taskId })).nodes).toHaveLength(1)
})
