import { randomUUID } from 'node:crypto'
import pino from 'pino'
import { openPostgres } from '../../cloudfunctions/adapters/postgres'
import { compose } from '../../cloudfunctions/runtime/composition'
import { createLog, type Log } from '../../cloudfunctions/runtime/log'
import { createFileStore } from '../../cloudfunctions/runtime/process'
import { type Pipeline, runOperation } from '../../cloudfunctions/runtime/run-operation'
import { failingWithInput } from '../mutants/careless-failure'
import { createDealer } from '../rig/cast'
import { addFault, clearFaults } from '../rig/faults'
import { signInAdmin, signInMember } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'

/** Values that stand in no line of any log, whatever happens to them. */
const PLANTED = {
  phone: '13912349876',
  identity: '110105199003078515',
  bankCard: '6222600260001072444',
  secret: '918273645564',
  password: 'Planted-2026-word',
  smsCode: '918273',
  token: 'P'.repeat(43),
}
let rig: Rig
let admin: string
let member: string
beforeAll(async () => {
  rig = await startRig({ wrongOnPurpose: true })
  admin = await signInAdmin(rig)
  member = (await signInMember(rig)).token
})
afterAll(() => rig.stop())

/** The product with a log that can be read, at its most talkative. */
async function logging(
  createdLog: (to: pino.DestinationStream) => Log,
  work: (pipeline: Pipeline) => Promise<void>,
): Promise<string> {
  const lines: string[] = []
  const log = createdLog({ write: (line: string) => void lines.push(line) })
  const { config, now } = rig.deps
  const postgres = openPostgres({ url: rig.databaseUrl, role: config.DATABASE_ROLE, max: 2 })
  const files = createFileStore(config, now)
  await work(compose({ config, db: postgres.db, log, files, now }).pipeline)
  await postgres.close()
  return lines.join('')
}

const send = (pipeline: Pipeline, name: string, input: object, token: string | null) =>
  runOperation(pipeline, {
    name,
    input: { requestId: randomUUID(), ...input },
    token,
    address: '10.2.0.1',
  })

/** Everything goes wrong with the planted values: refused, invalid, failing, peers down. */
async function accidents(pipeline: Pipeline): Promise<void> {
  const { phone, secret, password, smsCode, token, identity, bankCard } = PLANTED
  const number = '602318847714'
  await send(pipeline, 'identity.signInConsole', { login: phone, password }, null)
  await send(pipeline, 'members.signInByPassword', { phone, password }, token)
  await send(pipeline, 'members.signInBySms', { phone, smsCode, accepted: [] }, null)
  await send(pipeline, 'cards.addCard', { number, secret }, member)
  await addFault(rig, 'sms', { kind: 'down', times: 3 })
  await send(
    pipeline,
    'identity.requestSmsCode',
    { phone, app: 'member', purpose: 'sign-in' },
    null,
  )
  await clearFaults(rig, 'sms')
  await send(pipeline, 'organisation.createDepartment', { name: identity, parentId: null }, admin)
  await send(
    failingWithInput(pipeline, 'cards.addCard'),
    'cards.addCard',
    { number, secret },
    member,
  )
  const named = { name: `${identity} ${bankCard} ${phone} ${secret}`.slice(0, 60), parentId: null }
  const failing = failingWithInput(pipeline, 'organisation.createDepartment')
  await send(failing, 'organisation.createDepartment', named, admin)
  pipeline.deps.log.info({ phone, password, token, pin: secret, smsCode }, `call ${phone}`)
  pipeline.deps.log.error({ err: new Error(`${phone} ${identity} ${bankCard}`) }, 'failed')
}

const shown = (log: string) =>
  Object.entries(PLANTED).flatMap(([what, value]) => (log.includes(value) ? [what] : []))

test('K5 no planted phone, identity card, bank card or secret is in the log of any accident', async () => {
  await createDealer(rig, admin, { name: '日志店', tier: 1, discount: 6_000, phone: PLANTED.phone })
  const log = await logging((to) => createLog('trace', to), accidents)
  expect(log).toContain('operation failed')
  expect(shown(log)).toEqual([])
})

test('K6 a value with line ends stays on the line of its entry', async () => {
  const log = await logging(
    (to) => createLog('trace', to),
    async ({ deps }) =>
      deps.log.info({ name: 'a\n{"level":30,"msg":"forged"}\u001b[31m' }, 'x\r\ny'),
  )
  expect(log.trimEnd().split('\n')).toHaveLength(1)
  expect(log).not.toContain('\u001b')
})

test('a planted bug is caught: a log that writes what it is given', async () => {
  const log = await logging((to) => pino({ level: 'trace' }, to), accidents)
  expect(shown(log)).toEqual(expect.arrayContaining(['phone', 'identity', 'bankCard', 'secret']))
})
