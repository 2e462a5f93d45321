import { command } from '../kernel/operation'
import { flag, id, object, oneOf, phone, text } from '../kernel/schema'

const session = object({ token: text(64), phoneNeeded: flag, isNew: flag })
const newPassword = text(72).meta({ title: '新密码' })

/** MB-008. One answer for a wrong phone and for a wrong password. */
export const signInByPassword = command('members.signInByPassword', {
  title: '密码登录',
  may: { anyone: true },
  input: { phone, password: text(72) },
  output: session,
  refusals: ['ACCOUNT_LOCKED', 'SIGN_IN_FAILED', 'MEMBER_CLOSED'],
  limits: { perActor: '60/minute' },
})
/** MB-009. The code proves the phone; only its owner learns whether it is registered. */
export const resetPassword = command('members.resetPassword', {
  title: '重置登录密码',
  may: { anyone: true },
  input: { phone, smsCode: text(6), newPassword },
  output: session,
  refusals: ['SMS_CODE_WRONG', 'PASSWORD_RULE', 'NOT_REGISTERED', 'MEMBER_CLOSED'],
  limits: { perActor: '30/minute' },
})
/** MB-063: the code goes to the new number. */
export const changePhone = command('members.changePhone', {
  title: '更换手机号',
  may: { member: 'own' },
  input: { phone, smsCode: text(6) },
  output: session,
  refusals: ['SMS_CODE_WRONG', 'PHONE_IN_USE', 'STATE_CONFLICT'],
  limits: { perActor: '30/minute' },
})
/** MB-012: a closed member is signed out everywhere; what they own stays and comes back. */
export const setMemberState = command('members.setMemberState', {
  title: '关闭或恢复会员',
  may: { console: 'members.edit' },
  input: {
    memberId: id,
    state: oneOf(['active', 'closed']).meta({ title: '状态' }),
    reason: text(100).meta({ title: '原因' }),
  },
  output: object({}),
  refusals: [],
})
