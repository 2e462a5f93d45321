import { command } from '../kernel/operation'
import { object, phone, text } from '../kernel/schema'

const session = object({ token: text(64) })

/** ST-002. One answer for a wrong phone and for a wrong password. */
export const signInByPassword = command('sales.signInByPassword', {
  title: '销售端密码登录',
  may: { anyone: true },
  input: { phone, password: text(72) },
  output: session,
  refusals: ['ACCOUNT_LOCKED', 'SIGN_IN_FAILED'],
  limits: { perActor: '60/minute' },
})
/** Sets or changes the own password with a code to the own phone. */
export const setPassword = command('sales.setPassword', {
  title: '设置登录密码',
  may: { sales: 'own' },
  input: { smsCode: text(6), newPassword: text(72).meta({ title: '新密码' }) },
  output: session,
  refusals: ['SMS_CODE_WRONG', 'PASSWORD_RULE'],
  limits: { perActor: '30/minute' },
})
