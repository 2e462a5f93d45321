import { command, query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import {
  address,
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
  text,
} from '../kernel/schema'
import { memberExport } from './exports'

export const memberStates = ['active', 'unbound', 'closed'] as const
const accepted = list(
  object({ kind: oneOf(['registration', 'service', 'privacy']), version: count(100_000) }),
  5,
).meta({ title: '同意的协议版本' })
const invite = text(32).optional()
/** `phoneNeeded`: signed in with WeChat but no phone yet; only binding is allowed (MB-005). */
const session = object({ token: text(64), phoneNeeded: flag, isNew: flag })

/** MB-004, MB-010. `phoneCode` comes from the phone button and is absent when the user refused. */
export const signInByWechat = command('members.signInByWechat', {
  title: '微信登录',
  may: { anyone: true },
  input: { code: text(128), phoneCode: text(128).optional(), accepted, invite },
  output: session,
  refusals: [
    'AGREEMENT_REQUIRED',
    'WECHAT_CODE_INVALID',
    'WECHAT_BLOCKED',
    'PEER_UNAVAILABLE',
    'MEMBER_CLOSED',
  ],
  limits: { perActor: '30/minute' },
})
/** MB-006: a phone without an account is registered by the same step. */
export const signInBySms = command('members.signInBySms', {
  title: '验证码登录',
  may: { anyone: true },
  input: { phone, smsCode: text(6), wechatCode: text(128).optional(), accepted, invite },
  output: session,
  refusals: ['AGREEMENT_REQUIRED', 'SMS_CODE_WRONG', 'MEMBER_CLOSED'],
  limits: { perActor: '30/minute' },
})
/** MB-005. Without `merge`, a phone that has an account is refused and nothing changes. */
export const bindPhone = command('members.bindPhone', {
  title: '绑定手机号',
  may: { member: 'own' },
  input: { phone, smsCode: text(6), merge: flag },
  output: session,
  refusals: ['SMS_CODE_WRONG', 'STATE_CONFLICT', 'MEMBER_CLOSED', 'PHONE_HAS_ACCOUNT'],
  limits: { perActor: '30/minute' },
})
export const getMyProfile = query('members.getMyProfile', {
  title: '我的资料',
  may: { member: 'own' },
  input: {},
  output: object({
    memberId: id,
    nickname: text(30),
    avatar: id.nullable(),
    /** What became of a newly chosen avatar; the one before stays meanwhile. */
    newAvatar: oneOf(['none', 'checking', 'refused']),
    /** Why it was refused; empty otherwise. */
    newAvatarReason: optionalText(200),
    phone: phone.nullable(),
    levelName: text(20),
    levelDiscount: basisPoints,
    dealerName: text(60).nullable(),
  }),
  refusals: [],
})
/** MB-063, IN-024: without `avatar` it stays as it is; name and picture pass a content check. */
export const updateMyProfile = command('members.updateMyProfile', {
  title: '修改资料',
  may: { member: 'own' },
  input: { nickname: text(30), avatar: id.nullable().optional() },
  output: object({}),
  refusals: ['CONTENT_REFUSED', 'PEER_UNAVAILABLE'],
})
/** A member's own invite: who registers through it gets the inviter's dealer and no employee. */
export const getMyInvite = query('members.getMyInvite', {
  title: '我的邀请码',
  may: { member: 'own' },
  input: {},
  output: object({ token: text(32), path: text(200) }),
  refusals: [],
})
export const getInvite = query('members.getInvite', {
  title: '查看邀请',
  may: { anyone: true, member: 'own' },
  input: { token: text(32) },
  output: object({ inviterName: text(60), dealerName: text(60).nullable() }),
  refusals: ['INVITE_INVALID'],
})

// Addresses (MB-067)
// -------------------------------------------------------------------------------
const addressRow = object({ ...address.shape, id, isDefault: flag })
export const listAddresses = query('members.listAddresses', {
  title: '收货地址',
  may: { member: 'own' },
  input: {},
  output: object({ rows: list(addressRow, 20) }),
  refusals: [],
})
export const saveAddress = command('members.saveAddress', {
  title: '保存收货地址',
  may: { member: 'own' },
  input: { addressId: id.nullable(), address, isDefault: flag },
  output: object({ addressId: id }),
  refusals: ['ADDRESS_LIMIT'],
})
export const deleteAddress = command('members.deleteAddress', {
  title: '删除收货地址',
  may: { member: 'own' },
  input: { addressId: id },
  output: object({}),
  refusals: [],
})
export const setDefaultAddress = command('members.setDefaultAddress', {
  title: '设为默认地址',
  may: { member: 'own' },
  input: { addressId: id },
  output: object({}),
  refusals: [],
})
/** Takes a pasted text apart; what cannot be read is left empty for the user to fill. */
export const parseAddress = query('members.parseAddress', {
  title: '识别地址',
  may: { member: 'own', console: 'cards.redeem' },
  input: { text: text(300) },
  output: object({
    name: optionalText(30),
    phone: optionalText(11),
    province: optionalText(20),
    city: optionalText(20),
    district: optionalText(20),
    street: optionalText(120),
  }),
  refusals: [],
})

// Levels and members in the console
// ----------------------------------------------------------------
const levelFields = {
  name: text(20).meta({ title: '等级名称' }),
  rank: count(999).meta({ title: '顺序' }),
  discount: basisPoints.meta({ title: '折扣' }),
  combine: oneOf(['any', 'all']).meta({ title: '条件组合' }),
  spendFen: amountFen.nullable().meta({ title: '累计消费' }),
  orderCount: count(100_000).nullable().meta({ title: '支付订单数' }),
  inviteCount: count(100_000).nullable().meta({ title: '邀请会员数' }),
}
export const listLevels = query('members.listLevels', {
  title: '会员等级',
  may: { console: 'members.read' },
  input: {},
  output: object({
    rows: list(
      object({
        ...levelFields,
        id,
        isDefault: flag,
        memberCount: count(1e9),
        active: flag,
        version: count(1e9),
      }),
      100,
    ),
  }),
  refusals: [],
})
/** AD-092: a discount not above the highest dealer discount is refused and names the dealers. */
export const createLevel = command('members.createLevel', {
  title: '新增会员等级',
  may: { console: 'levels.edit' },
  input: levelFields,
  output: object({ levelId: id }),
  refusals: ['DUPLICATE', 'LEVEL_DISCOUNT_OUT_OF_RANGE'],
})
export const updateLevel = command('members.updateLevel', {
  title: '修改会员等级',
  may: { console: 'levels.edit' },
  input: { ...levelFields, levelId: id, active: flag, version: count(1e9) },
  output: object({ version: count(1e9) }),
  refusals: ['VERSION_CONFLICT', 'DUPLICATE', 'DEFAULT_LEVEL', 'LEVEL_DISCOUNT_OUT_OF_RANGE'],
})
export const listMembers = query('members.listMembers', {
  title: '会员列表',
  may: { console: 'members.read' },
  input: listInput(
    {
      keyword: text(30),
      name: text(30),
      phone: text(11),
      levelId: id,
      levelDiscount: basisPoints,
      dealerId: id,
      employeeId: id,
      registeredFrom: instant,
      registeredTo: instant,
      tag: text(12),
      /** Left out: everybody but the closed ones. */
      state: oneOf(memberStates),
    },
    ['-registeredAt', 'registeredAt'],
  ),
  output: listOutput(
    object({
      id,
      nickname: text(30),
      phone: text(11).nullable(),
      levelName: text(20),
      dealerName: text(60).nullable(),
      employeeName: text(30).nullable(),
      inviterName: text(60).nullable(),
      registeredAt: instant,
      levelDiscount: basisPoints,
      tags: list(text(12), 20),
      state: oneOf(memberStates),
    }),
  ),
  exports: memberExport,
  refusals: [],
})
/** AD-009: the phone of one member in full; each look is in the operation log. */
export const revealPhone = command('members.revealPhone', {
  title: '查看会员手机号',
  may: { console: 'field.phone' },
  input: { memberId: id },
  output: object({ phone: text(11).nullable() }),
  refusals: ['FORBIDDEN'],
  limits: { perActor: '120/hour' },
})
export const setMemberLevel = command('members.setMemberLevel', {
  title: '调整会员等级',
  may: { console: 'members.edit' },
  input: { memberId: id, levelId: id, reason: text(100).meta({ title: '原因' }) },
  output: object({}),
  refusals: ['STATE_CONFLICT'],
})
