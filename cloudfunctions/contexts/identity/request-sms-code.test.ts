import { acceptedAgreements, lastSmsCode, randomPhone } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { newWechatUser, wechatCode } from '../../../tests/rig/wechat'
import { keyedSha256 } from './keyed-hash'

const MINUTE = 60_000
let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.stop())

type Purpose = 'sign-in' | 'bind-phone'
const request = (phone: string, purpose: Purpose = 'sign-in', from?: string) =>
  rig.call(null, 'identity.requestSmsCode', { phone, app: 'member', purpose }, from)
const sentTo = async (phone: string) =>
  (await rig.db.query('select 1 from identity.sms_code where phone = $1', [phone])).rowCount
const arrived = async (phone: string) => {
  const response = await fetch(`${rig.controlUrl}/_control/sms/outbox?to=${phone}`)
  return ((await response.json()) as { rows: unknown[] }).rows.length
}
async function signIn(phone: string, smsCode: string) {
  const accepted = await acceptedAgreements(rig)
  return rig.call(null, 'members.signInBySms', { phone, smsCode, accepted })
}
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

test('MB-007 six digits, five minutes, once, five tries; 60 s, 5 an hour, 10 a day', async () => {
  const phone = randomPhone()
  expect(await request(phone)).toMatchObject({ ok: true, value: { waitSeconds: 60 } })
  const first = await lastSmsCode(rig, phone)
  expect(first).toMatch(/^\d{6}$/)
  const tooOften = { code: 'SMS_TOO_OFTEN', message: '发送过于频繁，请稍后再试' }
  expect(await request(phone)).toMatchObject(tooOften)
  expect(await arrived(phone)).toBe(1)

  expect(await signIn(phone, first)).toMatchObject({ ok: true })
  expect(await signIn(phone, first)).toMatchObject({ code: 'SMS_CODE_WRONG' })

  await rig.advance(MINUTE)
  await rig.do(null, 'identity.requestSmsCode', { phone, app: 'member', purpose: 'sign-in' })
  const second = await lastSmsCode(rig, phone)
  for (let wrong = 1; wrong <= 5; wrong++) {
    expect(await signIn(phone, other(second))).toMatchObject({ code: 'SMS_CODE_WRONG' })
  }
  expect(await signIn(phone, second)).toMatchObject({ code: 'SMS_CODE_WRONG' })

  await rig.advance(MINUTE)
  expect(await request(phone)).toMatchObject({ ok: true })
  const third = await lastSmsCode(rig, phone)
  await rig.advance(5 * MINUTE)
  expect(await signIn(phone, third)).toMatchObject({ code: 'SMS_CODE_WRONG' })

  for (let count = 4; count <= 5; count++) {
    expect(await request(phone)).toMatchObject({ ok: true })
    await rig.advance(MINUTE)
  }
  expect(await request(phone)).toMatchObject(tooOften)
  await rig.advance(60 * MINUTE)
  for (let count = 6; count <= 10; count++) {
    expect(await request(phone)).toMatchObject({ ok: true })
    await rig.advance(13 * MINUTE)
  }
  await rig.advance(60 * MINUTE)
  expect(await request(phone)).toMatchObject(tooOften)
  expect(await arrived(phone)).toBe(10)
  await rig.advance(14 * 60 * MINUTE)
  expect(await request(phone)).toMatchObject({ ok: true })
})

test('MB-007 limits and tries are exact under parallel calls', async () => {
  const phone = randomPhone()
  const asked = await Promise.all(
    Array.from({ length: 20 }, (_, index) => request(phone, 'sign-in', `10.9.${index}.1`)),
  )
  expect(asked.filter((answer) => answer.ok)).toHaveLength(1)
  expect(await sentTo(phone)).toBe(1)

  const code = await lastSmsCode(rig, phone)
  const accepted = await acceptedAgreements(rig)
  await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      rig.call(
        null,
        'members.signInBySms',
        { phone, smsCode: other(code), accepted },
        `10.8.${index}.1`,
      ),
    ),
  )
  const { rows } = await rig.db.query(
    'select wrong_tries from identity.sms_code where phone = $1',
    [phone],
  )
  expect(rows).toEqual([{ wrong_tries: 5 }])
  expect(await signIn(phone, code)).toMatchObject({ code: 'SMS_CODE_WRONG' })

  const twice = randomPhone()
  await request(twice)
  const right = await lastSmsCode(rig, twice)
  const used = await Promise.all(Array.from({ length: 10 }, () => signIn(twice, right)))
  expect(used.filter((answer) => answer.ok)).toHaveLength(1)
})

describe('IN-061 verification code', () => {
  test('is bound to its phone, app and purpose, and a newer one replaces it', async () => {
    const phone = randomPhone()
    await request(phone, 'bind-phone')
    expect(await signIn(phone, await lastSmsCode(rig, phone))).toMatchObject({
      code: 'SMS_CODE_WRONG',
    })
    const signer = randomPhone()
    await request(signer)
    const old = await lastSmsCode(rig, signer)
    await rig.advance(MINUTE)
    await request(signer)
    const fresh = await lastSmsCode(rig, signer)
    if (old !== fresh) {
      expect(await signIn(signer, old)).toMatchObject({ code: 'SMS_CODE_WRONG' })
    }
    expect(await signIn(signer, fresh)).toMatchObject({ ok: true })
  })

  test('the same request again sends no second message', async () => {
    const phone = randomPhone()
    const input = {
      phone,
      app: 'member',
      purpose: 'sign-in',
      requestId: 'b1e7a3f0-5a57-4c4e-9d2a-0d1f1b3c5a77',
    } as const
    const answers = [
      await rig.call(null, 'identity.requestSmsCode', input, '10.0.0.1'),
      await rig.call(null, 'identity.requestSmsCode', input, '10.0.0.1'),
    ]
    expect(answers).toMatchObject([{ ok: true }, { ok: true }])
    expect(await arrived(phone)).toBe(1)
  })

  test('a provider that is down or at its own limit is told with the waiting time', async () => {
    const phone = randomPhone()
    await rig.sandbox.act('sms', 'set', { perHour: 1 })
    expect(await request(phone)).toMatchObject({ ok: true })
    await rig.advance(MINUTE)
    expect(await request(phone)).toMatchObject({
      code: 'SMS_TOO_OFTEN',
      detail: { waitSeconds: 3_600 },
    })
    await rig.sandbox.act('sms', 'set', { perHour: 5 })
    expect(await request(phone)).toMatchObject({ ok: true })

    const unlucky = randomPhone()
    await fetch(`${rig.controlUrl}/_control/sms/fault`, {
      method: 'POST',
      body: JSON.stringify({ kind: 'http', status: 503, count: 1 }),
    })
    expect(await request(unlucky)).toMatchObject({
      code: 'PEER_UNAVAILABLE',
      message: '外部服务暂时不可用，请稍后重试',
    })
    const { id } = await newWechatUser(rig)
    expect(
      await rig.call(null, 'members.signInByWechat', {
        code: await wechatCode(rig, id),
        accepted: await acceptedAgreements(rig),
      }),
    ).toMatchObject({ ok: true })
  })

  /** Reads a picture as a person would: by what the server derives it from. */
  async function read(pictureId: string): Promise<string> {
    const { rows } = await rig.db.query('select nonce from identity.picture_check where id = $1', [
      pictureId,
    ])
    const hash = keyedSha256(rig.deps.config.CODE_PEPPER, 'picture', rows[0].nonce)
    return String(hash.readUIntBE(0, 6) % 10_000).padStart(4, '0')
  }
  const pictureOf = (answer: Awaited<ReturnType<typeof request>>) =>
    answer.ok ? '' : String(answer.detail.pictureId)

  test('after three codes that nobody used an address must read a picture', async () => {
    const from = '198.51.100.7'
    for (let asked = 0; asked < 3; asked++) {
      expect(await request(randomPhone(), 'sign-in', from)).toMatchObject({ ok: true })
    }
    const phone = randomPhone()
    const ask = (picture?: { id: string; answer: string }, by = from) => {
      const input = { phone, app: 'member', purpose: 'sign-in', ...(picture ? { picture } : {}) }
      return rig.call(null, 'identity.requestSmsCode', input as never, by)
    }
    const first = await ask()
    expect(first).toMatchObject({ code: 'PICTURE_CHECK_REQUIRED' })
    expect(first.ok ? '' : first.detail.picture).toMatch(/^data:image\/svg\+xml;base64,/)
    const id = pictureOf(first)
    const answer = await read(id)
    const wrong = answer === '0000' ? '1111' : '0000'
    const second = await ask({ id, answer: wrong })
    expect(second).toMatchObject({ code: 'PICTURE_CHECK_REQUIRED' })
    expect(await ask({ id, answer })).toMatchObject({ code: 'PICTURE_CHECK_REQUIRED' })
    const fresh = { id: pictureOf(second), answer: await read(pictureOf(second)) }
    expect(await arrived(phone)).toBe(0)
    expect(await ask(fresh)).toMatchObject({ ok: true })
    expect(await arrived(phone)).toBe(1)
    expect(await request(randomPhone())).toMatchObject({ ok: true })
    await rig.advance(61 * MINUTE)
    expect(await request(randomPhone(), 'sign-in', from)).toMatchObject({ ok: true })
  })

  test('who signs in with each code is never asked for a picture', async () => {
    const from = '198.51.100.8'
    for (let asked = 0; asked < 5; asked++) {
      const phone = randomPhone()
      expect(await request(phone, 'sign-in', from)).toMatchObject({ ok: true })
      expect(await signIn(phone, await lastSmsCode(rig, phone))).toMatchObject({ ok: true })
    }
  })

  test('one address gets at most a hundred codes a day', async () => {
    const from = '198.51.100.9'
    await request(randomPhone(), 'sign-in', from)
    await rig.db.query(
      `insert into identity.sms_code (id, phone, app, purpose, nonce, address, created_at,
       expires_at, used_at)
     select gen_random_uuid(), c.phone, c.app, c.purpose, c.nonce, c.address, c.created_at,
       c.expires_at, c.created_at
     from identity.sms_code c, generate_series(1, 99) where c.address = $1`,
      [from],
    )
    expect(await request(randomPhone(), 'sign-in', from)).toMatchObject({
      code: 'SMS_TOO_OFTEN',
      detail: { waitSeconds: 3_600 },
    })
  })

  test('I6 no code stands in the database, its queues or its logs', async () => {
    const phone = randomPhone()
    await request(phone)
    const code = await lastSmsCode(rig, phone)
    const { rows: tables } = await rig.db.query<{ name: string }>(`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`)
    for (const { name } of tables) {
      const found = await rig.db.query(`select 1 from ${name} t where t::text ~ $1 limit 1`, [
        `(^|[^0-9])${code}([^0-9]|$)`,
      ])
      expect([name, found.rowCount]).toEqual([name, 0])
    }
  })
})
