import { randomUUID } from 'node:crypto'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'

const HOUR = 3_600_000
let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

async function colleague(name: string) {
  const { rows } = await rig.do(admin, 'identity.listRoles', {})
  const roleId = rows.find((role) => role.name === '订单/仓配')?.id ?? ''
  const login = { login: `c-${randomUUID().slice(0, 8)}`, password: 'Work-2026-word' }
  const { accountId } = await rig.do(admin, 'identity.createAccount', {
    login: login.login,
    name,
    phone: null,
    roleIds: [roleId],
    initialPassword: login.password,
  })
  await rig.db.query('update identity.account set must_change_password = false')
  const { token } = await rig.do(null, 'identity.signInConsole', login)
  return { token, accountId, name }
}
async function newProject() {
  const { projectId } = await rig.do(admin, 'tasks.createProject', {
    name: `项目-${randomUUID().slice(0, 8)}`,
  })
  return projectId
}
const manual = (projectId: string, handlerAccountId: string, dueAt: string | null = null) => ({
  projectId,
  title: '整理旺季排班',
  matter: '按门店汇总',
  priority: 'high' as const,
  handlerAccountId,
  dueAt,
})
const unread = (token: string) =>
  rig.do(token, 'notify.listMessages', { filter: { category: 'task' } })

test('the built-in project is not renamed, deleted or filled by hand', async () => {
  const { rows } = await rig.do(admin, 'tasks.listProjects', {})
  const builtIn = rows[0]
  expect(builtIn).toMatchObject({ name: 'ERP通知', builtIn: true })
  const projectId = builtIn?.id ?? ''
  const { accountId } = await rig.do(admin, 'identity.getMe', {})
  const refused = { code: 'BUILT_IN_PROJECT' }
  expect(
    await rig.call(admin, 'tasks.renameProject', { projectId, name: '别的', version: 1 }),
  ).toMatchObject(refused)
  expect(await rig.call(admin, 'tasks.deleteProject', { projectId })).toMatchObject(refused)
  expect(await rig.call(admin, 'tasks.createTask', manual(projectId, accountId))).toMatchObject(
    refused,
  )

  const own = await newProject()
  expect(
    await rig.call(admin, 'tasks.renameProject', { projectId: own, name: 'ERP通知', version: 1 }),
  ).toMatchObject({ code: 'DUPLICATE' })
  expect(await rig.call(admin, 'tasks.createProject', { name: 'ERP通知' })).toMatchObject({
    code: 'DUPLICATE',
  })
  await rig.do(admin, 'tasks.renameProject', {
    projectId: own,
    name: `旺季-${own.slice(-6)}`,
    version: 1,
  })
  const late = { projectId: own, name: '后来的', version: 1 }
  expect(await rig.call(admin, 'tasks.renameProject', late)).toMatchObject({
    code: 'VERSION_CONFLICT',
  })
  await rig.do(admin, 'tasks.createTask', manual(own, accountId))
  expect(await rig.call(admin, 'tasks.deleteProject', { projectId: own })).toMatchObject({
    code: 'IN_USE',
  })
  const empty = await newProject()
  await rig.do(admin, 'tasks.deleteProject', { projectId: empty })
  for (const name of ['tasks.deleteProject', 'tasks.renameProject'] as const) {
    const gone = { projectId: empty, name: '没有', version: 1 }
    expect(await rig.call(admin, name, gone as never)).toMatchObject(
      name === 'tasks.renameProject' ? { code: 'NOT_FOUND' } : { ok: false },
    )
  }
})

test('a task reaches its handler, who alone begins and completes it', async () => {
  const handler = await colleague('宋知秋')
  const stranger = await colleague('路人甲')
  const projectId = await newProject()
  const dueAt = new Date(rig.now().getTime() + HOUR).toISOString()
  const { taskId } = await rig.do(
    admin,
    'tasks.createTask',
    manual(projectId, handler.accountId, dueAt),
  )
  await rig.tick()
  const messages = await unread(handler.token)
  expect(messages.rows[0]).toMatchObject({
    title: '新任务',
    text: '整理旺季排班',
    link: { kind: 'task', id: taskId },
  })
  expect((await unread(admin)).rows).toEqual([])

  const list = async (token: string, filter: object) =>
    (await rig.do(token, 'tasks.listMyTasks', { filter })).rows.map((row) => row.id)
  expect(await list(handler.token, { mine: true, state: 'running' })).toEqual([taskId])
  expect(await list(admin, { projectId })).toEqual([taskId])
  expect(await list(admin, { projectId, mine: true })).toEqual([])
  expect(await list(stranger.token, {})).toEqual([])
  expect(await rig.call(stranger.token, 'tasks.getTask', { taskId })).toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(await rig.call(stranger.token, 'tasks.beginNode', { taskId })).toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(await rig.call(admin, 'tasks.beginNode', { taskId })).toMatchObject({
    code: 'FORBIDDEN',
  })
  const note = { taskId, note: '已排好' }
  expect(await rig.call(handler.token, 'tasks.completeNode', note)).toMatchObject({
    code: 'STATE_CONFLICT',
  })
  const begun = await Promise.all(
    Array.from({ length: 4 }, () => rig.call(handler.token, 'tasks.beginNode', { taskId })),
  )
  expect(begun.filter((answer) => answer.ok)).toHaveLength(1)
  expect(begun.find((answer) => !answer.ok)).toMatchObject({ code: 'STATE_CONFLICT' })
  expect(await rig.do(handler.token, 'tasks.getTask', { taskId })).toMatchObject({
    nodeState: 'doing',
    mayBegin: false,
    mayComplete: true,
    overdue: false,
  })
  expect(await rig.do(admin, 'tasks.getTask', { taskId })).toMatchObject({ mayComplete: false })

  await rig.advance(HOUR + 1_000)
  expect(await list(handler.token, { overdue: true })).toEqual([taskId])
  const byDue = await rig.do(handler.token, 'tasks.listMyTasks', { filter: {}, sort: 'dueAt' })
  expect(byDue.rows).toMatchObject([{ id: taskId, overdue: true, handlerName: '宋知秋' }])

  expect(await rig.do(handler.token, 'tasks.completeNode', note)).toEqual({ state: 'done' })
  const done = await rig.do(admin, 'tasks.getTask', { taskId })
  expect(done).toMatchObject({ state: 'done', nodeState: 'done', overdue: false, records: [] })
  expect(done.history.map((entry) => entry.text)).toEqual([
    '创建任务（简易任务模板）',
    '通知处理人',
    '开始处理“处理”',
    '完成“处理”：已排好',
  ])
  expect(await rig.call(handler.token, 'tasks.completeNode', note)).toMatchObject({
    code: 'STATE_CONFLICT',
  })
})

test('a task needs a project and a handler who are there', async () => {
  const projectId = await newProject()
  const { accountId } = await rig.do(admin, 'identity.getMe', {})
  for (const input of [manual(randomUUID(), accountId), manual(projectId, randomUUID())]) {
    expect(await rig.call(admin, 'tasks.createTask', input)).toMatchObject({ code: 'NOT_FOUND' })
  }
})
