import { randomUUID } from 'node:crypto'
import { shanghaiInstant } from '@xietong/domain/kernel/time'
import { placePackage } from '../../../tests/rig/buy'
import { lastSmsCode, randomPhone, signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, pay, type Shop } from '../../../tests/rig/shop'
import { newWechatUser, wechatCode } from '../../../tests/rig/wechat'

const HOUR = 3_600_000
let rig: Rig
let admin: string
let shop: Shop
let buyer: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  buyer = (await signInMember(rig)).token
  await rig.tick()
})
afterAll(() => rig.stop())

/** A paid order that has been waiting for its shipment for so many hours at the given moment. */
async function waiting(hours: number, at: Date): Promise<string> {
  const { orderId } = await placePackage(rig, buyer, shop)
  await pay(rig, buyer, orderId)
  await rig.db.query(`update orders.sales_order set state_since = $2 where id = $1`, [
    orderId,
    new Date(at.getTime() - hours * HOUR),
  ])
  return orderId
}
async function moveTo(moment: Date) {
  const gap = moment.getTime() - rig.now().getTime()
  await rig.advance(gap)
  admin = await signInAdmin(rig)
  await rig.tick()
}
function days(day: string) {
  return { night: shanghaiInstant(day, '01:00'), morning: shanghaiInstant(day, '08:00') }
}

const scene = (more: object = {}) => ({
  name: `待发货超时-${randomUUID().slice(0, 6)}`,
  baseCode: 'BS-01',
  conditions: { status: '待发货', hours: 24 },
  title: '{date} {status}超时订单 {count} 单',
  matter: '催促发货',
  priority: 'medium' as const,
  durationHours: 24,
  deliverAt: '08:00',
  handlerAccountId: null,
  followerAccountIds: [] as string[],
  ...more,
})
async function colleague(name: string, phone: string | null = null) {
  const { rows } = await rig.do(admin, 'identity.listRoles', {})
  const roleId = rows.find((role) => role.name === '订单/仓配')?.id ?? ''
  const login = { login: `s-${randomUUID().slice(0, 8)}`, password: 'Work-2026-word' }
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
const tasksOf = async (token: string, filter: object = {}) =>
  (await rig.do(token, 'tasks.listMyTasks', { filter })).rows
const runsOf = async (sceneId: string) => (await rig.do(admin, 'scenes.listRuns', { sceneId })).rows

test('CO-061 a base scene shows its conditions; a missing one is refused by name', async () => {
  const { rows } = await rig.do(admin, 'scenes.listBaseScenes', {})
  expect(rows.map((row) => row.code)).toEqual(['BS-01', 'BS-06'])
  expect(rows[0]?.required.map((one) => one.key)).toEqual(['status', 'hours'])
  expect(rows[0]?.optional.map((one) => one.key)).toEqual(['kind'])

  const create = (more: object) => rig.call(admin, 'scenes.createScene', scene(more))
  expect(await create({ conditions: { status: '待发货' } })).toMatchObject({
    code: 'CONDITION_MISSING',
    message: '缺少必填条件：停留超过（小时）',
  })
  expect(await create({ conditions: { hours: 24, status: '不存在' } })).toMatchObject({
    code: 'CONDITION_MISSING',
    detail: { conditions: ['订单状态'] },
  })
  expect(await create({ conditions: { status: '待发货', hours: 24, colour: '红' } })).toMatchObject(
    { code: 'VALIDATION_FAILED' },
  )
  expect(await create({ title: '{weather} {count}' })).toMatchObject({
    code: 'UNKNOWN_VARIABLE',
    detail: { variables: ['{weather}'] },
  })
  expect(await create({ baseCode: 'BS-13' })).toMatchObject({ code: 'NOT_FOUND' })
  expect(await create({ handlerAccountId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' })

  const one = await create({})
  const two = await create({ conditions: { status: '待收货', hours: 72 } })
  expect([one.ok, two.ok]).toEqual([true, true])
  const listed = await rig.do(admin, 'scenes.listScenes', {})
  expect(listed.rows).toHaveLength(2)
  for (const row of listed.rows) {
    await rig.do(admin, 'scenes.switchScene', { sceneId: row.id, on: false })
  }
  expect(
    await rig.call(admin, 'scenes.switchScene', { sceneId: randomUUID(), on: true }),
  ).toMatchObject({ code: 'NOT_FOUND' })
})

test('CO-075 of 23 h and 25 h in 待发货 the night run picks the second, told at 08:00', async () => {
  const { night, morning } = days('2026-09-23')
  const late = await waiting(25, night)
  await waiting(23, night)
  const handler = await colleague('宋知秋')
  const { sceneId } = await rig.do(
    admin,
    'scenes.createScene',
    scene({ handlerAccountId: handler.accountId }),
  )
  await moveTo(night)
  expect(await runsOf(sceneId)).toMatchObject([
    { plannedAt: night.toISOString(), matches: 1, newTasks: 1, duplicates: 0, error: '' },
  ])
  let token = await handler.signIn()
  expect(await tasksOf(token)).toEqual([])
  expect(await tasksOf(token, { state: 'to-notify' })).toMatchObject([
    { title: '2026-09-23 待发货超时订单 1 单', projectName: 'ERP通知', recordCount: 1 },
  ])
  await moveTo(new Date(morning.getTime() - 60_000))
  token = await handler.signIn()
  expect(await tasksOf(token)).toEqual([])
  await moveTo(morning)
  const [task] = await tasksOf(token)
  expect(task).toMatchObject({ state: 'running', nodeState: 'to-do', handlerName: '宋知秋' })
  expect(Date.parse(task?.dueAt ?? '') - morning.getTime()).toBeLessThan(24 * HOUR + 60_000)
  const detail = await rig.do(token, 'tasks.getTask', { taskId: task?.id ?? '' })
  expect(detail.records.map((record) => record.recordId)).toEqual([late])
  await rig.do(admin, 'scenes.switchScene', { sceneId, on: false })
})

test('CO-056 CO-057 scene tasks lie in ERP通知 and list records with live status', async () => {
  const { night, morning } = days('2026-09-26')
  const [first, second] = [await waiting(30, night), await waiting(40, night)]
  const handler = await colleague('陈知行')
  const follower = await colleague('苏晚')
  const stranger = await colleague('路人乙')
  const fields = scene({
    handlerAccountId: handler.accountId,
    followerAccountIds: [follower.accountId],
  })
  const { sceneId } = await rig.do(admin, 'scenes.createScene', fields)
  await moveTo(night)
  await moveTo(morning)
  const token = await handler.signIn()
  const [task] = await tasksOf(token, { state: 'running' })
  const taskId = task?.id ?? ''
  const shown = await rig.do(await follower.signIn(), 'tasks.getTask', { taskId })
  expect(shown).toMatchObject({
    projectName: 'ERP通知',
    sceneName: fields.name,
    matter: '催促发货',
    handlerName: '陈知行',
    followers: ['苏晚'],
    mayBegin: false,
  })
  expect(shown.dueAt).not.toBeNull()
  const mine = shown.records.filter((record) => [first, second].includes(record.recordId))
  expect(mine).toHaveLength(2)
  for (const record of mine) {
    expect(record).toMatchObject({
      kind: 'order',
      liveStatus: '待发货',
      link: `/orders/${record.recordId}`,
      resolved: false,
    })
    expect(record.summary).toContain('待发货已')
  }
  await rig.db.query(`update orders.sales_order set state = 'shipped' where id = $1`, [first])
  const later = await rig.do(token, 'tasks.getTask', { taskId })
  expect(later.records.find((record) => record.recordId === first)?.liveStatus).toBe('待收货')

  const outside = await stranger.signIn()
  expect(await rig.call(outside, 'tasks.getTask', { taskId })).toMatchObject({
    code: 'NOT_FOUND',
  })
  const { rows } = await rig.do(token, 'tasks.listProjects', {})
  expect(rows[0]).toMatchObject({ name: 'ERP通知', builtIn: true, openTasks: 1 })
  const projectId = rows[0]?.id ?? ''
  const byHand = {
    projectId,
    title: '手工任务',
    matter: '',
    priority: 'low' as const,
    handlerAccountId: handler.accountId,
    dueAt: null,
  }
  const refused = { code: 'BUILT_IN_PROJECT' }
  expect(await rig.call(admin, 'tasks.createTask', byHand)).toMatchObject(refused)
  expect(
    await rig.call(admin, 'tasks.renameProject', { projectId, name: '改名', version: 1 }),
  ).toMatchObject(refused)
  expect(await rig.call(admin, 'tasks.deleteProject', { projectId })).toMatchObject(refused)
  await rig.do(admin, 'scenes.switchScene', { sceneId, on: false })
})

test('CO-104 the handler is told in the app and by WeChat; it opens the task', async () => {
  const { night, morning } = days('2026-09-28')
  await waiting(25, night)
  const wechat = await newWechatUser(rig, randomPhone())
  const handler = await colleague('钱云汀', wechat.phone)
  const departments = await rig.do(admin, 'organisation.listDepartments', {})
  await rig.do(admin, 'organisation.createEmployee', {
    name: '钱云汀',
    phone: wechat.phone,
    departmentId: departments.rows[0]?.id ?? '',
    salesperson: true,
    supervisor: true,
  })
  const sales = await signInToSales(wechat)
  const { templateIds } = await rig.do(sales, 'notify.listTemplates', { moment: 'task' })
  await rig.sandbox.act('wechat', 'consent', {
    app: 'sales',
    user: wechat.id,
    templates: templateIds,
  })
  await rig.do(sales, 'notify.recordConsent', {
    answers: templateIds.map((templateId) => ({ templateId, answer: 'accept' as const })),
  })
  const { sceneId } = await rig.do(
    admin,
    'scenes.createScene',
    scene({ handlerAccountId: handler.accountId }),
  )
  await moveTo(night)
  await moveTo(morning)
  await rig.tick()
  const token = await handler.signIn()
  const [task] = await tasksOf(token, { state: 'running' })
  const { rows } = await rig.do(token, 'notify.listMessages', { filter: { category: 'task' } })
  expect(rows).toMatchObject([{ title: '新任务', link: { kind: 'task', id: task?.id } }])
  expect((await rig.do(token, 'tasks.getTask', { taskId: rows[0]?.link?.id ?? '' })).id).toBe(
    task?.id,
  )
  const response = await fetch(`${rig.controlUrl}/_control/wechat/outbox`)
  const sent = ((await response.json()) as { rows: unknown[] }).rows.map((row) =>
    JSON.stringify(row),
  )
  expect(sent.filter((row) => row.includes(templateIds[0] ?? '-'))).toHaveLength(1)
  await rig.do(admin, 'scenes.switchScene', { sceneId, on: false })
})

async function signInToSales(wechat: { id: string; phone: string }): Promise<string> {
  const { phone } = wechat
  await rig.do(null, 'identity.requestSmsCode', { phone, app: 'sales', purpose: 'sign-in' })
  const { token } = await rig.do(null, 'sales.signInBySms', {
    phone,
    smsCode: await lastSmsCode(rig, phone),
    wechatCode: await wechatCode(rig, wechat.id, 'login-code', 'sales'),
  })
  return token
}

test('CO-071 one finding makes one task, and again after a false run or the interval', async () => {
  const night = (day: string) => days(day).night
  const orderId = await waiting(25, night('2026-10-01'))
  await rig.db.query(
    `update orders.sales_order set state_since = $1 where state = 'to-ship' and id <> $2`,
    [night('2027-01-01'), orderId],
  )
  const { sceneId } = await rig.do(admin, 'scenes.createScene', scene())
  const open = async () =>
    (await rig.do(admin, 'scenes.listScenes', {})).rows.find((row) => row.id === sceneId)
  await moveTo(night('2026-10-01'))
  expect(await open()).toMatchObject({ openTasks: 1, lastMatches: 1 })

  await rig.db.query(`update orders.sales_order set state = 'part-shipped' where id = $1`, [
    orderId,
  ])
  await rig.db.query(`update tasks.task set deliver_at = $1 where scene_id = $2`, [
    days('2026-10-02').morning,
    sceneId,
  ])
  await moveTo(night('2026-10-02'))
  expect(await open()).toMatchObject({ openTasks: 0, lastMatches: 0 })
  const dropped = await rig.db.query(`select state from tasks.task where scene_id = $1`, [sceneId])
  expect(dropped.rows).toEqual([{ state: 'ended' }])

  await rig.db.query(`update orders.sales_order set state = 'to-ship' where id = $1`, [orderId])
  await moveTo(night('2026-10-03'))
  expect(await open()).toMatchObject({ openTasks: 1 })
  await moveTo(night('2026-10-04'))
  expect(await runsOf(sceneId)).toMatchObject([
    { matches: 1, newTasks: 0, duplicates: 1 },
    {},
    {},
    {},
  ])
  const [task] = await tasksOf(admin, { state: 'running', mine: true })
  await rig.do(admin, 'tasks.beginNode', { taskId: task?.id ?? '' })
  await rig.do(admin, 'tasks.completeNode', { taskId: task?.id ?? '', note: '已催' })
  await moveTo(night('2026-10-05'))
  expect((await runsOf(sceneId))[0]).toMatchObject({ matches: 1, newTasks: 0, duplicates: 1 })
  await moveTo(night('2026-10-12'))
  expect((await runsOf(sceneId))[0]).toMatchObject({ matches: 1, newTasks: 1 })
  await rig.do(admin, 'scenes.switchScene', { sceneId, on: false })
})

test('CO-072 daily scenes run at 01:00, and a missed run is made up once', async () => {
  const { rows } = await rig.do(admin, 'scenes.listBaseScenes', {})
  expect(rows).toMatchObject([
    { code: 'BS-01', frequency: 'daily' },
    { code: 'BS-06', frequency: 'hourly' },
  ])
  const { sceneId } = await rig.do(admin, 'scenes.createScene', scene())
  await moveTo(new Date(days('2026-10-14').night.getTime() - HOUR))
  const before = (await runsOf(sceneId)).length
  await moveTo(days('2026-10-14').night)
  expect(await runsOf(sceneId)).toHaveLength(before + 1)

  await moveTo(shanghaiInstant('2026-10-17', '15:30'))
  await rig.tick()
  const runs = await runsOf(sceneId)
  expect(runs).toHaveLength(before + 2)
  expect(runs[0]?.plannedAt).toBe(days('2026-10-15').night.toISOString())
  await Promise.all([rig.tick(), rig.tick()])
  expect(await runsOf(sceneId)).toHaveLength(before + 2)
  await moveTo(days('2026-10-18').night)
  expect((await runsOf(sceneId))[0]?.plannedAt).toBe(days('2026-10-18').night.toISOString())
  await rig.do(admin, 'scenes.switchScene', { sceneId, on: false })
})

test('an error in one scene is stored in its run and stops no other', async () => {
  const bad = await rig.do(admin, 'scenes.createScene', scene())
  const good = await rig.do(admin, 'scenes.createScene', scene())
  await rig.db.query(
    `update scenes.scene set conditions = '{"status":"没有","hours":1}' where id = $1`,
    [bad.sceneId],
  )
  await moveTo(days('2026-10-20').night)
  expect((await runsOf(bad.sceneId))[0]?.error).toContain('没有')
  expect((await runsOf(good.sceneId))[0]).toMatchObject({ error: '' })
})
