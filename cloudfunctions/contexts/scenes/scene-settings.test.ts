import { randomUUID } from 'node:crypto'
import { HOUR_MS, shanghaiInstant } from '@xietong/domain/kernel/time'
import { placePackage } from '../../../tests/rig/buy'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, pay, type Shop } from '../../../tests/rig/shop'

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

async function moveTo(moment: Date) {
  await rig.advance(moment.getTime() - rig.now().getTime())
  admin = await signInAdmin(rig)
  buyer = (await signInMember(rig)).token
  await rig.tick()
}
async function waiting(hours: number, at: Date): Promise<string> {
  const { orderId } = await placePackage(rig, buyer, shop)
  await pay(rig, buyer, orderId)
  await rig.db.query(`update orders.sales_order set state_since = $2 where id = $1`, [
    orderId,
    new Date(at.getTime() - hours * HOUR_MS),
  ])
  return orderId
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
const create = async (more: object = {}) =>
  (await rig.do(admin, 'scenes.createScene', scene(more))).sceneId
const off = (sceneId: string) => rig.do(admin, 'scenes.switchScene', { sceneId, on: false })
const runsOf = async (sceneId: string) => (await rig.do(admin, 'scenes.listRuns', { sceneId })).rows
const tasksOf = async (sceneId: string) =>
  (
    await rig.db.query(
      `select id, title, state, deliver_at from tasks.task where scene_id = $1 order by created_at`,
      [sceneId],
    )
  ).rows as { id: string; title: string; state: string; deliver_at: Date }[]

/** Keeps scenes without being an administrator. */
async function keeper(name: string) {
  const { roleId } = await rig.do(admin, 'identity.createRole', {
    name: `场景-${randomUUID().slice(0, 6)}`,
    note: '',
    permissions: ['scenes.read', 'scenes.edit', 'tasks.handle'],
  })
  const login = { login: `k-${randomUUID().slice(0, 8)}`, password: 'Work-2026-word' }
  const { accountId } = await rig.do(admin, 'identity.createAccount', {
    login: login.login,
    name,
    phone: null,
    roleIds: [roleId],
    initialPassword: login.password,
  })
  await rig.db.query('update identity.account set must_change_password = false')
  const signIn = async () => (await rig.do(null, 'identity.signInConsole', login)).token
  return { accountId, signIn }
}

test('CO-060 scenes are listed with their last run and found by every filter', async () => {
  const night = shanghaiInstant('2026-09-24', '01:00')
  await waiting(30, night)
  const owner = await keeper('顾南风')
  const token = await owner.signIn()
  const { sceneId: theirs } = await rig.do(token, 'scenes.createScene', scene({ name: '南风的' }))
  const mine = await create({ name: '我的_场景', businessType: '物流' })
  await off(mine)
  await moveTo(night)
  const list = async (filter: object) =>
    (await rig.do(admin, 'scenes.listScenes', { filter } as never)).rows
  expect(await list({ keyword: '南风' })).toMatchObject([
    {
      id: theirs,
      name: '南风的',
      baseCode: 'BS-01',
      baseName: '订单状态超时提醒',
      frequency: 'daily',
      on: true,
      lastRunAt: expect.any(String),
      lastMatches: 1,
      openTasks: 1,
      creatorName: '顾南风',
      businessType: '订单',
    },
  ])
  const ids = async (filter: object) => (await list(filter)).map((row) => row.id)
  expect(await ids({})).toEqual([mine, theirs])
  expect(await ids({ keyword: '_' })).toEqual([mine])
  expect(await ids({ baseCode: 'BS-01' })).toEqual([mine, theirs])
  expect(await ids({ baseCode: 'BS-13' })).toEqual([])
  expect(await ids({ businessType: '物流' })).toEqual([mine])
  expect(await ids({ businessType: '订单' })).toEqual([theirs])
  expect(await ids({ creatorId: owner.accountId })).toEqual([theirs])
  expect(await ids({ on: false })).toEqual([mine])
  await off(theirs)
})

test('CO-062 its owner and administrators view and edit a scene, copy, switch and delete it', async () => {
  const night = shanghaiInstant('2026-09-25', '01:00')
  await waiting(30, night)
  const [owner, other] = [await keeper('顾南风'), await keeper('外人')]
  const fields = scene()
  const { sceneId } = await rig.do(await owner.signIn(), 'scenes.createScene', fields)
  await moveTo(night)
  const [open] = await tasksOf(sceneId)
  const token = await owner.signIn()
  const before = await rig.do(token, 'scenes.getScene', { sceneId })
  expect(before).toMatchObject({ ...fields, mayEdit: true, version: 1, repeatDays: 7 })
  expect(before.escalation).toEqual({ accountIds: [], everyHours: 24, times: 3 })
  const edit = (by: string, more: object) =>
    rig.call(by, 'scenes.updateScene', { sceneId, version: 1, ...fields, ...more })
  const stranger = await other.signIn()
  expect((await rig.do(stranger, 'scenes.getScene', { sceneId })).mayEdit).toBe(false)
  expect(await edit(stranger, {})).toMatchObject({ code: 'FORBIDDEN' })
  for (const name of ['scenes.switchScene', 'scenes.deleteScene'] as const) {
    expect(await rig.call(stranger, name, { sceneId, on: false } as never)).toMatchObject({
      ok: false,
    })
  }
  expect(await edit(token, { conditions: {} })).toMatchObject({ code: 'CONDITION_MISSING' })
  expect(await edit(token, { title: '{weather}' })).toMatchObject({ code: 'UNKNOWN_VARIABLE' })
  expect(
    await edit(token, { title: '改过的 {count}', conditions: { status: '待发货', hours: 1 } }),
  ).toMatchObject({ ok: true, value: { version: 2 } })
  expect(await edit(admin, {})).toMatchObject({ code: 'VERSION_CONFLICT' })
  expect(await edit(admin, { version: 2, title: '管理员改的 {count}' })).toMatchObject({ ok: true })
  expect(await tasksOf(sceneId)).toEqual([open])
  await waiting(30, shanghaiInstant('2026-09-26', '01:00'))
  await moveTo(shanghaiInstant('2026-09-26', '01:00'))
  expect((await tasksOf(sceneId)).map((task) => task.title)).toEqual([open?.title, '管理员改的 1'])
  const again = await owner.signIn()
  const copy = await rig.do(again, 'scenes.copyScene', { sceneId })
  expect(await rig.do(again, 'scenes.getScene', copy)).toMatchObject({
    name: `${fields.name} 副本`,
    on: false,
    version: 1,
  })
  expect(await rig.call(again, 'scenes.deleteScene', { sceneId })).toMatchObject({ code: 'IN_USE' })
  await rig.do(again, 'scenes.deleteScene', copy)
  expect(await rig.call(again, 'scenes.getScene', copy)).toMatchObject({ code: 'NOT_FOUND' })
  await rig.db.query(`update tasks.task set state = 'ended', ended_at = $2 where scene_id = $1`, [
    sceneId,
    rig.now(),
  ])
  await rig.do(again, 'scenes.deleteScene', { sceneId })
  expect(await rig.call(again, 'scenes.copyScene', { sceneId })).toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('CO-063 a try-out shows matches and the first 50 records and makes no task', async () => {
  const now = rig.now()
  await Promise.all(Array.from({ length: 3 }, () => waiting(400, now)))
  const many = Array.from({ length: 60 }, () => randomUUID())
  const { rows } = await rig.db.query(
    `select string_agg(quote_ident(column_name), ', ') as others from information_schema.columns
     where table_schema = 'orders' and table_name = 'sales_order'
       and column_name not in ('id', 'order_no') and is_generated = 'NEVER'`,
  )
  await rig.db.query(
    `insert into orders.sales_order (id, order_no, ${rows[0].others})
     select n.id, to_char(n.at, 'FM"88"00000000000000'), ${rows[0].others}
     from unnest($1::uuid[]) with ordinality as n (id, at),
       (select * from orders.sales_order where state = 'to-ship' limit 1) o`,
    [many],
  )
  const counts = async () =>
    (
      await rig.db.query(`select (select count(*)::int from tasks.task) as tasks,
        (select count(*)::int from scenes.run) as runs`)
    ).rows[0]
  const before = await counts()
  const attempt = { baseCode: 'BS-01', conditions: { status: '待发货', hours: 1 } }
  const tried = await rig.do(admin, 'scenes.getTryOut', attempt)
  expect(tried.matches).toBeGreaterThanOrEqual(60)
  expect(tried.records).toHaveLength(50)
  expect(tried.records[0]).toMatchObject({ kind: 'order', recordNo: expect.any(String) })
  const bare = { ...attempt, conditions: { status: '待发货' } }
  expect(await rig.call(admin, 'scenes.getTryOut', bare)).toMatchObject({
    code: 'CONDITION_MISSING',
  })
  const unknown = { ...attempt, baseCode: 'BS-99' }
  expect(await rig.call(admin, 'scenes.getTryOut', unknown)).toMatchObject({ code: 'NOT_FOUND' })
  expect(await counts()).toEqual(before)
  await rig.db.query(`delete from orders.sales_order where id = any($1::uuid[])`, [many])
})

test('CO-064 business type, priority, duration in days or hours and the variables of the title', async () => {
  const night = shanghaiInstant('2026-09-27', '01:00')
  await rig.db.query(`update orders.sales_order set state_since = $1`, [
    shanghaiInstant('2027-03-01', '01:00'),
  ])
  const orderId = await waiting(50, night)
  const order = await rig.db.query('select order_no from orders.sales_order where id = $1', [
    orderId,
  ])
  const title = '{date}|{count}|{object}|{owner}|{amount}|{rate}|{metric}|{status}|{hours}'
  const sceneId = await create({
    title,
    businessType: '客服',
    priority: 'urgent',
    durationHours: 48,
    durationUnit: 'day',
  })
  expect(await rig.do(admin, 'scenes.getScene', { sceneId })).toMatchObject({
    businessType: '客服',
    durationHours: 48,
    durationUnit: 'day',
    priority: 'urgent',
  })
  const bad = (more: object) => rig.call(admin, 'scenes.createScene', scene(more))
  expect(await bad({ title: '{days} {count}' })).toMatchObject({
    code: 'UNKNOWN_VARIABLE',
    detail: { variables: ['{days}'] },
  })
  expect(await bad({ businessType: '天气' })).toMatchObject({ code: 'VALIDATION_FAILED' })
  await moveTo(night)
  const [task] = await tasksOf(sceneId)
  const { name } = await rig.do(admin, 'identity.getMe', {})
  const no = order.rows[0]?.order_no
  expect(task?.title).toMatch(
    new RegExp(`^2026-09-27\\|1\\|${no}\\|${name}\\|\\d+\\.\\d\\d\\|-\\|-\\|待发货\\|24$`),
  )
  await moveTo(shanghaiInstant('2026-09-27', '08:01'))
  const detail = await rig.do(admin, 'tasks.getTask', { taskId: task?.id ?? '' })
  expect(detail.priority).toBe('urgent')
  const left = Date.parse(detail.dueAt ?? '') - shanghaiInstant('2026-09-29', '08:00').getTime()
  expect(Math.abs(left)).toBeLessThan(2 * 60_000)
  await off(sceneId)
})

describe('CO-065 found matches are told at their notification time', () => {
  test('matches wait as 待通知 until 08:00, the next time of day, week or month, or not at all', async () => {
    const night = shanghaiInstant('2026-09-29', '01:00')
    await waiting(50, night)
    const sixTimes = ['23:00', '17:30', '12:00', '10:00', '21:00', '09:15']
    const custom = {
      day: { kind: 'day', times: sixTimes, days: [] },
      week: { kind: 'week', times: ['10:00'], days: [7, 4] },
      month: { kind: 'month', times: ['08:30'], days: [31, 2] },
      last: { kind: 'month', times: ['08:30'], days: [0] },
      usual: { kind: 'default', times: [], days: [] },
    }
    const made = new Map<string, string>()
    for (const [name, timing] of Object.entries(custom)) {
      made.set(name, await create({ timing }))
    }
    const refused = (timing: object) => rig.call(admin, 'scenes.createScene', scene({ timing }))
    for (const timing of [
      { kind: 'instant', times: [], days: [] },
      { kind: 'week', times: ['10:00'], days: [] },
      { kind: 'week', times: ['10:00'], days: [8] },
      { kind: 'month', times: ['10:00'], days: [32] },
      { kind: 'day', times: [], days: [] },
      { kind: 'day', times: [...sixTimes, '22:00'], days: [] },
      { kind: 'day', times: ['25:00'], days: [] },
    ]) {
      expect(await refused(timing)).toMatchObject({ code: 'VALIDATION_FAILED' })
    }
    await moveTo(night)
    const at = async (name: string) => {
      const [task] = await tasksOf(made.get(name) ?? '')
      return [task?.state, task?.deliver_at.toISOString()]
    }
    const state = async (name: string) => (await at(name))[0]
    expect(await at('usual')).toEqual(['to-notify', '2026-09-29T00:00:00.000Z'])
    expect(await at('day')).toEqual(['to-notify', '2026-09-29T01:15:00.000Z'])
    expect(await at('week')).toEqual(['to-notify', '2026-10-01T02:00:00.000Z'])
    expect(await at('month')).toEqual(['to-notify', '2026-10-02T00:30:00.000Z'])
    expect(await at('last')).toEqual(['to-notify', '2026-09-30T00:30:00.000Z'])
    await Promise.all([...made.values()].map(off))
    for (const [day, time, name] of [
      ['2026-09-29', '08:00', 'usual'],
      ['2026-09-29', '09:15', 'day'],
      ['2026-09-30', '08:30', 'last'],
      ['2026-10-01', '10:00', 'week'],
      ['2026-10-02', '08:30', 'month'],
    ] as const) {
      const moment = shanghaiInstant(day, time)
      await moveTo(new Date(moment.getTime() - 60_000))
      expect([name, await state(name)]).toEqual([name, 'to-notify'])
      await moveTo(moment)
      expect([name, await state(name)]).toEqual([name, 'running'])
    }
    const { rows } = await rig.do(admin, 'notify.listMessages', { filter: { category: 'task' } })
    const ids = await Promise.all([...made.values()].map(async (id) => (await tasksOf(id))[0]?.id))
    expect(rows.map(({ link }) => link?.id)).toEqual(expect.arrayContaining(ids))
  })

  test('an hourly scene tells at once when 即时通知 is chosen, else at its time', async () => {
    const orderId = await waiting(1, rig.now())
    const { lines } = await rig.do(buyer, 'orders.quoteAfterSale', { orderId })
    const { lineId = '', unitFen = 0 } = lines[0] ?? {}
    const { caseId } = await rig.do(buyer, 'orders.applyAfterSale', {
      orderId,
      type: 'refund',
      reason: '不想要了',
      description: '',
      pictures: [],
      lines: [{ lineId, quantity: 1, amountFen: unitFen }],
      freightFen: 0,
    })
    const hourly = (timing: object, more: object = {}) =>
      create({
        baseCode: 'BS-06',
        conditions: { status: '待商家处理', hours: 2, ...more },
        title: '售后超时 {count} 单 {amount}',
        timing,
      })
    const atOnce = await hourly({ kind: 'instant', times: [], days: [] })
    const later = await hourly({ kind: 'default', times: [], days: [] })
    const others = [
      await hourly({ kind: 'instant', times: [], days: [] }, { kind: '退货' }),
      await hourly({ kind: 'instant', times: [], days: [] }, { kind: '换货' }),
      await hourly({ kind: 'instant', times: [], days: [] }, { amountOver: 100_000 }),
      await hourly({ kind: 'instant', times: [], days: [] }, { store: '没有这家店' }),
    ]
    await moveTo(shanghaiInstant('2026-10-02', '10:05'))
    expect(await tasksOf(atOnce)).toEqual([])
    await moveTo(shanghaiInstant('2026-10-02', '11:05'))
    // The next look at what is to be delivered, half a minute later.
    await moveTo(new Date(shanghaiInstant('2026-10-02', '11:05').getTime() + 31_000))
    const [told] = await tasksOf(atOnce)
    expect(told?.state).toBe('running')
    expect(told?.title).toMatch(/^售后超时 1 单 \d+\.\d\d$/)
    const detail = await rig.do(admin, 'tasks.getTask', { taskId: told?.id ?? '' })
    expect(detail.records).toMatchObject([
      { kind: 'after-sale', recordId: caseId, liveStatus: '待商家处理' },
    ])
    const { rows } = await rig.do(admin, 'notify.listMessages', { filter: { category: 'task' } })
    expect(rows[0]).toMatchObject({ title: '新任务', link: { id: told?.id } })
    expect(await tasksOf(later)).toMatchObject([
      { state: 'to-notify', deliver_at: shanghaiInstant('2026-10-03', '08:00') },
    ])
    expect((await Promise.all(others.map(tasksOf))).flat()).toEqual([])
    await Promise.all([atOnce, later, ...others].map(off))
    const asResend = `update orders.after_sale set type = 'resend', amount_fen = 0 where id = $1`
    await rig.db.query(asResend, [caseId])
    const resends = await hourly({ kind: 'instant', times: [], days: [] }, { kind: '补发' })
    await moveTo(shanghaiInstant('2026-10-02', '12:05'))
    expect(await tasksOf(resends)).toHaveLength(1)
    await off(resends)
    const moveAway = 'update orders.sales_order set state_since = $2 where id = $1'
    await rig.db.query(moveAway, [orderId, shanghaiInstant('2027-03-01', '01:00')])
  })
})

test('CO-073 a run stores what it did; an error stops no other scene and its owner hears of it', async () => {
  const night = shanghaiInstant('2026-10-03', '01:00')
  await waiting(50, night)
  const owner = await keeper('顾南风')
  const { sceneId: bad } = await rig.do(await owner.signIn(), 'scenes.createScene', scene())
  const good = await create()
  await rig.db.query(
    `update scenes.scene set conditions = '{"status":"没有","hours":1}' where id = $1`,
    [bad],
  )
  await moveTo(night)
  const [failed] = await runsOf(bad)
  expect(failed).toMatchObject({ error: expect.stringContaining('没有'), newTasks: 0 })
  const [run] = await runsOf(good)
  expect(run).toMatchObject({
    plannedAt: night.toISOString(),
    startedAt: expect.any(String),
    endedAt: expect.any(String),
    newTasks: 1,
    duplicates: 0,
    error: '',
  })
  expect(run?.checked).toBeGreaterThanOrEqual(1)
  expect(run?.matches).toBe(run?.checked)
  await rig.tick()
  const { rows } = await rig.do(await owner.signIn(), 'notify.listMessages', {})
  expect(rows).toMatchObject([{ title: '业务场景运行失败', link: { kind: 'scene', id: bad } }])
  await moveTo(shanghaiInstant('2026-10-04', '01:00'))
  expect((await runsOf(good))[0]).toMatchObject({ newTasks: 0, duplicates: run?.matches })
  await off(good)
  await off(bad)
})
