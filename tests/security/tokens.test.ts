import { randomUUID } from 'node:crypto'
import type { App, Operation } from '@xietong/domain/kernel/operation'
import { z } from '@xietong/domain/kernel/schema'
import { operations } from '@xietong/domain/operations'
import { type Pipeline, runOperation } from '../../cloudfunctions/runtime/run-operation'
import { sampleInput } from '../fuzz/sample'
import { forAnyApp } from '../mutants/any-app'
import { createAccount, createCast } from '../rig/cast'
import { acceptedAgreements, lastSmsCode, randomPhone } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { newWechatUser, wechatCode } from '../rig/wechat'

const all: readonly Operation[] = Object.values(operations)
const apps = ['member', 'dealer', 'sales', 'console'] as const
let rig: Rig
let tokens: Record<(typeof apps)[number], string>
let accepted: Awaited<ReturnType<typeof acceptedAgreements>>
beforeAll(async () => {
  rig = await startRig()
  const cast = await createCast(rig)
  accepted = await acceptedAgreements(rig)
  tokens = {
    member: (await cast.signIn('member')) ?? '',
    dealer: (await cast.signIn('store')) ?? '',
    sales: (await cast.signIn('supervisor')) ?? '',
    console: (await cast.signIn('super')) ?? '',
  }
})
afterAll(() => rig.stop())

async function send(pipeline: Pipeline, { name }: Operation, input: unknown, token: string) {
  return (await runOperation(pipeline, { name, input, token, address: '10.1.1.1' })).body
}

/** Operations that only other apps have, called with a token of this one; what let it in. */
async function letIn(pipeline: Pipeline, app: App, token: string): Promise<string[]> {
  const found: string[] = []
  for (const operation of all.filter(({ may }) => !may.anyone && !may[app as 'member'])) {
    const body = await send(pipeline, operation, sampleInput(operation), token)
    if (body.ok || body.code !== 'FORBIDDEN') {
      found.push(`${operation.name}: ${body.ok ? 'OK' : body.code}`)
    }
  }
  return found
}

describe('J5 a token opens one app', () => {
  test.each(apps.map((app) => [app]))('of %s: every other app refuses it', async (app) => {
    expect(await letIn(rig.pipeline, app, tokens[app])).toEqual([])
  })

  test('a planted bug is caught: whose app it is is not asked', async () => {
    const wrong = forAnyApp(rig.pipeline, tokens.dealer)
    expect((await letIn(wrong, 'member', tokens.member)).length).toBeGreaterThan(10)
  })
})

const isAlive = async (token: string, name: string) =>
  (await runOperation(rig.pipeline, { name, input: {}, token, address: '10.1.1.1' })).status !== 401

describe('J2 a sign-in gives a new token, and the one it was made with dies', () => {
  test('in the console, by password', async () => {
    const { login, password, token } = await createAccount(rig, tokens.console, 'j2-again', [
      '客服',
    ])
    const signIn = operations['identity.signInConsole'] as Operation
    const input = { login, password, requestId: randomUUID() }
    const body = await send(rig.pipeline, signIn, input, token)
    const again = body.ok ? (body.value as { token: string }) : { token: '' }
    expect(again.token).not.toBe(token)
    expect(await isAlive(token, 'identity.getMe')).toBe(false)
    // Somewhere else the same person stays signed in.
    const other = await rig.do(null, 'identity.signInConsole', { login, password })
    expect(await isAlive(again.token, 'identity.getMe')).toBe(true)
    expect(await isAlive(other.token, 'identity.getMe')).toBe(true)
  })

  test('in a mini-program, by WeChat and by binding a phone', async () => {
    const user = await newWechatUser(rig)
    const signIn = async (token: string | null) =>
      rig.do(token, 'members.signInByWechat', { code: await wechatCode(rig, user.id), accepted })
    const first = await signIn(null)
    const second = await signIn(first.token)
    expect(await isAlive(first.token, 'members.getMyProfile')).toBe(false)
    const phone = randomPhone()
    await rig.do(null, 'identity.requestSmsCode', { phone, app: 'member', purpose: 'bind-phone' })
    const smsCode = await lastSmsCode(rig, phone)
    const bound = await rig.do(second.token, 'members.bindPhone', { phone, smsCode, merge: false })
    expect(bound.token).not.toBe(second.token)
    expect(await isAlive(second.token, 'members.getMyProfile')).toBe(false)
    expect(await isAlive(bound.token, 'members.getMyProfile')).toBe(true)
  })

  test('J11 a token that a client offers is never taken over', async () => {
    const offered = 'A'.repeat(43)
    const user = await newWechatUser(rig)
    const code = await wechatCode(rig, user.id)
    const { token } = await rig.do(offered, 'members.signInByWechat', { code, accepted })
    expect(token).not.toBe(offered)
    expect(await isAlive(offered, 'members.getMyProfile')).toBe(false)
  })
})

/** Keys of everything that any operation may answer. */
function keysOf(schema: unknown): string[] {
  if (Array.isArray(schema)) {
    return schema.flatMap(keysOf)
  }
  if (typeof schema !== 'object' || schema === null) {
    return []
  }
  const { properties = {}, ...rest } = schema as { properties?: object }
  return [
    ...Object.keys(properties),
    ...keysOf(Object.values(properties)),
    ...keysOf(Object.values(rest)),
  ]
}

describe('J8 what WeChat says of a person stays on the server', () => {
  test('a login code works once and for five minutes', async () => {
    const user = await newWechatUser(rig)
    const call = (code: string) => rig.call(null, 'members.signInByWechat', { code, accepted })
    const code = await wechatCode(rig, user.id)
    expect(await call(code)).toMatchObject({ ok: true })
    expect(await call(code)).toMatchObject({ code: 'WECHAT_CODE_INVALID' })
    const old = await wechatCode(rig, user.id)
    await rig.advance(301_000)
    expect(await call(old)).toMatchObject({ code: 'WECHAT_CODE_INVALID' })
    const foreign = await wechatCode(rig, user.id, 'login-code', 'sales')
    expect(await call(foreign)).toMatchObject({ code: 'WECHAT_CODE_INVALID' })
  })

  test('no contract has a field for an openid, a unionid or a session key', () => {
    const secret = /^(open|union)_?id$|session_?key/i
    const found = all.flatMap(({ name, output }) =>
      keysOf(z.toJSONSchema(output as never, { unrepresentable: 'any' }))
        .filter((key) => secret.test(key))
        .map((key) => `${name} ${key}`),
    )
    expect(found).toEqual([])
  })

  test('no answer holds the openid of somebody who signed in, nor does the database hold a key', async () => {
    const user = await newWechatUser(rig)
    const code = await wechatCode(rig, user.id)
    const { token } = await rig.do(null, 'members.signInByWechat', { code, accepted })
    const told: string[] = []
    for (const [app, who] of [['member', token], ...Object.entries(tokens)] as const) {
      for (const operation of all.filter(
        ({ may, kind }) => kind === 'read' && may[app as 'member'],
      )) {
        const body = await send(rig.pipeline, operation, sampleInput(operation), who ?? '')
        told.push(JSON.stringify(body))
      }
    }
    expect(told.length).toBeGreaterThan(100)
    const shown = Object.values(user.openids).filter((openid) => told.join().includes(openid))
    expect(shown).toEqual([])
  })
})
