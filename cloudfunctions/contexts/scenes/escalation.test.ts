import { randomUUID } from 'node:crypto'
import { HOUR_MS, MINUTE_MS, shanghaiInstant } from '@xietong/domain/kernel/time'
import { placePackage } from '../../../tests/rig/buy'
import { randomPhone, signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, pay, type Shop } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  // The timers have been running before.
  await rig.tick()
})
afterAll(() => rig.stop())

async function moveTo(moment: Date) {
  await rig.advance(moment.getTime() - rig.now().getTime())
  admin = await signInAdmin(rig)
  await rig.tick()
  await rig.tick()
}
/** An account of the console; with a department also an employee there. */
async function person(name: string, at?: { departmentId: string; supervisor: boolean }) {
  const phone = at ? randomPhone() : null
  if (at) {
    const employee = { name, phone: phone ?? '', salesperson: true, ...at }
    await rig.do(admin, 'organisation.createEmployee', employee)
  }
  const { rows } = await rig.do(admin, 'identity.listRoles', {})
  const login = { login: `e-${randomUUID().slice(0, 8)}`, password: 'Work-2026-word' }
  const { accountId } = await rig.do(admin, 'identity.createAccount', {
    login: login.login,
    name,
    phone,
    roleIds: [rows.find((role) => role.name === '订单/仓配')?.id ?? ''],
    initialPassword: login.password,
  })
  await rig.db.query('update identity.account set must_change_password = false')
  const signIn = async () => (await rig.do(null, 'identity.signInConsole', login)).token
  return { accountId, name, signIn }
}
const scene = (handlerAccountId: string, more: object) => ({
  name: `超时-${randomUUID().slice(0, 6)}`,
  baseCode: 'BS-01',
  conditions: { status: '待发货', hours: 1 },
  title: '待发货 {count} 单',
  matter: '催促发货',
  priority: 'high' as const,
  durationHours: 2,
  deliverAt: '08:00',
  handlerAccountId,
  followerAccountIds: [] as string[],
  ...more,
})
const told = async (of: { accountId: string }, token: string) =>
  (await rig.do(token, 'notify.listMessages', { filter: { category: 'task' }, size: 100 })).rows
    .filter(({ title }) => title === '任务超时通知')
    .map(({ text, link }) => ({ text, id: link?.id, of: of.accountId }))
    .reverse()

test('CO-068 chosen persons or the superior hear of a late node at once and every N hours, up to 5 times', async () => {
  const { departmentId } = await rig.do(admin, 'organisation.createDepartment', {
    name: '华南履约部',
    parentId: null,
  })
  const handler = await person('柳月', { departmentId, supervisor: false })
  const head = await person('秦主管', { departmentId, supervisor: true })
  const chosen = await person('被选中的人')
  const once = await person('只听一次的人')
  const bystander = await person('旁人')
  const { token: buyer } = await signInMember(rig)
  const { orderId } = await placePackage(rig, buyer, shop)
  await pay(rig, buyer, orderId)

  const create = (escalation: unknown) =>
    rig.call(admin, 'scenes.createScene', scene(handler.accountId, { escalation }) as never)
  for (const escalation of [
    { accountIds: [], everyHours: 1, times: 6 },
    { accountIds: [], everyHours: 0, times: 1 },
    { accountIds: [], everyHours: 1, times: 0 },
  ]) {
    expect(await create(escalation)).toMatchObject({ code: 'VALIDATION_FAILED' })
  }
  expect(await create({ accountIds: [randomUUID()], everyHours: null, times: 1 })).toMatchObject({
    code: 'NOT_FOUND',
  })
  const made = await Promise.all([
    create({ accountIds: [], everyHours: 2, times: 5 }),
    create({ accountIds: [chosen.accountId], everyHours: 3, times: 2 }),
    create({ accountIds: [once.accountId], everyHours: null, times: 1 }),
    create(null),
  ])
  expect(made.map(({ ok }) => ok)).toEqual([true, true, true, true])

  // Found at night, delivered at 08:00, to be done within two hours.
  await moveTo(shanghaiInstant('2026-09-23', '01:00'))
  await moveTo(shanghaiInstant('2026-09-23', '08:00'))
  const { rows } = await rig.do(await handler.signIn(), 'tasks.listMyTasks', {
    filter: { mine: true, state: 'running' },
  })
  expect(rows).toHaveLength(4)
  const due = new Date(rows[0]?.dueAt ?? '')
  expect(Math.abs(due.getTime() - shanghaiInstant('2026-09-23', '10:00').getTime())).toBeLessThan(
    MINUTE_MS,
  )
  const count = async (one: Awaited<ReturnType<typeof person>>) =>
    (await told(one, await one.signIn())).length
  // Hours after the due time: how often the superior, the chosen and the one without repetition.
  for (const [hours, superior, several, single] of [
    [-0.1, 0, 0, 0],
    [0.02, 1, 1, 1],
    [1.9, 1, 1, 1],
    [2.02, 2, 1, 1],
    [3.02, 2, 2, 1],
    [4.02, 3, 2, 1],
    [6.02, 4, 3, 1],
    [8.02, 5, 3, 1],
    [10.02, 6, 3, 1],
    [14.02, 6, 3, 1],
  ] as const) {
    await moveTo(new Date(due.getTime() + hours * HOUR_MS))
    const heard = [await count(head), await count(chosen), await count(once)]
    expect([hours, ...heard]).toEqual([hours, superior, several, single])
  }
  const first = await told(once, await once.signIn())
  expect(first[0]?.text).toMatch(/^柳月 的“处理”已超时 (刚到期|\d 分钟)：待发货 1 单$/)
  const all = await told(head, await head.signIn())
  expect(all[1]?.text).toMatch(/^柳月 的“处理”已超时 2 小时( \d 分钟)?：待发货 1 单$/)
  expect(all[5]?.text).toMatch(/^柳月 的“处理”已超时 10 小时( \d 分钟)?：待发货 1 单$/)
  expect(new Set(all.map(({ id }) => id)).size).toBe(1)
  expect([await count(bystander), await count(handler)]).toEqual([0, 0])
}, 90_000)

test('nobody is told of a node that was finished in time', async () => {
  const handler = await person('宋知秋')
  const chosen = await person('不该听到的人')
  const { token: buyer } = await signInMember(rig)
  const { orderId } = await placePackage(rig, buyer, shop)
  await pay(rig, buyer, orderId)
  const escalation = { accountIds: [chosen.accountId], everyHours: 1, times: 5 }
  await rig.do(admin, 'scenes.createScene', scene(handler.accountId, { escalation }))
  await moveTo(shanghaiInstant('2026-09-24', '01:00'))
  await moveTo(shanghaiInstant('2026-09-24', '08:00'))
  const token = await handler.signIn()
  const { rows } = await rig.do(token, 'tasks.listMyTasks', { filter: { mine: true } })
  expect(rows.length).toBeGreaterThan(0)
  for (const { id: taskId } of rows) {
    await rig.do(token, 'tasks.beginNode', { taskId })
    await rig.do(token, 'tasks.completeNode', { taskId, note: '都发出了' })
  }
  await moveTo(shanghaiInstant('2026-09-24', '16:00'))
  expect(await told(chosen, await chosen.signIn())).toEqual([])
})
