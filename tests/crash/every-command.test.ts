import { crashPoints } from '../../cloudfunctions/runtime/crash-point'
import { buyCards } from '../rig/buy'
import { createCast, signInDealer } from '../rig/cast'
import { dispatch, KUNSHAN, openStore, ship } from '../rig/delivery'
import { brokenInvariants } from '../rig/invariants'
import { signInMember } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { createShop, pay, SUZHOU, saveAddress } from '../rig/shop'
import { startVictims, throughVictims, type Victims } from './victims'

/** What must be the same whether processes died or not. */
const COUNTED = [
  'orders.sales_order',
  'orders.order_line',
  'orders.history',
  'cards.card',
  'cards.card_event',
  'ledger.transaction',
  'ledger.entry',
  'stock.movements',
  'stock.reservations',
  'channel.dealer',
  'channel.earning',
  'members.member',
  'members.address',
  'catalog.goods',
  'catalog.listings',
  'fulfilment.notes',
  'fulfilment.dispatches',
  'fulfilment.parcel_lines',
  'payments.attempt',
] as const

async function counts(rig: Rig): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const table of COUNTED) {
    const { rows } = await rig.db.query(`select count(*)::int as n from ${table}`)
    found[table] = rows[0].n
  }
  return found
}

/** A day of the business: a shop, its people, a purchase, cards, a pick-up, a shipment. */
async function day(rig: Rig): Promise<void> {
  const cast = await createCast(rig)
  const shop = await createShop(rig, cast.admin)
  const store = await openStore(rig, cast.admin, { name: '昆山店', at: KUNSHAN, stock: 400, shop })
  const tier3 = await signInDealer(rig, cast.phones.tier3)
  const invite = await rig.do(tier3, 'channel.getInviteCode', {})
  const { token } = await signInMember(rig, undefined, invite.token)
  const addressId = await saveAddress(rig, token)
  const lines = [{ kind: 'package' as const, itemId: shop.packageId, quantity: 2 }]
  const wish = { lines, addressId }
  const { totalFen } = await rig.do(token, 'orders.quoteOrder', wish)
  const order = { ...wish, expectedTotalFen: totalFen, fromCart: false, remark: '' }
  const dropped = await rig.do(token, 'orders.placeOrder', order)
  await rig.do(token, 'orders.cancelOrder', { orderId: dropped.orderId, reason: '不想要了' })
  const kept = await rig.do(token, 'orders.placeOrder', order)
  await pay(rig, token, kept.orderId)
  await dispatch(rig, cast.admin, kept.orderId, store)
  const { rows: notes } = await rig.do(cast.admin, 'fulfilment.listNotes', {})
  await ship(rig, cast.admin, notes[0]?.id ?? '')
  await rig.do(token, 'orders.confirmReceipt', { orderId: kept.orderId })
  const cardIds = await buyCards(rig, token, shop, 3)
  const redeem = (ids: string[]) => ({
    cardIds: ids,
    packageId: shop.packageId,
    pickUpOn: '2026-09-24',
    address: SUZHOU,
    remark: '',
  })
  const first = await rig.do(token, 'orders.redeemCards', redeem(cardIds.slice(0, 1)))
  await rig.do(token, 'orders.changePickUp', {
    orderId: first.orderId,
    pickUpOn: '2026-09-26',
    address: SUZHOU,
  })
  await rig.do(token, 'orders.cancelPickUp', { orderId: first.orderId, reason: '' })
  await rig.do(token, 'orders.redeemCards', redeem(cardIds.slice(0, 2)))
}

async function withVictims(
  options: Parameters<typeof startVictims>[1],
  work: (rig: Rig, victims: Victims, real: Rig) => Promise<void>,
): Promise<void> {
  const rig = await startRig({ poolMax: 20, wrongOnPurpose: true })
  const victims = await startVictims(rig, options)
  try {
    await work(throughVictims(rig, victims), victims, rig)
  } finally {
    victims.stop()
    await rig.stop()
  }
}

describe('B1 every command of a day, killed at every point, and asked again', () => {
  test('acts exactly once, and the day ends like one without deaths', async () => {
    const calm = await startRig()
    await day(calm)
    const wanted = await counts(calm)
    await calm.stop()
    await withVictims({ each: 1 }, async (rig, victims, real) => {
      await day(rig)
      expect(await counts(real)).toEqual(wanted)
      expect(await brokenInvariants(real.db)).toEqual([])
      for (const point of crashPoints) {
        const killed = [...victims.kills].filter(([what, n]) => what.endsWith(point) && n > 0)
        expect(killed.length).toBeGreaterThan(point === 'command.answering' ? 0 : 3)
      }
    })
  }, 300_000)

  test('a planted bug is caught: a client that forgets its key acts twice', async () => {
    await withVictims({ each: 1, forgetsKeys: true }, async (rig, _victims, real) => {
      const { token } = await signInMember(real)
      for (let n = 0; n < crashPoints.length; n++) {
        await saveAddress(rig, token)
      }
      const { rows } = await real.do(token, 'members.listAddresses', {})
      expect(rows.length).toBeGreaterThan(crashPoints.length)
    })
  }, 120_000)
})
