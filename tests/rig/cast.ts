import { lastSmsCode, randomPhone, signInAdmin, signInMember } from './people'
import type { Rig } from './rig'

/** The columns of the authorization matrix, in its order. */
export const roles = [
  'anyone',
  'member',
  'store',
  'partner',
  'tier2',
  'tier3',
  'operator',
  'employee',
  'salesperson',
  'supervisor',
  'super',
  'operations',
  'cards',
  'warehouse',
  'service',
  'finance_entry',
  'finance_review',
  'sales_admin',
  'auditor',
] as const
export type Role = (typeof roles)[number]

const CONSOLE_ROLES: Partial<Record<Role, string>> = {
  operations: '运营',
  cards: '卡务',
  warehouse: '订单/仓配',
  service: '客服',
  finance_entry: '财务录入',
  finance_review: '财务复核',
  sales_admin: '销售管理',
  auditor: '审计只读',
}

export interface Cast {
  readonly admin: string
  readonly storeId: string
  readonly partnerId: string
  readonly tier2Id: string
  readonly tier3Id: string
  readonly employeeIds: { salesperson: string; supervisor: string }
  readonly departmentId: string
  readonly phones: Record<'store' | 'partner' | 'tier2' | 'tier3', string>
  /** A token of this role; a new session each time. */
  signIn(role: Role): Promise<string | null>
}

/** Shanghai's Lujiazui: within reach of the sandbox map's seeded addresses. */
const PLACE = { province: '江苏省', city: '苏州市', district: '昆山市', street: '前进路 88 号' }
const AT = { latitude: 31.385, longitude: 120.981 }

export async function createDealer(
  rig: Rig,
  admin: string,
  dealer: {
    name: string
    tier: 1 | 2 | 3
    kind?: 'store' | 'partner'
    parentId?: string
    discount: number
    phone?: string
    at?: { latitude: number; longitude: number }
  },
) {
  const phone = dealer.phone ?? randomPhone()
  const { dealerId } = await rig.do(admin, 'channel.createDealer', {
    name: dealer.name,
    contact: '负责人',
    phone,
    ...PLACE,
    ...(dealer.at ?? AT),
    kind: dealer.tier === 1 ? (dealer.kind ?? 'store') : null,
    sellsOffline: true,
    earnsOnline: true,
    discount: dealer.discount,
    tier: dealer.tier,
    parentId: dealer.parentId ?? null,
  })
  return { dealerId, phone }
}

export async function signInDealer(rig: Rig, phone: string): Promise<string> {
  await rig.do(null, 'identity.requestSmsCode', { phone, app: 'dealer', purpose: 'sign-in' })
  const smsCode = await lastSmsCode(rig, phone)
  return (await rig.do(null, 'channel.signInBySms', { phone, smsCode })).token
}

export async function signInSales(rig: Rig, phone: string): Promise<string> {
  await rig.do(null, 'identity.requestSmsCode', { phone, app: 'sales', purpose: 'sign-in' })
  const smsCode = await lastSmsCode(rig, phone)
  return (await rig.do(null, 'sales.signInBySms', { phone, smsCode })).token
}

const INITIAL = 'First-pass-2026'
const CHOSEN = 'Chosen-pass-2026'

/** An account with these roles that has already set its own password. */
export async function createAccount(rig: Rig, admin: string, login: string, roleNames: string[]) {
  const { rows } = await rig.do(admin, 'identity.listRoles', {})
  const roleIds = rows.filter(({ name }) => roleNames.includes(name)).map(({ id }) => id)
  const { accountId } = await rig.do(admin, 'identity.createAccount', {
    login,
    name: roleNames.join('+') || login,
    phone: null,
    roleIds,
    initialPassword: INITIAL,
  })
  const first = await rig.do(null, 'identity.signInConsole', { login, password: INITIAL })
  const { token } = await rig.do(first.token, 'identity.changePassword', {
    oldPassword: INITIAL,
    newPassword: CHOSEN,
  })
  return { accountId, token, login, password: CHOSEN }
}

/** Everybody whom the matrix names, made by the product's own operations. */
export async function createCast(rig: Rig): Promise<Cast> {
  const admin = await signInAdmin(rig)
  const store = await createDealer(rig, admin, {
    name: '昆山前进路店',
    tier: 1,
    kind: 'store',
    discount: 6_000,
  })
  const partner = await createDealer(rig, admin, {
    name: '吴中合伙人',
    tier: 1,
    kind: 'partner',
    discount: 6_100,
  })
  const tier2 = await createDealer(rig, admin, {
    name: '姑苏经销商',
    tier: 2,
    parentId: store.dealerId,
    discount: 7_000,
  })
  const tier3 = await createDealer(rig, admin, {
    name: '山塘小馆',
    tier: 3,
    parentId: tier2.dealerId,
    discount: 8_000,
  })
  const person = async (role: 'operator' | 'employee', modules: 'delivery'[]) => {
    const phone = randomPhone()
    await rig.do(admin, 'channel.saveDealerPerson', {
      dealerId: store.dealerId,
      phone,
      name: role === 'operator' ? '操作员' : '店员',
      role,
      modules,
      active: true,
    })
    return phone
  }
  const operator = await person('operator', ['delivery'])
  const employee = await person('employee', [])
  const { departmentId } = await rig.do(admin, 'organisation.createDepartment', {
    name: '华东一部',
    parentId: null,
  })
  const staff = async (name: string, supervisor: boolean) => {
    const phone = randomPhone()
    const { employeeId } = await rig.do(admin, 'organisation.createEmployee', {
      name,
      phone,
      departmentId,
      salesperson: true,
      supervisor,
    })
    return { phone, employeeId }
  }
  const salesperson = await staff('陆子衿', false)
  const supervisor = await staff('周主管', true)
  const accounts = new Map<Role, { login: string; password: string }>()
  for (const [role, name] of Object.entries(CONSOLE_ROLES) as [Role, string][]) {
    const { login, password } = await createAccount(rig, admin, `t-${role.replace('_', '-')}`, [
      name,
    ])
    accounts.set(role, { login, password })
  }
  const memberPhone = randomPhone()
  const signIn = async (role: Role): Promise<string | null> => {
    switch (role) {
      case 'anyone':
        return null
      case 'member':
        await rig.advance(61_000)
        return (await signInMember(rig, memberPhone)).token
      case 'super':
        return signInAdmin(rig)
      case 'salesperson':
      case 'supervisor':
        await rig.advance(61_000)
        return signInSales(rig, role === 'supervisor' ? supervisor.phone : salesperson.phone)
      case 'store':
      case 'partner':
      case 'tier2':
      case 'tier3':
      case 'operator':
      case 'employee':
        await rig.advance(61_000)
        return signInDealer(
          rig,
          {
            store: store.phone,
            partner: partner.phone,
            tier2: tier2.phone,
            tier3: tier3.phone,
            operator,
            employee,
          }[role],
        )
      default: {
        const account = accounts.get(role)
        return (
          await rig.do(
            null,
            'identity.signInConsole',
            account as { login: string; password: string },
          )
        ).token
      }
    }
  }
  return {
    admin,
    storeId: store.dealerId,
    partnerId: partner.dealerId,
    tier2Id: tier2.dealerId,
    tier3Id: tier3.dealerId,
    employeeIds: { salesperson: salesperson.employeeId, supervisor: supervisor.employeeId },
    departmentId,
    phones: { store: store.phone, partner: partner.phone, tier2: tier2.phone, tier3: tier3.phone },
    signIn,
  }
}
