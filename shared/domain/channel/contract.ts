import { command, query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import {
  amountFen,
  basisPoints,
  count,
  flag,
  id,
  instant,
  list,
  object,
  oneOf,
  optionalText,
  phone,
  signedFen,
  text,
  z,
} from '../kernel/schema'
import { dealerExport } from './exports'

export const dealerStates = ['active', 'suspended', 'closed'] as const
const tier = z.union([z.literal(1), z.literal(2), z.literal(3)])
const dealerKind = oneOf(['partner', 'store'])
const state = oneOf(dealerStates)
const session = object({ token: text(64) })

// Sign-in (DL-001) --------------------------------------------------------------------------------
export const signInByWechat = command('channel.signInByWechat', {
  title: '渠道端微信登录',
  may: { anyone: true },
  input: { code: text(128), phoneCode: text(128) },
  output: session,
  refusals: ['WECHAT_CODE_INVALID', 'WECHAT_BLOCKED', 'PEER_UNAVAILABLE', 'NOT_A_DEALER'],
  limits: { perActor: '30/minute' },
})
export const signInBySms = command('channel.signInBySms', {
  title: '渠道端验证码登录',
  may: { anyone: true },
  input: { phone, smsCode: text(6), wechatCode: text(128).optional() },
  output: session,
  refusals: ['SMS_CODE_WRONG', 'NOT_A_DEALER'],
  limits: { perActor: '30/minute' },
})
export const signInByPassword = command('channel.signInByPassword', {
  title: '渠道端密码登录',
  may: { anyone: true },
  input: { phone, password: text(72) },
  output: session,
  refusals: ['ACCOUNT_LOCKED', 'SIGN_IN_FAILED'],
  limits: { perActor: '30/minute' },
})
export const setPassword = command('channel.setPassword', {
  title: '设置登录密码',
  may: { dealer: {} },
  input: { smsCode: text(6), newPassword: text(72) },
  output: session,
  refusals: ['SMS_CODE_WRONG', 'PASSWORD_WEAK'],
})

const modules = ['delivery', 'activation', 'network', 'withdrawal', 'employees'] as const
/** DL-018, DL-019: the menus that the client may show; the server checks each call again. */
export const getMyDealer = query('channel.getMyDealer', {
  title: '我的渠道身份',
  may: { dealer: {} },
  input: {},
  output: object({
    dealerId: id,
    name: text(60),
    tier,
    kind: dealerKind.nullable(),
    state,
    personName: text(30),
    role: oneOf(['owner', 'operator', 'employee']),
    modules: list(oneOf(modules), 5),
    menus: list(text(30), 40),
    /** The dealer one belongs to; null = the platform (DL-020). */
    parentName: text(60).nullable(),
    parentTier: tier.nullable(),
    parentPhone: phone.nullable(),
    storedValueFen: amountFen.nullable(),
    creditLimitFen: amountFen.nullable(),
    debtFen: amountFen.nullable(),
  }),
  refusals: [],
})
/** The QR of the dealer or its employee; members who register through it belong to the dealer. */
export const getInviteCode = query('channel.getInviteCode', {
  title: '邀请会员二维码',
  may: { dealer: {} },
  input: {},
  output: object({ token: text(32), path: text(200) }),
  refusals: ['MODE_OFF'],
})

/**
 * IN-028: the mini-program code of the same invite as a picture. It is fetched from WeChat once and
 * kept; a client that is refused shows the QR of the link instead.
 */
export const drawInviteCode = command('channel.drawInviteCode', {
  title: '生成邀请小程序码',
  may: { dealer: {} },
  input: {},
  output: object({ picture: id }),
  refusals: ['MODE_OFF', 'PAGE_NOT_PUBLISHED', 'PEER_UNAVAILABLE'],
  limits: { perActor: '20/minute' },
})

// Earnings (DL-075, 077, 078) ---------------------------------------------------------------------
export const earningStates = ['pending', 'due', 'expired', 'deducted'] as const
const month = z
  .string()
  .max(7)
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/, '月份格式应为 2026-09')
const earningRow = object({
  id,
  orderNo: text(32),
  orderType: oneOf(['package', 'e-card', 'physical-card']),
  itemName: text(60),
  quantity: count(9_999),
  memberName: text(30),
  sourceDealerName: text(60).nullable(),
  priceFromFen: amountFen,
  priceToFen: amountFen,
  amountFen: signedFen,
  originalFen: amountFen,
  state: oneOf(earningStates),
  createdAt: instant,
  dueAt: instant.nullable(),
  settledAt: instant.nullable(),
})
/** What a refund did to the amount: pieces paid back in full, or money without pieces (DL-079). */
const earningChange = object({
  at: instant,
  pieces: count(9_999),
  refundedFen: amountFen,
  beforeFen: amountFen,
  afterFen: amountFen,
})
const earningFilter = {
  month,
  orderType: oneOf(['package', 'e-card', 'physical-card']),
  state: oneOf(earningStates),
  orderNo: text(32),
}
export const listMyEarnings = query('channel.listMyEarnings', {
  title: '我的收益明细',
  may: { dealer: { module: 'withdrawal' } },
  input: listInput(earningFilter, ['-createdAt', 'createdAt']),
  output: listOutput(earningRow.extend({ changes: list(earningChange, 50) })),
  refusals: [],
})
/** Sum per filter and the three balances. */
export const sumMyEarnings = query('channel.sumMyEarnings', {
  title: '我的收益合计',
  may: { dealer: { module: 'withdrawal' } },
  input: { filter: object(earningFilter).partial().default({}) },
  output: object({
    sumFen: signedFen,
    count: count(1_000_000_000),
    /** 总收益 = 未入账 + 待提余额 + 提现中 + 已提余额, always (DL-076). */
    totalFen: signedFen,
    pendingFen: signedFen,
    withdrawableFen: signedFen,
    withdrawingFen: signedFen,
    withdrawnFen: signedFen,
  }),
  refusals: [],
})
/** Console: the split of one order, adding up with the platform share to what was paid. */
export const listOrderEarnings = query('channel.listOrderEarnings', {
  title: '订单分利',
  may: { console: 'earnings.read' },
  input: { orderId: id },
  output: object({
    rows: list(
      object({ ...earningRow.shape, dealerId: id, dealerName: text(60), tier, lineId: id }),
      600,
    ),
  }),
  refusals: [],
})

// Dealers in the console (AD-020 to 023, 030) -----------------------------------------------------
const dealerFields = {
  name: text(60).meta({ title: '渠道商名称' }),
  contact: text(30).meta({ title: '联系人' }),
  phone: phone.meta({ title: '手机号' }),
  province: text(20).meta({ title: '省' }),
  city: text(20).meta({ title: '市' }),
  district: text(20).meta({ title: '区县' }),
  street: text(120).meta({ title: '详细地址' }),
  latitude: z.number().min(-90).max(90).nullable().meta({ title: '纬度' }),
  longitude: z.number().min(-180).max(180).nullable().meta({ title: '经度' }),
  kind: dealerKind.nullable().meta({ title: '一级类型' }),
  sellsOffline: flag.meta({ title: '线下经销' }),
  earnsOnline: flag.meta({ title: '线上分销' }),
  discount: basisPoints.meta({ title: '折扣' }),
}
/** What the console keeps of a dealer beside its place on the ladder (AD-031, AD-039). */
const record = {
  licence: id.nullable().meta({ title: '营业执照' }),
  bankName: optionalText(60).meta({ title: '开户行' }),
  bankHolder: optionalText(60).meta({ title: '户名' }),
  bankAccount: z
    .string()
    .max(30)
    .regex(/^(\d{8,30})?$/, '请输入 8 至 30 位数字')
    .meta({ title: '提现银行账号' }),
  invoiceTitle: optionalText(100).meta({ title: '发票抬头' }),
  invoiceTaxNo: z
    .string()
    .max(20)
    .regex(/^([0-9A-Z]{15,20})?$/, '请输入 15 至 20 位数字或大写字母')
    .meta({ title: '税号' }),
  shipAddress: optionalText(160).meta({ title: '发货地址' }),
  shipContact: optionalText(30).meta({ title: '发货联系人' }),
  shipPhone: phone.or(z.literal('')).meta({ title: '发货电话' }),
  printer: optionalText(60).meta({ title: '面单打印机' }),
}
const businessType = oneOf(['offline', 'online'])
export const listDealers = query('channel.listDealers', {
  title: '渠道商列表',
  may: { console: 'dealers.read' },
  input: listInput(
    {
      keyword: text(60),
      name: text(60),
      phone: text(11),
      tier,
      kind: dealerKind,
      businessType,
      parentId: id,
      salespersonId: id,
      state,
    },
    ['-createdAt', 'createdAt', 'name', '-name', '-balance', 'balance'],
  ),
  output: listOutput(
    object({
      ...dealerFields,
      phone: text(11),
      id,
      no: text(12),
      tier,
      parentId: id.nullable(),
      parentName: text(60).nullable(),
      childCount: count(100_000),
      memberCount: count(1e9),
      /** Only the first tier has accounts. */
      storedValueFen: amountFen.nullable(),
      availableCreditFen: signedFen.nullable(),
      salespersonName: text(30).nullable(),
      state,
      createdAt: instant,
    }),
  ),
  exports: dealerExport,
  refusals: [],
})
export const getDealer = query('channel.getDealer', {
  title: '渠道商详情',
  may: { console: 'dealers.read' },
  input: { dealerId: id },
  output: object({
    ...dealerFields,
    ...record,
    /** Whole for those who may change them, masked for the others (AD-009). */
    phone: text(11).meta({ title: '手机号' }),
    shipPhone: optionalText(11).meta({ title: '发货电话' }),
    bankAccount: text(40).or(z.literal('')),
    licenceUrl: text(1_000).nullable(),
    id,
    no: text(12),
    tier,
    parentId: id.nullable(),
    parentName: text(60).nullable(),
    memberCount: count(1e9),
    salespersonName: text(30).nullable(),
    state,
    version: count(1e9),
    storedValueFen: amountFen.nullable(),
    creditLimitFen: amountFen.nullable(),
    debtFen: amountFen.nullable(),
    pendingFen: signedFen,
    withdrawableFen: signedFen,
    children: list(object({ id, name: text(60), tier, discount: basisPoints, state }), 1_000),
    discountAbove: basisPoints.or(z.literal(0)),
    discountBelow: count(10_000),
    createdAt: instant,
  }),
  refusals: [],
})
/** The staff of dealers by name, for choosing one in the console (AD-096). */
export const listDealerPeople = query('channel.listDealerPeople', {
  title: '渠道商员工',
  may: { console: 'dealers.read' },
  input: { keyword: text(30).optional(), dealerId: id.optional() },
  output: object({
    rows: list(object({ id, name: text(30), dealerId: id, dealerName: text(60) }), 50),
  }),
  refusals: [],
})
/** AD-134: what each dealer from the first tier down to this one pays for a retail price. */
export const getPriceLadder = query('channel.getPriceLadder', {
  title: '渠道价格阶梯',
  may: { console: 'dealers.read' },
  input: { dealerId: id, retailFen: amountFen },
  output: object({
    rows: list(
      object({ dealerId: id, name: text(60), tier, discount: basisPoints, priceFen: amountFen }),
      3,
    ),
  }),
  refusals: [],
})
export const createDealer = command('channel.createDealer', {
  title: '新增渠道商',
  may: { console: 'dealers.edit' },
  input: {
    ...dealerFields,
    /** A fourth level is understood and refused: the depth is fixed at three by law. */
    tier: z.number().int().min(1).max(9).meta({ title: '渠道商等级' }),
    parentId: id.nullable().meta({ title: '上级渠道商' }),
  },
  output: object({ dealerId: id }),
  refusals: ['REWARD_DEPTH', 'INVALID_PARENT', 'PHONE_TAKEN', 'DISCOUNT_OUT_OF_RANGE'],
})
export const updateDealer = command('channel.updateDealer', {
  title: '修改渠道商',
  may: { console: 'dealers.edit' },
  input: {
    ...dealerFields,
    /** What is left out stays as it is. */
    ...object(record).partial().shape,
    dealerId: id,
    version: count(1e9),
  },
  output: object({ version: count(1e9) }),
  refusals: ['VERSION_CONFLICT', 'PHONE_TAKEN', 'FILE_NOT_USABLE', 'DISCOUNT_OUT_OF_RANGE'],
})
export const setDealerState = command('channel.setDealerState', {
  title: '暂停、恢复或关闭渠道商',
  may: { console: 'dealers.edit' },
  input: { dealerId: id, state, reason: optionalText(200).meta({ title: '原因' }) },
  output: object({}),
  refusals: ['STATE_CONFLICT', 'IN_USE'],
})
/** An employee or operator of a dealer, entered by its owner or by head office. */
export const saveDealerPerson = command('channel.saveDealerPerson', {
  title: '维护渠道商员工',
  may: { dealer: { module: 'employees' }, console: 'dealers.edit' },
  input: {
    dealerId: id,
    phone,
    name: text(30).meta({ title: '姓名' }),
    role: oneOf(['operator', 'employee']),
    modules: list(oneOf(modules), 5),
    active: flag,
  },
  output: object({ dealerPersonId: id }),
  refusals: ['PHONE_TAKEN'],
})
