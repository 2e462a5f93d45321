import { lastSmsCode, randomPhone, signInMember } from '../rig/people'
import { answerChecks, PNG_BYTES } from '../rig/pictures'
import { type Rig, startRig } from '../rig/rig'
import { newWechatUser, type WechatUser } from '../rig/wechat'
import { memberSession, openMemberApp } from './member-app'
import type { MiniProgram } from './mini-program'

let rig: Rig
let user: WechatUser
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig?.stop())
beforeEach(async () => {
  user = await newWechatUser(rig)
})

const album = {
  '/tmp/good.png': PNG_BYTES,
  '/tmp/bad.png': Buffer.concat([PNG_BYTES, Buffer.from('SBX-RISKY')]),
}
async function openProfile(): Promise<MiniProgram> {
  const app = await openMemberApp(rig, user, album)
  await app.tap('#person')
  await app.until('the profile', () => app.page() === 'members/profile/index')
  await app.until('shown', () => app.all('#choose-avatar').length === 1)
  return app
}
/** What WeChat's chooser hands to the page: the path of a temporary file. */
const choose = (app: MiniProgram, path: string) =>
  app.emit('#choose-avatar', 'chooseavatar', { avatarUrl: path })
const pictureOf = (app: MiniProgram) => app.all('.x-avatar-picture')[0]?.attrs.src
/** Leaves the page and comes back, so that it asks again. */
async function comeBack(app: MiniProgram): Promise<void> {
  await app.tap('#to-password')
  await app.goBack()
}

test('MB-063 avatar, name, phone and level are shown; avatar and name change; a new phone needs its code and nobody else’s', async () => {
  const app = await openProfile()
  expect(app.text()).toContain(user.phone.slice(-4))
  expect(app.text()).toContain('普通会员')
  expect(pictureOf(app)).toBeUndefined()
  await app.type('#nickname', '湖边的猫')
  await app.tap('#save-name')
  const token = await memberSession(rig, user)
  const me = () => rig.do(token, 'members.getMyProfile', {})
  expect(await me()).toMatchObject({ nickname: '湖边的猫' })
  await choose(app, '/tmp/good.png')
  await answerChecks(rig)
  await comeBack(app)
  const { avatar } = await me()
  await app.until('the avatar', () => String(pictureOf(app)).endsWith(`/files/${avatar}`))
  // The phone of another account is refused, and so is a wrong code.
  const taken = (await signInMember(rig)).phone
  const fresh = randomPhone()
  // Each try on a page of its own: a phone gets one code a minute.
  const change = async (phone: string, code?: string) => {
    if (app.page() !== 'members/profile/index') await app.goBack()
    await rig.advance(61_000)
    await app.tap('#to-phone')
    await app.type('#phone', phone)
    await app.tap('#send-code')
    await app.type('#sms-code', code ?? (await lastSmsCode(rig, phone)))
    await app.tap('#change-phone')
  }
  await change(taken)
  await app.until('refused', () => app.text().includes('另一个账号'))
  await change(fresh, '000000')
  await app.until(
    'wrong',
    () => app.text().includes('验证码错误') || app.text().includes('验证码不'),
  )
  expect(await me()).toMatchObject({ phone: user.phone })
  await change(fresh)
  await app.until('changed', () => app.page() === 'members/profile/index')
  await app.until('the new phone', () => app.text().includes(fresh.slice(-4)))
  expect(app.machine.errors).toEqual([])
}, 60_000)

test('IN-024 chooseAvatar and the nickname input; uploaded at once and checked; a refused, unsafe or expired one keeps the default and never blocks sign-in', async () => {
  const app = await openProfile()
  expect(app.all('#choose-avatar')[0]?.attrs['open-type']).toBe('chooseAvatar')
  expect(app.all('#nickname')[0]?.attrs.type).toBe('nickname')
  // Uploaded with the choice itself, nothing else is pressed.
  await choose(app, '/tmp/bad.png')
  const token = await memberSession(rig, user)
  await answerChecks(rig)
  await comeBack(app)
  await app.until('told', () => app.text().includes('没有通过内容安全检查'))
  expect(pictureOf(app)).toBeUndefined()
  expect(await rig.do(token, 'members.getMyProfile', {})).toMatchObject({ avatar: null })
  // The temporary file is gone, or WeChat handed none over.
  await choose(app, '/tmp/expired.png')
  await app.until('expired', () => app.text().includes('没有读到文件'))
  await app.emit('#choose-avatar', 'chooseavatar', {})
  await app.until('none', () => app.text().includes('已保留原来的头像'))
  expect(pictureOf(app)).toBeUndefined()
  await app.type('#nickname', '违禁')
  await app.tap('#save-name')
  await app.until('name refused', () => app.text().includes('请修改文字后再提交'))
  // Sign-in goes on as before.
  const again = await openMemberApp(rig, user, album)
  expect(again.text()).toContain(user.phone.slice(-4))
  // The sandbox's chooser hands out a file that expires, too.
  const given = await fetch(`${rig.controlUrl}/_control/wechat/avatar`, { method: 'POST' })
  const { value } = (await given.json()) as { value: { path: string } }
  const read = async () => (await fetch(`${rig.controlUrl}/_control/${value.path}`)).status
  expect(await read()).toBe(200)
  await rig.advance(61_000)
  expect(await read()).toBe(404)
}, 60_000)
