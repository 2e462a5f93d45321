import { seedPeople } from '../../sandbox/seed/people'
import { type Rig, startRig } from '../../tests/rig/rig'
import { newWechatUser, wechatCode } from '../../tests/rig/wechat'
import { recordCall } from '../contexts/peers'
import type { WechatPort } from '../contexts/peers/port'
import { createBreaker } from './breaker'
import { createWechatClient } from './wechat'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.stop())
afterEach(() => peer().kit.faults.clear())

const peer = () => {
  const open = rig.sandbox.peers.get('wechat')
  if (!open) throw new Error('the sandbox has no WeChat')
  return open
}
const wechat = () => rig.deps.ports.wechat
const fault = (body: Record<string, unknown>) =>
  peer().kit.faults.add(body, rig.sandbox.clock.now())

/** A second instance: own memory, the same database. */
function otherInstance(): WechatPort {
  const { config, log, db, now, newId } = rig.deps
  return createWechatClient({
    config,
    log,
    db,
    now,
    newId,
    breaker: createBreaker(now),
    recordCall,
  })
}
const tokenCalls = () =>
  peer()
    .kit.log.list()
    .filter((call) => call.path.startsWith('/cgi-bin/stable_token')).length
const code = (client = wechat()) => client.miniProgramCode('member', 'i=3F7K2Q', 'pages/home/index')

/** A cheap call: with a good token WeChat looks at the code and finds it wrong. */
const call = (client = wechat()) => client.phoneNumber('member', 'no-such-code')
type Called = Awaited<ReturnType<typeof call>>
const tookToken = (answer: Called) => answer.kind === 'refused' && answer.code === '40029'

describe('access token', () => {
  test('IN-021 one token for all instances: cached, renewed before its end, replaced once when refused', async () => {
    // Twenty calls of two instances at once share one renewal.
    const other = otherInstance()
    const before = tokenCalls()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => call(index % 2 === 0 ? wechat() : other)),
    )
    expect(answers.every(tookToken)).toBe(true)
    expect(tokenCalls() - before).toBe(1)

    // Under five minutes of life left: renewed, again once.
    await rig.advance(7_200_000 - 4 * 60_000)
    const late = await Promise.all([call(), call(other), call()])
    expect(late.every(tookToken)).toBe(true)
    expect(tokenCalls() - before).toBe(2)

    // WeChat no longer takes it (40001): dropped, fetched anew, the call repeated once.
    fault({ kind: 'code', code: '40001', match: 'getuserphonenumber' })
    expect(tookToken(await call())).toBe(true)
    expect(tokenCalls() - before).toBe(3)
    fault({ kind: 'code', code: '42001', match: 'getuserphonenumber', times: 2 })
    expect(await call(other)).toMatchObject({ kind: 'refused', code: '42001', retry: true })

    // Never forced: that is for leaks only.
    const bodies = peer()
      .kit.log.list()
      .map((call) => call.body)
    expect(bodies.some((body) => body.includes('"force_refresh":true'))).toBe(false)
    const { rows } = await rig.db.query('select sealed from peers.access_token')
    expect(rows).toHaveLength(1)
    expect(rows[0].sealed).not.toContain('SBX_')
  })

  test('a renewal that fails is tried again by the next call', async () => {
    await rig.advance(7_300_000)
    fault({ kind: 'http', status: 500, match: 'stable_token' })
    expect(await call()).toMatchObject({ kind: 'unknown' })
    await rig.advance(10_000)
    expect(tookToken(await call())).toBe(true)
  })
})

describe('sign-in', () => {
  test('a code gives openid and unionid once; the session key goes nowhere', async () => {
    const user = await newWechatUser(rig)
    const login = await wechatCode(rig, user.id)
    const answer = await wechat().signIn('member', login)
    expect(answer).toMatchObject({ kind: 'done', value: { openId: user.openids.member } })
    expect(JSON.stringify(answer)).not.toContain('session')
    expect(await wechat().signIn('member', login)).toMatchObject({ kind: 'refused', retry: false })
    const other = await wechatCode(rig, user.id)
    expect(await wechat().signIn('dealer', other)).toMatchObject({ kind: 'refused', code: '40029' })
  })

  test.each([
    ['45011', true],
    ['-1', true],
    ['40226', false],
    ['40029', false],
  ])('errcode %s: repeatable %s', async (errcode, retry) => {
    fault({ kind: 'code', code: errcode, match: 'jscode2session' })
    const answer = await wechat().signIn('member', 'any')
    expect(answer).toMatchObject({ kind: 'refused', code: errcode, retry })
  })

  test('the phone code gives the phone once; a login code does not fit', async () => {
    const user = await newWechatUser(rig)
    const phoneCode = await wechatCode(rig, user.id, 'phone-code')
    const first = await wechat().phoneNumber('member', phoneCode)
    expect(first).toEqual({ kind: 'done', value: { phone: user.phone } })
    expect(await wechat().phoneNumber('member', phoneCode)).toMatchObject({ kind: 'refused' })
    const login = await wechatCode(rig, user.id)
    expect(await wechat().phoneNumber('member', login)).toMatchObject({ kind: 'refused' })
  })
})

test('a mini-program code is a picture; an error is not', async () => {
  const answer = await code()
  expect(answer.kind === 'done' && Buffer.from(answer.value).subarray(1, 4).toString()).toBe('PNG')
  fault({ kind: 'code', code: '41030', match: 'getwxacodeunlimit' })
  expect(await code()).toMatchObject({ kind: 'refused', code: '41030', retry: false })
})

test('a subscription message needs a consent and well-formed fields', async () => {
  const openId = seedPeople[0]?.openids.member ?? ''
  const request = {
    program: 'member',
    openId,
    templateId: 'XTm0007-refund-done',
    page: 'orders/order/index',
    data: { character_string1: '2026', amount2: '¥588.00', thing3: '协商退款' },
  } as const
  expect(await wechat().sendSubscription(request)).toMatchObject({ code: '43101', retry: false })
  const consent = { app: 'member', user: seedPeople[0]?.id, templates: [request.templateId] }
  await rig.sandbox.act('wechat', 'consent', consent)
  const wrong = { ...request, data: { ...request.data, thing3: '一'.repeat(21) } }
  expect(await wechat().sendSubscription(wrong)).toMatchObject({ code: '47003' })
  expect(await wechat().sendSubscription(request)).toEqual({ kind: 'done', value: null })
  expect(await wechat().sendSubscription(request)).toMatchObject({ code: '43101' })
})
