import { randomUUID } from 'node:crypto'
import { redeemByReadAndWrite } from '../mutants/redeem-cards'
import { buyCards } from '../rig/buy'
import { crowdOfAccounts } from '../rig/crowd'
import { patiently } from '../rig/patient'
import { signInAdmin, signInMember } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { type SecondProcess, startSecondProcess } from '../rig/second-process'
import { createShop, type Shop, SUZHOU } from '../rig/shop'
import { startVariant } from '../rig/variant'
import { raceForCard } from './redeem-scenario'

/**
 * Nobody redeems more than twenty times a minute, and a busy machine makes callers ask again, so
 * 200 calls at once come from twenty desks and the holder.
 */
const DESKS = 20
const CALLERS = 200
const ROUNDS = 5

let rig: Rig
let second: SecondProcess
let shop: Shop
let holder: string
let desks: string[]
beforeAll(async () => {
  rig = await startRig({ poolMax: 20, wrongOnPurpose: true })
  const admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  holder = (await signInMember(rig)).token
  desks = await crowdOfAccounts(rig, admin, { role: '客服', count: DESKS })
  second = await startSecondProcess(rig)
})
afterAll(async () => {
  second.stop()
  await rig.stop()
})

const redeemBy = (call: Rig['call'], token: string, cardId: string) =>
  patiently(call)(token, 'orders.redeemCards', {
    requestId: randomUUID(),
    cardIds: [cardId],
    packageId: shop.packageId,
    pickUpOn: '2026-10-20',
    address: SUZHOU,
    remark: '',
  }).then((answer) => (answer.ok ? 'done' : answer.code))

/** Every twenty-first caller is the holder; the minute's allowance of nobody is passed. */
const callerOf = (index: number) => [holder, ...desks][index % (DESKS + 1)] ?? ''

/** The limit counts whole minutes: a round begins in the next one, for both processes. */
async function nextMinute() {
  const rest = 60_000 - (rig.now().getTime() % 60_000)
  await rig.advance(rest)
  await second.follow()
}

describe('A1 one card, 200 callers at once', () => {
  test('exactly one redeems it, 199 are told 此卡已使用, in five rounds on two processes', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await nextMinute()
      const [cardId = ''] = await buyCards(rig, holder, shop, 1)
      const race = await raceForCard(rig, cardId, {
        callers: CALLERS,
        redeem: (index) =>
          redeemBy(index % 2 === 0 ? rig.call : second.call, callerOf(index), cardId),
      })
      expect(race).toEqual({
        answers: { done: 1, CARD_USED: CALLERS - 1 },
        orders: 1,
        usedEvents: 1,
      })
    }
  })

  test('a planted bug is caught: read, then write without a condition', async () => {
    const variant = await startVariant(rig, [redeemByReadAndWrite])
    await nextMinute()
    const [cardId = ''] = await buyCards(rig, holder, shop, 1)
    const race = await raceForCard(rig, cardId, {
      callers: CALLERS,
      redeem: (index) => redeemBy(variant.call, callerOf(index), cardId),
    })
    variant.stop()
    expect(race.answers.done ?? 0).toBeGreaterThan(1)
    expect(race.usedEvents).toBeGreaterThan(1)
  })
})
