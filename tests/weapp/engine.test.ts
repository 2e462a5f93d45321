import { signInAdmin } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { createShop } from '../rig/shop'
import { newWechatUser } from '../rig/wechat'
import { type App, artefact } from './artefact'
import { openInEngine } from './engine'

let rig: Rig

beforeAll(async () => {
  rig = await startRig()
  await createShop(rig, await signInAdmin(rig))
})
afterAll(() => rig?.stop())

const peerOf = async (app: App) => ({
  origin: rig.baseUrl,
  app,
  user: (await newWechatUser(rig)).id,
  wishes: { pay: 'pay' as const, online: true },
})

async function until(ready: () => boolean): Promise<void> {
  for (let look = 0; look < 100 && !ready(); look += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** A second opinion on our own harness: the template compiler and the engine of WeChat's team. */
test('WeChat’s own engine shows the home page and follows a tap', async () => {
  const page = await openInEngine(artefact('member'), 'pages/home/index', await peerOf('member'))
  await until(() => page.text().includes('九月团圆'))
  expect(page.text()).toContain('本季推荐')
  expect(page.text()).toContain('九月团圆 8 只礼盒')
  page.tap('#search')
  await until(() => page.calls.some(({ name }) => name === 'switchTab'))
  expect(page.calls.filter(({ name }) => name === 'switchTab').map(({ arg }) => arg)).toEqual([
    expect.objectContaining({ url: '/pages/shop/index' }),
  ])
  page.close()
})

test.each<App>(['dealer', 'sales'])(
  'WeChat’s own engine shows the first page of the %s mini-program and leads to its sign-in',
  async (app) => {
    const page = await openInEngine(artefact(app), 'pages/home/index', await peerOf(app))
    await until(() => page.text().includes('登录'))
    page.tap('.x-btn')
    await until(() => page.calls.some(({ name }) => name === 'navigateTo'))
    expect(page.calls.filter(({ name }) => name === 'navigateTo').map(({ arg }) => arg)).toEqual([
      expect.objectContaining({ url: '/identity/sign-in/index' }),
    ])
    page.close()
  },
)
