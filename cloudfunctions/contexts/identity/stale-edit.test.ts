import { createAccount, createDealer } from '../../../tests/rig/cast'
import { randomPhone, signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let first: string
let second: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  const roles = ['超级管理员']
  first = (await createAccount(rig, admin, 'clerk-a', roles)).token
  second = (await createAccount(rig, admin, 'clerk-b', roles)).token
  await rig.db.query(`update identity.account set name = '沈青禾' where login = 'clerk-a'`)
})
afterAll(() => rig.stop())

type Edit = { operation: string; input: Record<string, unknown>; version: number; read: Read }
type Read = () => Promise<unknown>

/** Every record that the console edits, with what its form would send. */
async function edits(): Promise<Record<string, Edit>> {
  const { rows: roles } = await rig.do(admin, 'identity.listRoles', {})
  const role = roles.find(({ name }) => name === '客服')
  const made = await createAccount(rig, admin, 'edited-one', ['客服'])
  const { rows: departments } = await rig.do(admin, 'organisation.listDepartments', {})
  const departmentId =
    departments[0]?.id ??
    (await rig.do(admin, 'organisation.createDepartment', { name: '一部', parentId: null }))
      .departmentId
  const person = {
    name: '员工',
    phone: randomPhone(),
    departmentId,
    salesperson: false,
    supervisor: false,
  }
  const { employeeId } = await rig.do(admin, 'organisation.createEmployee', person)
  const fields = { kind: 'goods' as const, name: '大闸蟹', parentId: null, sort: 1, shown: true }
  const { categoryId } = await rig.do(admin, 'catalog.createCategory', fields)
  const { dealerId } = await createDealer(rig, admin, { name: '甲店', tier: 1, discount: 6_000 })
  const dealer = await rig.do(admin, 'channel.getDealer', { dealerId })
  const { rows: levels } = await rig.do(admin, 'members.listLevels', {})
  const level = levels[0]
  const settings = await rig.do(admin, 'settings.getSettings', {})
  return {
    角色: {
      operation: 'identity.updateRole',
      input: { roleId: role?.id, name: '客服', note: '改', permissions: role?.permissions },
      version: role?.version ?? 0,
      read: () => rig.do(admin, 'identity.listRoles', {}),
    },
    账号: {
      operation: 'identity.updateAccount',
      input: { accountId: made.accountId, name: '改名', phone: null, roleIds: [role?.id] },
      version: 1,
      read: () => rig.do(admin, 'identity.listAccounts', {}),
    },
    员工: {
      operation: 'organisation.updateEmployee',
      input: { ...person, employeeId, state: 'active' },
      version: 1,
      read: () => rig.do(admin, 'organisation.listEmployees', {}),
    },
    分类: {
      operation: 'catalog.updateCategory',
      input: { categoryId, name: '大闸蟹', sort: 2, shown: true },
      version: 1,
      read: () => rig.do(admin, 'catalog.listCategories', { kind: 'goods' }),
    },
    协议: {
      operation: 'settings.publishAgreement',
      input: { kind: 'service', title: '服务协议', html: '<p>新</p>' },
      version: 1,
      read: () => rig.do(admin, 'settings.listAgreements', {}),
    },
    系统设置: {
      operation: 'settings.updateSettings',
      input: { settings: settings.settings },
      version: settings.version,
      read: () => rig.do(admin, 'settings.getSettings', {}),
    },
    会员等级: {
      operation: 'members.updateLevel',
      input: levelInput(level as never),
      version: level?.version ?? 0,
      read: () => rig.do(admin, 'members.listLevels', {}),
    },
    渠道商: {
      operation: 'channel.updateDealer',
      input: dealerInput(dealer as never),
      version: dealer.version,
      read: () => rig.do(admin, 'channel.getDealer', { dealerId }),
    },
  }
}

/** What is sold: each edited as its form would, from its own detail. */
async function catalogEdits(): Promise<Record<string, Edit>> {
  const { packageId, cardProductId } = await createShop(rig, admin)
  const { rows: goods } = await rig.do(admin, 'catalog.listGoods', {})
  const goodsId = goods[0]?.id as string
  const { rows: templates } = await rig.do(admin, 'catalog.listFreightTemplates', {})
  const template = templates[0] as unknown as Record<string, unknown>
  const details = {
    货品: ['catalog.updateGoods', 'catalog.getGoods', { goodsId }],
    套餐: ['catalog.updatePackage', 'catalog.getPackage', { packageId }],
    提货卡产品: ['catalog.updateCardProduct', 'catalog.getCardProduct', { cardProductId }],
  } as const
  const made: Record<string, Edit> = {
    运费模板: {
      operation: 'catalog.updateFreightTemplate',
      input: known('catalog.updateFreightTemplate', {
        ...template,
        freightTemplateId: template.id,
      }),
      version: Number(template.version),
      read: () => rig.do(admin, 'catalog.listFreightTemplates', {}),
    },
  }
  for (const [name, [operation, get, ids]] of Object.entries(details)) {
    const read = () => rig.do(admin, get as never, ids as never) as Promise<Record<string, unknown>>
    const record = await read()
    const input = known(operation, { ...record, ...ids })
    const skus = (input.skus as Record<string, unknown>[] | undefined)?.map((sku) =>
      Object.fromEntries(
        Object.entries(sku).filter(([key]) => !['onHand', 'available'].includes(key)),
      ),
    )
    const contents = (input.contents as { skuId: string; quantity: number }[] | undefined)?.map(
      ({ skuId, quantity }) => ({ skuId, quantity }),
    )
    made[name] = {
      operation,
      input: { ...input, ...(skus ? { skus } : {}), ...(contents ? { contents } : {}) },
      version: Number(record.version),
      read,
    }
  }
  return made
}

const known = (operation: string, from: Record<string, unknown>) => {
  const handler = rig.pipeline.handlers.get(operation)
  const keys = Object.keys(handler?.operation.input.shape ?? {})
  return Object.fromEntries(
    keys.filter((key) => key in from && key !== 'version').map((key) => [key, from[key]]),
  )
}
const levelInput = (level: Record<string, unknown>) =>
  known('members.updateLevel', { ...level, levelId: level.id })
const dealerInput = (dealer: Record<string, unknown>) =>
  known('channel.updateDealer', { ...dealer, dealerId: dealer.id })

test('AD-010 of two who edit one record the second to save learns who changed it and when, and nothing is overwritten', async () => {
  for (const [name, { operation, input, version, read }] of Object.entries({
    ...(await edits()),
    ...(await catalogEdits()),
  })) {
    await rig.advance(60_000)
    const at = rig.now()
    const saved = await rig.call(first, operation as never, { ...input, version } as never)
    expect([name, saved]).toMatchObject([name, { ok: true, value: { version: version + 1 } }])
    const before = JSON.stringify(await read())
    await rig.advance(60_000)
    const late = await rig.call(second, operation as never, { ...input, version } as never)
    expect([name, late]).toMatchObject([
      name,
      { code: 'VERSION_CONFLICT', status: 409, detail: { by: '沈青禾' } },
    ])
    const detail = late.ok ? {} : late.detail
    expect(Math.abs(Date.parse(String(detail.at)) - at.getTime())).toBeLessThan(5_000)
    expect(late.ok ? '' : late.message).toMatch(/^沈青禾 已在 2026-09-2\d \d\d:\d\d 修改过/)
    expect(JSON.stringify(await read())).toBe(before)
    // After looking at the change the second may save on top of it.
    const again = { ...input, version: version + 1 }
    expect([name, (await rig.call(second, operation as never, again as never)).ok]).toEqual([
      name,
      true,
    ])
  }
})
