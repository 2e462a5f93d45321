import { randomUUID } from 'node:crypto'
import { newCardNumber } from '@xietong/domain/cards/card-number'
import { cryptoRandom } from '../../cloudfunctions/runtime/request-hash'
import { type Pipeline, runOperation } from '../../cloudfunctions/runtime/run-operation'
import { quickForStrangers } from '../mutants/quick-for-strangers'
import { createAccount, createDealer } from '../rig/cast'
import { crowdOfMembers } from '../rig/crowd'
import { randomPhone, signInAdmin, signInMember } from '../rig/people'
import { createPrintedCards } from '../rig/printed-cards'
import { type Rig, somewhere, startRig } from '../rig/rig'
import { createShop } from '../rig/shop'

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

interface Ask {
  readonly name: string
  readonly token: string | null
  readonly known: object
  readonly unknown: object
}

/** Body without the request number, and the processor time that the answer cost. */
async function asked(pipeline: Pipeline, { name, token }: Ask, input: object) {
  const began = process.cpuUsage()
  const { body, status } = await runOperation(pipeline, {
    name,
    input: { requestId: randomUUID(), ...input },
    token,
    address: somewhere(),
  })
  const { user, system } = process.cpuUsage(began)
  const { requestNo: _, ...told } = body as { requestNo?: string }
  return { told: JSON.stringify({ ...told, status }), micros: user + system }
}

/**
 * What exists and what does not, asked in turns. Processor time of this process is compared and not
 * the clock, so that whatever else the machine does changes nothing; the middle one and not the sum,
 * so that one call that paid for a collection of garbage or a first compilation does not count.
 */
async function compared(pipeline: Pipeline, asks: readonly Ask[]) {
  const spent = { known: [] as number[], unknown: [] as number[] }
  const told = { known: new Set<string>(), unknown: new Set<string>() }
  for (const ask of asks) {
    for (const side of ['known', 'unknown'] as const) {
      const answer = await asked(pipeline, ask, ask[side])
      spent[side].push(answer.micros)
      told[side].add(answer.told)
    }
  }
  return { ratio: middle(spent.unknown) / middle(spent.known), told }
}

const middle = (values: readonly number[]) =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0

const times = <Value>(count: number, make: (index: number) => Value) =>
  Array.from({ length: count }, (_, index) => make(index))
const password = 'Wrong-2026-word'

/** Four wrong tries a name, so that neither side is locked. */
async function consoleAsks(): Promise<Ask[]> {
  const { login } = await createAccount(rig, admin, `exists-${randomUUID().slice(0, 6)}`, ['客服'])
  const nobody = `nobody-${randomUUID().slice(0, 6)}`
  return times(4, () => ({
    name: 'identity.signInConsole',
    token: null,
    known: { login, password },
    unknown: { login: nobody, password },
  }))
}

async function passwordAsks(name: string, phone: string): Promise<Ask[]> {
  const nobody = randomPhone()
  return times(4, () => ({
    name,
    token: null,
    known: { phone, password },
    unknown: { phone: nobody, password },
  }))
}

async function cardAsks(): Promise<Ask[]> {
  const shop = await createShop(rig, admin)
  const { cards } = await createPrintedCards(rig, admin, { shop, count: 10 })
  const members = await crowdOfMembers(rig, 20)
  const secret = '000000000000'
  return times(40, (index) => ({
    name: 'cards.addCard',
    token: members[Math.floor(index / 2)]?.token ?? '',
    known: { number: cards[index % 10]?.number ?? '', secret },
    unknown: { number: newCardNumber(cryptoRandom), secret },
  }))
}

async function smsAsks(): Promise<Ask[]> {
  return Promise.all(
    times(10, async () => ({
      name: 'identity.requestSmsCode',
      token: null,
      known: { phone: (await signInMember(rig)).phone, app: 'dealer', purpose: 'set-password' },
      unknown: { phone: randomPhone(), app: 'dealer', purpose: 'set-password' },
    })),
  )
}

describe('I2 what exists answers like what does not, with the same work', () => {
  const even = async (asks: readonly Ask[]) => {
    const { ratio, told } = await compared(rig.pipeline, asks)
    expect(told.unknown).toEqual(told.known)
    expect(told.known.size).toBe(1)
    expect(ratio).toBeGreaterThan(0.5)
    expect(ratio).toBeLessThan(2)
  }

  test('a login of the console', async () => even(await consoleAsks()))

  test('a phone of a member, of a dealer, of a salesperson', async () => {
    const dealer = await createDealer(rig, admin, { name: '湖心店', tier: 1, discount: 6_000 })
    await even(await passwordAsks('channel.signInByPassword', dealer.phone))
    await even(await passwordAsks('members.signInByPassword', (await signInMember(rig)).phone))
    await even(await passwordAsks('sales.signInByPassword', dealer.phone))
  })

  test('a printed card', async () => even(await cardAsks()))

  test('a phone that a code is asked for', async () => {
    const asks = await smsAsks()
    await rig.advance(120_000)
    await even(asks)
  })

  test('a planted bug is caught: no password is hashed for a name that does not exist', async () => {
    const { ratio } = await compared(quickForStrangers(rig.pipeline), await consoleAsks())
    expect(ratio).toBeLessThan(0.5)
  })
})
