import { randomBytes, randomUUID } from 'node:crypto'
import { newCardNumber } from '@xietong/domain/cards/card-number'
import { cryptoRandom } from '../../cloudfunctions/runtime/request-hash'
import { type Pipeline, runOperation } from '../../cloudfunctions/runtime/run-operation'
import { countingAfterTheLook } from '../mutants/guess-without-lock'
import { createAccount } from '../rig/cast'
import { crowdOfMembers } from '../rig/crowd'
import { acceptedAgreements, lastSmsCode, randomPhone, signInAdmin } from '../rig/people'
import { createPrintedCards, type PrintedCards } from '../rig/printed-cards'
import { type Rig, somewhere, startRig } from '../rig/rig'
import { createShop, SUZHOU } from '../rig/shop'
import { secondServer } from '../rig/two-servers'

const WRONG_PIN = '000000000000'
let rig: Rig
let admin: string
let second: ReturnType<typeof secondServer>
let cards: PrintedCards
let packageId: string
let members: string[]
beforeAll(async () => {
  rig = await startRig({ wrongOnPurpose: true })
  admin = await signInAdmin(rig)
  second = secondServer(rig)
  const shop = await createShop(rig, admin)
  packageId = shop.packageId
  cards = await createPrintedCards(rig, admin, { shop, count: 3 })
  members = (await crowdOfMembers(rig, 60)).map(({ token }) => token)
})
afterAll(async () => {
  await second.close()
  await rig.stop()
})

interface Guess {
  readonly name: string
  readonly input: object
  readonly token: string | null
}

/** All guesses at once, over two processes, each from another address; how often each answer. */
async function answers(guesses: readonly Guess[], pipelines = [rig.pipeline, second.pipeline]) {
  const told = await Promise.all(
    guesses.map(({ name, input, token }, index) =>
      code(pipelines[index % pipelines.length] as Pipeline, { name, input, token }),
    ),
  )
  const counts: Record<string, number> = {}
  for (const one of told) {
    counts[one] = (counts[one] ?? 0) + 1
  }
  return counts
}

async function code(pipeline: Pipeline, { name, input, token }: Guess): Promise<string> {
  const { body } = await runOperation(pipeline, {
    name,
    input: { requestId: randomUUID(), ...input },
    token,
    address: somewhere(),
  })
  return body.ok ? 'OK' : body.code
}

const times = <Value>(count: number, make: (index: number) => Value) =>
  Array.from({ length: count }, (_, index) => make(index))
const pin = (token: string, number: string, secret = WRONG_PIN): Guess => ({
  name: 'cards.addCard',
  input: { number, secret },
  token,
})

async function activated(index: number) {
  const card = cards.cards[index] ?? { number: '', secret: '' }
  const { rows } = await rig.do(admin, 'cards.listCards', { filter: { number: card.number } })
  const cardIds = [rows[0]?.id ?? '']
  await rig.do(admin, 'cards.activateCards', { cardIds, reason: '会员已付款' })
  return { ...card, cardId: cardIds[0] ?? '' }
}

describe('I1 guesses stop at the stated number, however many come at once, on any process', () => {
  test('a card number: 200 guesses of 40 members, five reach the password', async () => {
    const { number, secret } = await activated(0)
    const guesses = times(200, (index) => pin(members[index % 40] ?? '', number))
    expect(await answers(guesses)).toEqual({ CARD_PIN_WRONG: 5, CARD_LOCKED: 195 })
    // The right one comes too late, also at a process that was not there before.
    const third = secondServer(rig)
    expect(await answers([pin(members[41] ?? '', number, secret)], [third.pipeline])).toEqual({
      CARD_LOCKED: 1,
    })
    await third.close()
  })

  test('a member: 30 guesses at 30 numbers, ten reach a password', async () => {
    const numbers = times(30, () => newCardNumber(cryptoRandom))
    const guesses = numbers.map((number) => pin(members[42] ?? '', number))
    expect(await answers(guesses)).toEqual({ CARD_PIN_WRONG: 10, CARD_TRIES_USED_UP: 20 })
  })

  test('an SMS code: of 200 guesses five count, then the right one is refused too', async () => {
    const accepted = await acceptedAgreements(rig)
    const ask = async (wrong: number) => {
      const phone = randomPhone()
      await rig.do(null, 'identity.requestSmsCode', { phone, app: 'member', purpose: 'sign-in' })
      const right = await lastSmsCode(rig, phone)
      const guess = (smsCode: string): Guess => ({
        name: 'members.signInBySms',
        input: { phone, smsCode, accepted },
        token: null,
      })
      const bad = String((Number(right) + 1) % 1_000_000).padStart(6, '0')
      expect(await answers(times(wrong, () => guess(bad)))).toEqual({ SMS_CODE_WRONG: wrong })
      const { rows } = await rig.db.query(
        'select wrong_tries as n from identity.sms_code where phone = $1',
        [phone],
      )
      expect(rows[0].n).toBe(Math.min(wrong, 5))
      return answers([guess(right)])
    }
    expect(await ask(4)).toEqual({ OK: 1 })
    expect(await ask(200)).toEqual({ SMS_CODE_WRONG: 1 })
  })

  test('a password: of 12 guesses four are wrong and the fifth locks', async () => {
    const { login } = await createAccount(rig, admin, 'guessed', ['客服'])
    const guess: Guess = {
      name: 'identity.signInConsole',
      input: { login, password: 'Wrong-2026-word' },
      token: null,
    }
    expect(await answers(times(12, () => guess))).toEqual({ SIGN_IN_FAILED: 4, ACCOUNT_LOCKED: 8 })
  })

  test('a token: none of 300 drawn ones stands for anybody', async () => {
    const guesses = times(300, () => ({
      name: 'members.getMyProfile',
      input: {},
      token: randomBytes(32).toString('base64url'),
    }))
    const told = await Promise.all(
      guesses.map(
        async ({ name, input, token }) =>
          (await runOperation(rig.pipeline, { name, input, token, address: somewhere() })).status,
      ),
    )
    expect(new Set(told)).toEqual(new Set([401]))
  })

  test('a planted bug is caught: tries are counted after the look', async () => {
    const wrong = countingAfterTheLook(8)
    const handlers = new Map([...rig.pipeline.handlers, [wrong.operation.name, wrong]])
    const guesses = times(8, (index) => pin(members[43 + index] ?? '', newCardNumber(cryptoRandom)))
    const one = guesses.map((guess) => ({ ...guess, input: { ...(guesses[0]?.input ?? {}) } }))
    expect(await answers(one, [{ ...rig.pipeline, handlers }])).toEqual({ CARD_PIN_WRONG: 8 })
  })
})

describe('I3 a lock shuts out who guesses, not who is guessed at', () => {
  test('a card in a wallet is redeemed while its number is locked, and the lock ends by itself', async () => {
    const card = await activated(1)
    const owner = members[51] ?? ''
    expect(await answers([pin(owner, card.number, card.secret)])).toEqual({ OK: 1 })
    await answers(times(6, (index) => pin(members[52 + index] ?? '', card.number)))
    expect(await answers([pin(members[58] ?? '', card.number)])).toEqual({ CARD_LOCKED: 1 })
    await rig.do(owner, 'orders.redeemCards', {
      cardIds: [card.cardId],
      packageId,
      pickUpOn: '2026-10-20',
      address: SUZHOU,
      remark: '',
    })
  })

  test('a browser that passed before signs in while strangers keep the account locked', async () => {
    const made = await createAccount(rig, admin, 'victim', ['财务录入'])
    const right = { login: made.login, password: made.password }
    const { browser } = await rig.do(null, 'identity.signInConsole', right)
    expect(browser).not.toBeNull()
    const stranger = { ...right, browser: 'x'.repeat(43) }
    const wrong = { ...stranger, password: 'Wrong-2026-word' }
    for (let tries = 0; tries < 5; tries++) {
      await rig.call(null, 'identity.signInConsole', wrong)
    }
    expect(await rig.call(null, 'identity.signInConsole', stranger)).toMatchObject({
      code: 'ACCOUNT_LOCKED',
    })
    const known = { ...right, browser: browser ?? '' }
    expect(await rig.call(null, 'identity.signInConsole', known)).toMatchObject({ ok: true })
    // That browser's own wrong tries count too.
    for (let tries = 0; tries < 5; tries++) {
      await rig.call(null, 'identity.signInConsole', { ...known, password: wrong.password })
    }
    expect(await rig.call(null, 'identity.signInConsole', known)).toMatchObject({
      code: 'ACCOUNT_LOCKED',
    })
    await rig.advance(15 * 60_000 + 1_000)
    expect(await rig.call(null, 'identity.signInConsole', right)).toMatchObject({ ok: true })
  })
})
