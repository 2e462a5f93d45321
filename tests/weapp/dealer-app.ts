import type { Rig } from '../rig/rig'
import { newWechatUser } from '../rig/wechat'
import { artefact } from './artefact'
import { createMiniProgram, type MiniProgram } from './mini-program'

/** The dealers' program in the hands of whoever has this phone. */
export async function openDealerApp(rig: Rig, phone: string): Promise<MiniProgram> {
  const user = await newWechatUser(rig, phone)
  const app = createMiniProgram({
    dist: artefact('dealer'),
    origin: rig.baseUrl,
    app: 'dealer',
    user: user.id,
    wishes: { pay: 'pay', online: true },
  })
  await app.launch()
  return app
}

export async function signInDealerApp(app: MiniProgram): Promise<void> {
  await app.tap(/^登录$/)
  expect(app.page()).toBe('identity/sign-in/index')
  await app.givePhone('#sign-in-wechat')
  await app.until('signed in', () => app.page() === 'pages/home/index')
}
