import { lastSmsCode, randomPhone, signInMember } from '../../../tests/rig/people'
import { answerChecks, sendPicture, sendVideo, wechatMember } from '../../../tests/rig/pictures'
import { type Rig, startRig } from '../../../tests/rig/rig'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.stop())
afterEach(() => rig.sandbox.peers.get('wechat')?.kit.faults.clear())

const profile = (token: string) => rig.do(token, 'members.getMyProfile', {})
const change = (token: string, nickname: string, avatar?: string | null) =>
  rig.call(token, 'members.updateMyProfile', {
    nickname,
    ...(avatar === undefined ? {} : { avatar }),
  })

test('avatar and name pass a check: shown afterwards, a refused one keeps what was there and says why', async () => {
  const { token, phone } = await wechatMember(rig)
  expect(await profile(token)).toMatchObject({ avatar: null, newAvatar: 'none', phone })
  expect(await profile(token)).toMatchObject({ levelName: expect.any(String) })
  const first = (await sendPicture(rig, token)).fileId
  expect(await change(token, '湖边的猫', first)).toMatchObject({ ok: true })
  await answerChecks(rig)
  expect(await profile(token)).toMatchObject({ nickname: '湖边的猫', avatar: first })
  // Its answer is lost at first: the one before stays, then the reason stands beside it.
  const lost = { kind: 'drop', on: 'callback', match: 'wxa_media_check' }
  rig.sandbox.peers.get('wechat')?.kit.faults.add(lost, rig.sandbox.clock.now())
  const bad = (await sendPicture(rig, token, { mark: 'SBX-RISKY' })).fileId
  expect(await change(token, '湖边的猫', bad)).toMatchObject({ ok: true })
  expect(await profile(token)).toMatchObject({ avatar: first, newAvatar: 'checking' })
  await rig.tick()
  await rig.advance(31 * 60_000)
  await answerChecks(rig)
  expect(await profile(token)).toMatchObject({
    avatar: first,
    newAvatar: 'refused',
    newAvatarReason: expect.stringMatching(/内容安全检查/),
  })
  // Known to be refused, somebody else's, or no picture: not taken at all.
  const other = (await wechatMember(rig)).token
  const foreign = (await sendPicture(rig, other)).fileId
  for (const file of [bad, foreign, await sendVideo(rig, token)]) {
    expect(await change(token, '湖边的猫', file)).toMatchObject({ code: 'VALIDATION_FAILED' })
  }
  expect(await change(token, '违禁的名字')).toMatchObject({ code: 'CONTENT_REFUSED' })
  expect(await change(token, '待核的名字')).toMatchObject({ code: 'CONTENT_REFUSED' })
  const down = { kind: 'http', status: 500, match: 'msg_sec_check' }
  rig.sandbox.peers.get('wechat')?.kit.faults.add(down, rig.sandbox.clock.now())
  expect(await change(token, '新的名字')).toMatchObject({ code: 'PEER_UNAVAILABLE' })
  expect(await profile(token)).toMatchObject({ nickname: '湖边的猫', avatar: first })
  // Only the name: the avatar stays. Null takes it away.
  expect(await change(token, '新的名字')).toMatchObject({ ok: true })
  expect(await profile(token)).toMatchObject({ nickname: '新的名字', avatar: first })
  await change(token, '新的名字', null)
  expect(await profile(token)).toMatchObject({ avatar: null, newAvatar: 'none' })
})

test('a new phone needs the code that it got and must not belong to another account', async () => {
  const { token } = await wechatMember(rig)
  const taken = (await signInMember(rig)).phone
  const fresh = randomPhone()
  const codeFor = async (phone: string) => {
    await rig.advance(61_000)
    await rig.do(null, 'identity.requestSmsCode', { phone, app: 'member', purpose: 'bind-phone' })
    return lastSmsCode(rig, phone)
  }
  const to = async (phone: string, smsCode: string) =>
    rig.call(token, 'members.changePhone', { phone, smsCode })
  expect(await to(taken, await codeFor(taken))).toMatchObject({ code: 'PHONE_IN_USE' })
  const code = await codeFor(fresh)
  expect(await to(fresh, code === '000000' ? '000001' : '000000')).toMatchObject({
    code: 'SMS_CODE_WRONG',
  })
  const changed = await to(fresh, code)
  expect(await profile(changed.ok ? changed.value.token : '')).toMatchObject({ phone: fresh })
})
