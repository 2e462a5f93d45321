import { randomUUID } from 'node:crypto'
import { voidAfterReading } from '../mutants/void-cards'
import { createDealer } from '../rig/cast'
import { crowdOfAccounts, crowdOfMembers } from '../rig/crowd'
import { giveMoney, moneyOf } from '../rig/dealer-money'
import { patiently } from '../rig/patient'
import { signInAdmin } from '../rig/people'
import { createPrintedCards, type PrintedCards } from '../rig/printed-cards'
import { type Rig, startRig } from '../rig/rig'
import { type SecondProcess, startSecondProcess } from '../rig/second-process'
import { createShop, type Shop, SUZHOU } from '../rig/shop'
import { startVariant } from '../rig/variant'
import { storiesOf, storyFault } from './card-history-scenario'

const CARDS = 200
const CALLERS = 20
/** Nobody redeems more than twenty times a minute, so every caller has several accounts. */
const ACCOUNTS_EACH = 4
/** Members of their own, because adding the own card again is told yes and changes nothing. */
const FIRST_HOLDERS = 5

/** What activating one card of the dealer's network costs: 888.00 × 61.50 %. */
const CHARGE_FEN = 54_612
const FUNDS_FEN = 2 * CARDS * CHARGE_FEN

let rig: Rig
let second: SecondProcess
let admin: string
let shop: Shop
let made: PrintedCards
let ids: ReadonlyMap<string, string>
let dealerId: string
let clerks: string[]
let desks: string[]
let members: string[]
beforeAll(async () => {
  rig = await startRig({ poolMax: 20, wrongOnPurpose: true })
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  made = await createPrintedCards(rig, admin, { shop, count: CARDS + 1 })
  dealerId = (await createDealer(rig, admin, { name: '总店', tier: 1, discount: 6_150 })).dealerId
  await giveMoney(rig, dealerId, { storedFen: FUNDS_FEN })
  const { rows } = await rig.db.query<{ id: string; number: string }>(
    'select id, number from cards.card',
  )
  ids = new Map(rows.map(({ id, number }) => [number, id]))
  const count = CALLERS * ACCOUNTS_EACH
  clerks = await crowdOfAccounts(rig, admin, { role: '卡务', count })
  desks = await crowdOfAccounts(rig, admin, { role: '客服', count })
  const crowd = await crowdOfMembers(rig, count + FIRST_HOLDERS)
  members = crowd.map(({ token }) => token)
  second = await startSecondProcess(rig)
})
afterAll(async () => {
  second.stop()
  await rig.stop()
})

type Card = PrintedCards['cards'][number]
interface Hand {
  readonly call: Rig['call']
  readonly clerk: string
  readonly desk: string
  readonly member: string
}
const idOf = ({ number }: Card) => ids.get(number) ?? ''
const reason = '并发'
const change =
  (name: 'cards.activateCards' | 'cards.voidCards' | 'cards.lockCards' | 'cards.releaseCards') =>
  ({ call, clerk }: Hand, card: Card) =>
    call(clerk, name, { requestId: randomUUID(), cardIds: [idOf(card)], reason })

const acts = {
  activated: change('cards.activateCards'),
  voided: change('cards.voidCards'),
  locked: change('cards.lockCards'),
  unlocked: change('cards.releaseCards'),
  allocated: ({ call, clerk }: Hand, card: Card) =>
    call(clerk, 'cards.allocateCards', {
      requestId: randomUUID(),
      cardIds: [idOf(card)],
      dealerId,
      reason,
    }),
  bound: ({ call, member }: Hand, card: Card) =>
    call(member, 'cards.addCard', { requestId: randomUUID(), ...card }),
  used: ({ call, desk }: Hand, card: Card) =>
    call(desk, 'orders.redeemCards', {
      requestId: randomUUID(),
      cardIds: [idOf(card)],
      packageId: shop.packageId,
      pickUpOn: '2026-10-20',
      address: SUZHOU,
      remark: '',
    }),
} as const
type Act = keyof typeof acts

/** Each caller comes by every card once; by then others have been there with another of these. */
const order: readonly Act[] = [
  ...['allocated', 'locked', 'activated', 'unlocked', 'activated', 'bound', 'used'],
  ...['locked', 'unlocked', 'bound', 'used', 'activated', 'locked', 'unlocked', 'used'],
  ...['bound', 'used', 'voided', 'unlocked', 'voided'],
] as readonly Act[]

/** Which of the twenty a caller does to a card: every card gets each of them from somebody. */
const actOf = (caller: number, card: number): Act => order[(caller + card) % CALLERS] ?? 'used'

async function walk(caller: number, counts: Map<string, number>): Promise<void> {
  const cards = made.cards.slice(0, CARDS)
  for (let place = 0; place < CARDS; place++) {
    // All begin at the same card and go on together, so that they meet at every one.
    const card = cards[place]
    const account = caller * ACCOUNTS_EACH + Math.floor((place * ACCOUNTS_EACH) / CARDS)
    const hand: Hand = {
      call: patiently(place % 2 === caller % 2 ? rig.call : second.call),
      clerk: clerks[account] ?? '',
      desk: desks[account] ?? '',
      member: members[account] ?? '',
    }
    const act = actOf(caller, place)
    const told = card && (await acts[act](hand, card))
    const word = told?.ok ? act : `${act}: ${told?.code}`
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
}

function opening(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = () => {}
  const opened = new Promise<void>((done) => {
    open = done
  })
  return { opened, open: () => open() }
}

/** Every second card is in a member's hands when the crowd comes; the others begin as printed. */
async function prepare(counts: Map<string, number>): Promise<void> {
  for (let place = 0; place < CARDS; place += 2) {
    const card = made.cards[place]
    const hand = {
      call: rig.call,
      clerk: clerks[place % clerks.length] ?? '',
      desk: '',
      member: members[clerks.length + (place % FIRST_HOLDERS)] ?? '',
    }
    for (const act of ['activated', 'bound'] as const) {
      expect(card && (await acts[act](hand, card))).toMatchObject({ ok: true })
      counts.set(act, (counts.get(act) ?? 0) + 1)
    }
  }
  await rig.advance(60_000)
  await second.follow()
}

describe('A2 200 cards and 20 callers who redeem, void, lock, hand over and activate', () => {
  test('every card’s story is a path of the table, and every step was somebody’s answer', async () => {
    const counts = new Map<string, number>()
    await prepare(counts)
    await Promise.all(Array.from({ length: CALLERS }, (_, caller) => walk(caller, counts)))
    const cardIds = made.cards.slice(0, CARDS).map(idOf)
    const stories = await storiesOf(rig, cardIds)
    expect(stories).toHaveLength(CARDS)
    expect(stories.flatMap((story) => storyFault(story) ?? [])).toEqual([])
    const events = stories.flatMap((story) => story.events)
    const kinds = Object.keys(acts) as Act[]
    for (const kind of kinds) {
      const steps = events.filter((event) => event.kind === kind).length
      expect([kind, steps]).toEqual([kind, counts.get(kind)])
      expect(steps).toBeGreaterThan(0)
    }
    const paid = stories.filter(({ events: told }) => {
      const kindsTold = told.map(({ kind }) => kind)
      const [handed, began] = [kindsTold.indexOf('allocated'), kindsTold.indexOf('activated')]
      return handed >= 0 && handed < began
    })
    expect(await moneyOf(rig, dealerId)).toEqual({
      storedFen: FUNDS_FEN - paid.length * CHARGE_FEN,
      creditFen: 0,
    })
    const refused = [...counts.keys()].filter((word) => /: /.test(word))
    const expected = /STATE_CONFLICT|NOT_FOUND|CARD_(USED|VOID|LOCKED|NOT_ACTIVE|BOUND)/
    expect(refused.filter((word) => !expected.test(word))).toEqual([])
    const used = stories.filter(({ state }) => state === 'used')
    const { rows } = await rig.db.query<{ id: string }>(
      `select id from orders.sales_order where type = 'pick-up' and state <> 'closed'`,
    )
    expect(rows.map(({ id }) => id).sort()).toEqual(used.map(({ orderId }) => orderId).sort())
  }, 240_000)

  test('a planted bug is caught: void what was read as active and is used by now', async () => {
    const card = made.cards[CARDS]
    const [clerk = ''] = clerks
    const [desk = ''] = desks
    const hand = { call: rig.call, clerk, desk, member: members[0] ?? '' }
    if (!card) {
      throw new Error('no card left')
    }
    await rig.advance(60_000)
    expect(await acts.activated(hand, card)).toMatchObject({ ok: true })
    expect(await acts.bound(hand, card)).toMatchObject({ ok: true })
    const gate = opening()
    const read = opening()
    const wrong = voidAfterReading({ hasRead: read.open, go: gate.opened })
    const variant = await startVariant(rig, [wrong])
    const voiding = acts.voided({ ...hand, call: variant.call }, card)
    await read.opened
    const used = await acts.used(hand, card)
    gate.open()
    expect([used, await voiding]).toMatchObject([{ ok: true }, { ok: true }])
    variant.stop()
    const [story] = await storiesOf(rig, [idOf(card)])
    expect(story && storyFault(story)).toMatch('voided is no step from used')
  })
})
