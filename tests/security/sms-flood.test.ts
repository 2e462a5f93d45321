import { addressRange, SMS_ALARM_PER_DAY } from '@xietong/domain/identity/sms-code'
import { runOperation } from '../../cloudfunctions/runtime/run-operation'
import { randomPhone, signInAdmin } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.stop())

const ask = (from: string, phone = randomPhone()) =>
  rig.call(null, 'identity.requestSmsCode', { phone, app: 'member', purpose: 'sign-in' }, from)

/** Puts a day's counter where so many requests would have brought it. */
async function counted(key: string, used: number): Promise<void> {
  await rig.db.query(
    `insert into runtime.rate_counter (counter_key, window_start, used)
     values ($1, date_trunc('day', $2::timestamptz at time zone 'utc') at time zone 'utc', $3)
     on conflict (counter_key, window_start) do update set used = excluded.used`,
    [key, rig.now(), used],
  )
}

async function alarms(): Promise<string[]> {
  const { rows } = await rig.db.query<{ text: string }>(
    `select text from peers.alarm where kind = 'sms-flood'`,
  )
  return rows.map(({ text }) => text)
}

describe('I4 nobody is buried in messages, and nobody pays for a flood unseen', () => {
  test('a phone gets ten codes a day, whoever asks and from wherever', async () => {
    const phone = randomPhone()
    const answers: string[] = []
    for (let tries = 0; tries < 14; tries++) {
      const answer = await ask(`203.0.${tries}.1`, phone)
      answers.push(answer.ok ? 'OK' : answer.code)
      await rig.advance(721_000)
    }
    expect(answers.filter((one) => one === 'OK')).toHaveLength(10)
    expect(answers.slice(10)).toEqual(Array(4).fill('SMS_TOO_OFTEN'))
  })

  test('a network gets a thousand requests a day, from however many addresses', async () => {
    const network = '198.18.7'
    await counted(`sms.range|${addressRange(`${network}.1`)}`, 998)
    const told = []
    for (let host = 1; host <= 4; host++) {
      const answer = await ask(`${network}.${host}`)
      told.push(answer.ok ? 'OK' : answer.code)
    }
    expect(told).toEqual(['OK', 'OK', 'SMS_TOO_OFTEN', 'SMS_TOO_OFTEN'])
    expect(await ask('198.18.8.1')).toMatchObject({ ok: true })
  })

  test('a day of too many codes calls people, once a minute, and still serves', async () => {
    expect(await alarms()).toEqual([])
    await counted('sms.day', SMS_ALARM_PER_DAY)
    expect(await ask('192.0.2.1')).toMatchObject({ ok: true })
    expect(await ask('192.0.2.2')).toMatchObject({ ok: true })
    expect((await alarms()).length).toBeGreaterThan(0)
    const admin = await signInAdmin(rig)
    const { rows } = await rig.do(admin, 'peers.listAlarms', {})
    expect(rows[0]).toMatchObject({ kind: 'sms-flood', peer: 'sms' })
  })

  test('each refusal is one entry of the log (K2)', async () => {
    const phone = randomPhone()
    const { handlers, ...rest } = rig.pipeline
    const input = { phone, app: 'member', purpose: 'sign-in' }
    for (const requestId of [1, 2, 3].map(() => crypto.randomUUID())) {
      const name = 'identity.requestSmsCode'
      const call = { name, input: { ...input, requestId }, token: null, address: '192.0.2.77' }
      await runOperation({ handlers, ...rest }, call)
    }
    const { rows } = await rig.db.query(
      `select code from identity.audit_entry where address = '192.0.2.77' and outcome = 'refused'`,
    )
    expect(rows.map(({ code }) => code)).toEqual(['SMS_TOO_OFTEN', 'SMS_TOO_OFTEN'])
  })
})
