import type { Rig } from './rig'

export interface WechatUser {
  readonly id: string
  readonly phone: string
  readonly openids: Readonly<Record<'member' | 'dealer' | 'sales', string>>
}

/** A WeChat user that nobody has seen yet, with a phone of their own. */
export async function newWechatUser(rig: Rig, phone?: string): Promise<WechatUser> {
  const [user] = (await rig.sandbox.act('wechat', 'add-user', phone ? { phone } : {})) as [
    WechatUser,
  ]
  return user
}

/** What `wx.login` (`login-code`) and the phone button (`phone-code`) hand to a program. */
export async function wechatCode(
  rig: Rig,
  user: string,
  kind: 'login-code' | 'phone-code' = 'login-code',
  app: 'member' | 'dealer' | 'sales' = 'member',
): Promise<string> {
  const { code } = (await rig.sandbox.act('wechat', kind, { user, app })) as { code: string }
  return code
}
