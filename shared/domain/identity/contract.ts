import { command, query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import { allPermissions } from '../kernel/permissions'
import {
  count,
  flag,
  id,
  instant,
  list,
  object,
  oneOf,
  optionalText,
  phone,
  text,
  z,
} from '../kernel/schema'
import { accountExport, auditExport } from './exports'

const apps = ['member', 'dealer', 'sales', 'console'] as const
const smsPurposes = ['sign-in', 'bind-phone', 'set-password'] as const
const picture = object({ id, answer: text(4) }).optional()
const permissionCode = oneOf(
  allPermissions as [(typeof allPermissions)[0], ...typeof allPermissions],
)
const loginName = text(40).meta({ title: '账号' })
const password = text(72).meta({ title: '密码' })
const version = count(1_000_000_000)
const accountState = oneOf(['active', 'disabled'])

/**
 * MB-007, IN-061. The code leaves by SMS only and is never part of an answer.
 * PICTURE_CHECK_REQUIRED carries `pictureId` and `picture` (a data URI) in its detail; the next
 * try brings what it shows.
 */
export const requestSmsCode = command('identity.requestSmsCode', {
  title: '获取短信验证码',
  may: { anyone: true },
  input: {
    phone,
    app: oneOf(apps),
    purpose: oneOf(smsPurposes),
    picture,
  },
  output: object({ waitSeconds: count(3_600) }),
  refusals: ['SMS_TOO_OFTEN', 'PICTURE_CHECK_REQUIRED', 'PEER_UNAVAILABLE'],
  limits: { perActor: '60/hour' },
})

const session = object({ token: text(64), mustChangePassword: flag })

/**
 * AD-001, AD-002. The answer never tells whether the account exists. `browser` is the key that an
 * earlier second factor left in this browser. SECOND_FACTOR_NEEDED carries `way`: 'sms' (with
 * `maskedPhone`), 'authenticator', or 'enrol' with the `secret` to be put into an authenticator.
 */
export const signInConsole = command('identity.signInConsole', {
  title: '登录控制台',
  may: { anyone: true },
  input: {
    login: loginName,
    password,
    browser: text(64).optional(),
    secondCode: text(6).optional(),
  },
  output: object({ ...session.shape, browser: text(64).nullable() }),
  refusals: [
    'ACCOUNT_LOCKED',
    'SIGN_IN_FAILED',
    'ACCOUNT_DISABLED',
    'SECOND_FACTOR_NEEDED',
    'SECOND_FACTOR_WRONG',
  ],
  limits: { perActor: '60/minute' },
})

/** AD-002: sends the code of the second factor to the account's own phone. */
export const requestSecondCode = command('identity.requestSecondCode', {
  title: '获取二次验证码',
  may: { anyone: true },
  input: { login: loginName, password, picture },
  output: object({ waitSeconds: count(3_600) }),
  refusals: [
    'ACCOUNT_LOCKED',
    'SIGN_IN_FAILED',
    'STATE_CONFLICT',
    'SMS_TOO_OFTEN',
    'PICTURE_CHECK_REQUIRED',
    'PEER_UNAVAILABLE',
  ],
  limits: { perActor: '60/hour' },
})

export const changePassword = command('identity.changePassword', {
  title: '修改密码',
  may: { console: 'signed-in' },
  input: { oldPassword: password, newPassword: password },
  output: session,
  refusals: ['SIGN_IN_FAILED', 'PASSWORD_WEAK'],
  limits: { perActor: '10/hour' },
})

/** AD-003, J3: the session is dead at once. */
export const signOut = command('identity.signOut', {
  title: '退出登录',
  may: { member: 'own', dealer: {}, sales: 'own', console: 'signed-in' },
  input: {},
  output: object({}),
  refusals: [],
})

export const getMe = query('identity.getMe', {
  title: '当前账号',
  may: { console: 'signed-in' },
  input: {},
  output: object({
    accountId: id,
    login: text(40),
    name: text(30),
    roles: list(text(30), 20),
    permissions: list(permissionCode, 200),
    mustChangePassword: flag,
  }),
  refusals: [],
})

/** AD-005, AD-339: all records, those of departments, or those of first-tier dealers' networks. */
const dataScope = z
  .discriminatedUnion('kind', [
    object({ kind: z.literal('all') }),
    object({ kind: z.literal('departments'), departmentIds: list(id, 200, 1) }),
    object({ kind: z.literal('dealers'), dealerIds: list(id, 200, 1) }),
  ])
  .meta({ title: '数据范围' })
const scopeNames = list(text(60), 200)

const accountFields = {
  login: loginName,
  name: text(30).meta({ title: '姓名' }),
  phone: phone.nullable().meta({ title: '手机号' }),
  roleIds: list(id, 20).meta({ title: '角色' }),
}
const accountRow = object({
  ...accountFields,
  phone: text(11).nullable().meta({ title: '手机号' }),
  id,
  scope: dataScope,
  scopeNames,
  roleNames: list(text(30), 20),
  state: accountState,
  lastSignInAt: instant.nullable(),
  createdAt: instant,
  version,
})

/** AD-339. */
export const listAccounts = query('identity.listAccounts', {
  title: '管理账号列表',
  may: { console: 'accounts.read' },
  input: listInput({ keyword: text(40), state: accountState }, [
    '-createdAt',
    'createdAt',
    'login',
    '-login',
  ]),
  output: listOutput(accountRow),
  exports: accountExport,
  refusals: [],
})
export const createAccount = command('identity.createAccount', {
  title: '新增管理账号',
  may: { console: 'accounts.edit' },
  /** Without a scope: all records. */
  input: { ...accountFields, scope: dataScope.optional(), initialPassword: password },
  output: object({ accountId: id }),
  refusals: ['DUPLICATE', 'PASSWORD_WEAK', 'CANNOT_GRANT'],
})
export const updateAccount = command('identity.updateAccount', {
  title: '修改管理账号',
  may: { console: 'accounts.edit' },
  input: {
    accountId: id,
    name: accountFields.name,
    phone: accountFields.phone,
    roleIds: accountFields.roleIds,
    /** Absent: stays as it is. */
    scope: dataScope.optional(),
    version,
  },
  output: object({ version }),
  refusals: ['VERSION_CONFLICT', 'CANNOT_GRANT', 'LAST_SUPER_ADMIN'],
})
export const setAccountState = command('identity.setAccountState', {
  title: '启用或停用管理账号',
  may: { console: 'accounts.edit' },
  input: { accountId: id, state: accountState },
  output: object({}),
  refusals: ['CANNOT_DISABLE_SELF', 'LAST_SUPER_ADMIN', 'CANNOT_GRANT'],
})
export const resetPassword = command('identity.resetPassword', {
  title: '重置密码',
  may: { console: 'accounts.edit' },
  input: { accountId: id, newPassword: password },
  output: object({}),
  refusals: ['PASSWORD_WEAK', 'CANNOT_GRANT'],
})

const roleFields = {
  name: text(30).meta({ title: '角色名称' }),
  note: optionalText(200).meta({ title: '说明' }),
  permissions: list(permissionCode, 200).meta({ title: '权限' }),
}
const secondFactor = flag.meta({ title: '新浏览器登录需二次验证' })
/** AD-340. `version` protects against a stale edit. */
export const listRoles = query('identity.listRoles', {
  title: '角色列表',
  may: { console: 'accounts.read' },
  input: {},
  output: object({
    rows: list(
      object({
        ...roleFields,
        secondFactor,
        scope: dataScope,
        scopeNames,
        id,
        builtIn: flag,
        superAdmin: flag,
        accountCount: count(100_000),
        version,
      }),
      200,
    ),
  }),
  refusals: [],
})
export const createRole = command('identity.createRole', {
  title: '新增角色',
  may: { console: 'accounts.edit' },
  /** Without them: no second factor (AD-002), all records (AD-005). */
  input: { ...roleFields, secondFactor: secondFactor.optional(), scope: dataScope.optional() },
  output: object({ roleId: id }),
  refusals: ['DUPLICATE', 'CANNOT_GRANT'],
})
export const updateRole = command('identity.updateRole', {
  title: '修改角色',
  may: { console: 'accounts.edit' },
  /** Absent: stays as it is. */
  input: {
    ...roleFields,
    secondFactor: secondFactor.optional(),
    scope: dataScope.optional(),
    roleId: id,
    version,
  },
  output: object({ version }),
  refusals: ['VERSION_CONFLICT', 'DUPLICATE', 'CANNOT_GRANT', 'LAST_SUPER_ADMIN'],
})

/** AD-008. Insert-only; no role can change an entry. */
export const listAuditEntries = query('identity.listAuditEntries', {
  title: '操作日志',
  may: { console: 'audit.read' },
  input: listInput(
    {
      actorName: text(40),
      operation: text(80),
      module: text(40),
      objectNo: text(64),
      outcome: oneOf(['done', 'refused']),
      from: instant,
      to: instant,
    },
    ['-at', 'at'],
  ),
  output: listOutput(
    object({
      id,
      at: instant,
      app: text(20),
      actorName: text(60),
      operation: text(80),
      title: text(60),
      objectKind: text(40).nullable(),
      objectId: text(64).nullable(),
      objectNo: text(64).nullable(),
      outcome: oneOf(['done', 'refused']),
      address: text(60),
      before: optionalText(20_000).nullable(),
      after: optionalText(20_000).nullable(),
    }),
  ),
  exports: auditExport,
  refusals: [],
})
