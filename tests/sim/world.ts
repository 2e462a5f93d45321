import { openSession } from '../../cloudfunctions/contexts/identity'
import { finishPeers } from '../../cloudfunctions/contexts/peers'
import { runCommand } from '../../cloudfunctions/runtime/run-command'
import { signInDealer } from '../rig/cast'
import { KUNSHAN, openStore, type Store } from '../rig/delivery'
import { moneyAtPeer, peerKit } from '../rig/pay-books'
import { signInAdmin, signInMember } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { createShop, type Shop, saveAddress } from '../rig/shop'
import { newWechatUser } from '../rig/wechat'
import type { Facts, KnownCard, KnownOrder } from './auditor/book'
import type { Chance } from './chance'

export interface Buyer {
  readonly token: string
  readonly addressId: string
  readonly wechatId: string
  /** Came through the store's invite: the store earns on what it buys. */
  readonly ofStore: boolean
}

/** Everybody and everything of one run. */
export interface World {
  readonly rig: Rig
  readonly chance: Chance
  readonly call: Rig['call']
  readonly shop: Shop
  readonly store: Store
  readonly storeToken: string
  readonly buyers: readonly Buyer[]
  readonly orders: KnownOrder[]
  readonly cards: KnownCard[]
  /** Head office, with a session that is not left idle for too long. */
  admin(): Promise<string>
  facts(order: KnownOrder): Facts
  /** To be called when a peer is told to misbehave. */
  lastTrouble: number
}

/** A breaker stays open for 30 s, a payer's next try and a poller come within a few minutes. */
const TROUBLE_MS = 180_000

export async function openWorld(chance: Chance, through?: (rig: Rig) => Rig['call']) {
  const rig = await startRig({ stillClock: true })
  const token = await signInAdmin(rig)
  const shop = await createShop(rig, token, { stock: 100_000, quota: 1_000_000 })
  const store = await openStore(rig, token, { name: '昆山店', at: KUNSHAN, stock: 400, shop })
  await rig.advance(61_000)
  const storeToken = await signInDealer(rig, store.phone)
  const invite = await rig.do(storeToken, 'channel.getInviteCode', {})
  const buyers: Buyer[] = []
  for (const ofStore of [true, true, false]) {
    const member = await signInMember(rig, undefined, ofStore ? invite.token : undefined)
    const user = await newWechatUser(rig, member.phone)
    const addressId = await saveAddress(rig, member.token)
    buyers.push({ token: member.token, addressId, wechatId: user.id, ofStore })
  }
  const world: World = {
    ...{ rig, chance, shop, store, storeToken, buyers },
    call: through?.(rig) ?? rig.call,
    orders: [],
    cards: [],
    admin: await headOffice(rig, token),
    lastTrouble: 0,
    facts: (order) => factsOf(world, order),
  }
  return world
}

/** Sessions of the console end when they are idle: a new one is opened before that. */
async function headOffice(rig: Rig, first: string): Promise<() => Promise<string>> {
  const { rows } = await rig.db.query('select id, person_id from identity.account limit 1')
  const who = { app: 'console' as const, subjectId: rows[0].id, personId: rows[0].person_id }
  let token = first
  let usedAt = rig.now().getTime()
  return async () => {
    const now = rig.now().getTime()
    if (now - usedAt > 10 * 60_000) {
      token = await runCommand(rig.deps, 'test.sim', (ctx) => openSession(ctx, who))
    }
    usedAt = now
    return token
  }
}

function factsOf(world: World, order: KnownOrder): Facts {
  const now = world.rig.now().getTime()
  const { paidFen } = moneyAtPeer(world.rig, order.numbers)
  const lying = peerKit(world.rig, 'wechat-pay').faults.list().length > 0
  return { now, paidAtPeer: paidFen > 0, troubled: lying || now - world.lastTrouble < TROUBLE_MS }
}

/** Until nothing that was begun is still under way: the next step finds a still world. */
export async function quiet({ rig }: World): Promise<void> {
  for (;;) {
    await finishPeers(rig.deps)
    await rig.sandbox.tick()
    const now = rig.sandbox.clock.now().toISOString()
    const busy = [...rig.sandbox.peers.values()].some(({ kit }) =>
      kit.deliveries
        .list()
        .some(({ state, nextAt }) => state === 'sending' || (state === 'waiting' && nextAt <= now)),
    )
    if (!busy) {
      return
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
}
