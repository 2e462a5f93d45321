import { acceptedAgreements } from '../rig/people'
import type { Rig } from '../rig/rig'
import { type WechatUser, wechatCode } from '../rig/wechat'
import { artefact } from './artefact'
import { createMiniProgram, type MiniProgram } from './mini-program'

export type Album = Readonly<Record<string, Buffer>>

/** The member app on this person's phone, signed in and at 我的. */
export async function openMemberApp(
  rig: Rig,
  user: WechatUser,
  album: Album = {},
): Promise<MiniProgram> {
  const app = createMiniProgram({
    dist: artefact('member'),
    origin: rig.baseUrl,
    app: 'member',
    user: user.id,
    wishes: { pay: 'pay', online: true, album },
  })
  await app.launch()
  await app.tap('#tab-person')
  await app.tap('#person')
  await app.tap('#agree')
  await app.givePhone('#sign-in-wechat')
  await app.until('signed in', () => app.page() === 'pages/me/index')
  return app
}

/** The same person's session for what is done elsewhere, for example at the door. */
export async function memberSession(rig: Rig, user: WechatUser): Promise<string> {
  const { token } = await rig.do(null, 'members.signInByWechat', {
    code: await wechatCode(rig, user.id),
    phoneCode: await wechatCode(rig, user.id, 'phone-code'),
    accepted: await acceptedAgreements(rig),
  })
  return token
}
