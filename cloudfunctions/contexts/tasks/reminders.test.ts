import { randomUUID } from 'node:crypto'
import { DAY_MS, HOUR_MS, MINUTE_MS, shanghaiInstant } from '@xietong/domain/kernel/time'
import { signInSales } from '../../../tests/rig/cast'
import { randomPhone, signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { remindHandlers } from './remind'

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

async function colleague(name: string, phone: string | null = null) {
  const { rows } = await rig.do(admin, 'identity.listRoles', {})
  const roleId = rows.find((role) => role.name === '订单/仓配')?.id ?? ''
  const login = { login: `r-${randomUUID().slice(0, 8)}`, password: 'Work-2026-word' }
  const { accountId } = await rig.do(admin, 'identity.createAccount', {
    login: login.login,
    name,
    phone,
    roleIds: [roleId],
    initialPassword: login.password,
  })
  await rig.db.query('update identity.account set must_change_password = false')
  const signIn = async () => (await rig.do(null, 'identity.signInConsole', login)).token
  return { accountId, name, signIn }
}
async function employee(name: string, departmentId: string, supervisor = false) {
  const phone = randomPhone()
  await rig.do(admin, 'organisation.createEmployee', {
    name,
    phone,
    departmentId,
    salesperson: true,
    supervisor,
  })
  return { phone, ...(await colleague(name, phone)) }
}
const later = (ms: number) => new Date(rig.now().getTime() + ms)

async function task(handlerAccountId: string, dueAt: Date | null, title = '整理旺季排班') {
  const { projectId } = await rig.do(admin, 'tasks.createProject', {
    name: `项目-${randomUUID().slice(0, 8)}`,
  })
  return rig.do(admin, 'tasks.createTask', {
    projectId,
    title,
    matter: '',
    priority: 'high',
    handlerAccountId,
    dueAt: dueAt?.toISOString() ?? null,
  })
}
/** Both sweeps at the same time, as two job processes would run them. */
async function sweep() {
  await Promise.all([
    remindHandlers(rig.deps),
    remindHandlers(rig.deps),
    remindHandlers(rig.deps),
    rig.tick(),
  ])
  await rig.tick()
}
async function moveTo(at: Date) {
  await rig.advance(at.getTime() - rig.now().getTime())
  admin = await signInAdmin(rig)
  await sweep()
}
const told = async (accountId: string, title: string) =>
  (
    await rig.db.query(
      `select text from notify.message where subject_id = $1 and title = $2 order by at`,
      [accountId, title],
    )
  ).rows as { text: string }[]

test('CO-105 soon due once a node at 20% before due; not when finished or under two hours', async () => {
  const one = await colleague('宋知秋')
  const start = rig.now()
  await task(one.accountId, later(10 * HOUR_MS), '十小时的任务')
  await task(one.accountId, later(10 * DAY_MS), '十天的任务')
  await task(one.accountId, later(HOUR_MS), '一小时的任务')
  const done = await task(one.accountId, later(10 * HOUR_MS), '做完的任务')
  const token = await one.signIn()
  await rig.do(token, 'tasks.beginNode', { taskId: done.taskId })
  await rig.do(token, 'tasks.completeNode', { taskId: done.taskId, note: '已完成' })
  const soon = async () => (await told(one.accountId, '任务即将到期')).map((row) => row.text)
  await sweep()
  await moveTo(new Date(start.getTime() + 8 * HOUR_MS - MINUTE_MS))
  expect(await soon()).toEqual([])
  await moveTo(new Date(start.getTime() + 8 * HOUR_MS + MINUTE_MS))
  expect(await soon()).toEqual(['十小时的任务'])
  await moveTo(new Date(start.getTime() + 9 * HOUR_MS))
  expect(await soon()).toEqual(['十小时的任务'])
  await moveTo(new Date(start.getTime() + 9 * DAY_MS - HOUR_MS))
  expect(await soon()).toHaveLength(1)
  await moveTo(new Date(start.getTime() + 9 * DAY_MS + MINUTE_MS))
  expect(await soon()).toEqual(['十小时的任务', '十天的任务'])
})

test('CO-106 overdue at the due time, then daily at 09:00, seven times or until done', async () => {
  const [one, two] = [await colleague('陈知行'), await colleague('苏晚')]
  const due = shanghaiInstant('2026-12-01', '15:00')
  await moveTo(shanghaiInstant('2026-12-01', '10:00'))
  const first = await task(one.accountId, due, '超期的任务')
  const second = await task(two.accountId, due, '第三天完成')
  const times = async (of: { accountId: string }) => (await told(of.accountId, '任务已超期')).length
  const list = async (of: { signIn: () => Promise<string> }, taskId: string) => {
    const token = await of.signIn()
    const { rows } = await rig.do(token, 'tasks.listMyTasks', { filter: { overdue: true } })
    const detail = await rig.do(token, 'tasks.getTask', { taskId })
    return [rows.map((row) => row.id), detail.overdue]
  }
  await moveTo(new Date(due.getTime() - MINUTE_MS))
  expect(await times(one)).toBe(0)
  expect(await list(one, first.taskId)).toEqual([[], false])
  await moveTo(new Date(due.getTime() + MINUTE_MS))
  expect(await times(one)).toBe(1)
  expect(await list(one, first.taskId)).toEqual([[first.taskId], true])
  for (let day = 2; day <= 10; day++) {
    const text = `2026-12-${String(day).padStart(2, '0')}`
    await moveTo(shanghaiInstant(text, '08:59'))
    expect(await times(one)).toBe(Math.min(day - 1, 7))
    await moveTo(shanghaiInstant(text, '09:01'))
    expect(await times(one)).toBe(Math.min(day, 7))
    if (day === 3) {
      const token = await two.signIn()
      await rig.do(token, 'tasks.beginNode', { taskId: second.taskId })
      await rig.do(token, 'tasks.completeNode', { taskId: second.taskId, note: '已完成' })
    }
  }
  expect(await times(two)).toBe(3)
})

test('the superior or chosen persons hear of a late node of any task', async () => {
  const { departmentId } = await rig.do(admin, 'organisation.createDepartment', {
    name: '华南三部',
    parentId: null,
  })
  const handler = await employee('柳月', departmentId)
  const head = await employee('秦主管', departmentId, true)
  const chosen = await colleague('被选中的人')
  const escalate = async (accountIds: string[], title: string) => {
    const made = await task(handler.accountId, later(HOUR_MS), title)
    const escalation = { accountIds, everyHours: 2, times: 2 }
    await rig.db.query('update tasks.task set escalation = $2 where id = $1', [
      made.taskId,
      JSON.stringify(escalation),
    ])
  }
  const start = rig.now()
  await escalate([], '告诉上级')
  await escalate([chosen.accountId], '告诉指定的人')
  await sweep()
  for (const [hours, count] of [
    [0.9, 0],
    [1.01, 1],
    [2.9, 1],
    [3.01, 2],
    [5.01, 3],
    [9.01, 3],
  ] as const) {
    await moveTo(new Date(start.getTime() + hours * HOUR_MS))
    expect(await told(head.accountId, '任务超时通知')).toHaveLength(count)
    expect(await told(chosen.accountId, '任务超时通知')).toHaveLength(count)
  }
  const [first, second] = await told(head.accountId, '任务超时通知')
  expect(first?.text).toBe('柳月 的“处理”已超时 刚到期：告诉上级')
  expect(second?.text).toBe('柳月 的“处理”已超时 2 小时：告诉上级')
  expect(await told(handler.accountId, '任务超时通知')).toEqual([])
})

test('CO-117 to-dos: 已过期 and 新建任务 of mine, the same on the phone and the computer', async () => {
  const { departmentId } = await rig.do(admin, 'organisation.createDepartment', {
    name: '华中四部',
    parentId: null,
  })
  const me = await employee('何晚晴', departmentId)
  const other = await colleague('别人')
  const late = await task(me.accountId, later(HOUR_MS), '已过期的')
  const open = await task(me.accountId, later(DAY_MS), '没到期的')
  const endless = await task(me.accountId, null, '不限时的')
  const done = await task(me.accountId, null, '做完的')
  await task(other.accountId, later(HOUR_MS), '别人的')
  const token = await me.signIn()
  await rig.do(token, 'tasks.beginNode', { taskId: done.taskId })
  await rig.do(token, 'tasks.completeNode', { taskId: done.taskId, note: '已完成' })
  await moveTo(later(2 * HOUR_MS))
  for (const on of [await me.signIn(), await signInSales(rig, me.phone)]) {
    expect(await rig.do(on, 'tasks.countMyTodos', {})).toEqual({ overdue: 1, fresh: 2 })
    const ids = async (group: 'overdue' | 'new') =>
      (await rig.do(on, 'tasks.listMyTodos', { filter: { group } })).rows.map((row) => row.id)
    expect(await ids('overdue')).toEqual([late.taskId])
    expect(await ids('new')).toEqual([open.taskId, endless.taskId])
    expect((await rig.do(on, 'tasks.listMyTodos', {})).rows).toHaveLength(3)
  }
})
