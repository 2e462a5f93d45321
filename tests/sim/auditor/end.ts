import { doubledAt, moneyAtPeer } from '../../rig/pay-books'
import type { World } from '../world'
import type { KnownOrder } from './book'

const PAID_STATES = ['issuing', 'part-issued', 'to-ship', 'part-shipped', 'shipped', 'completed']

interface Row {
  state: string
  refunded: number
  earned: number
  cards: number
  open_refunds: number
}

async function rowOf(world: World, { id }: KnownOrder): Promise<Row> {
  const { rows } = await world.rig.db.query<Row>(
    `select o.state, o.refunded_fen::int as refunded,
      (select coalesce(sum(e.amount_fen), 0)::int from channel.earning e where e.order_id = o.id)
        as earned,
      (select count(*)::int from cards.card c where c.order_id = o.id and c.state <> 'void')
        as cards,
      (select count(*)::int from payments.refund r join payments.attempt a on a.id = r.attempt_id
        where a.order_id = o.id and r.state <> 'done') as open_refunds
    from orders.sales_order o where o.id = $1`,
    [id],
  )
  return rows[0] as Row
}

/** The store's own price is 60 % of retail; its members pay retail (20-dealer). */
const SHARE_FEN = 58_800 - 35_280

/** What the specification demands of an order when everything has had its time. */
async function faultsOf(world: World, order: KnownOrder): Promise<string[]> {
  const row = await rowOf(world, order)
  const { paidFen, refundedFen } = moneyAtPeer(world.rig, order.numbers)
  const kept = paidFen - refundedFen
  const told: string[] = []
  const demand = (isSo: boolean, what: string) => {
    if (!isSo) {
      told.push(`#${order.index} ${order.kind} ${row.state}: ${what}`)
    }
  }
  if (order.kind === 'pick-up') {
    demand(paidFen === 0, 'a pick-up took money')
    demand(!order.closed || row.state === 'closed', 'cancelled and not closed')
    demand(!order.shipped || ['shipped', 'completed'].includes(row.state), 'shipped and not so')
    return told
  }
  const isPaid = PAID_STATES.includes(row.state)
  demand(isPaid || row.state === 'closed', 'neither paid nor closed')
  demand(row.open_refunds === 0, 'a refund is still under way')
  // Freight of what was sent stays paid when the goods come back.
  const freightFen = order.shipped && order.claim === 'agreed' ? order.freightFen : 0
  const owed = isPaid ? order.totalFen - row.refunded : freightFen
  demand(kept === owed, `WeChat Pay keeps ${kept}, not ${owed}`)
  demand(!order.closed || !isPaid, 'closed was answered')
  demand(!order.shipped || isPaid || order.claim === 'agreed', 'shipped and closed')
  const earner = world.buyers[order.buyer]?.ofStore === true
  const share = isPaid && row.refunded === 0 && earner ? SHARE_FEN * order.quantity : 0
  demand(row.refunded > 0 || row.earned === share, `the store earns ${row.earned}, not ${share}`)
  if (order.kind === 'e-card') {
    demand(row.cards === (isPaid ? order.quantity : 0), `${row.cards} cards`)
  }
  return told
}

/** Held for what is still to be sent: four of each for a package. */
async function stockFaults(world: World): Promise<string[]> {
  const { rows } = await world.rig.db.query(
    `select coalesce(sum(o.quantity), 0)::int as packages from orders.sales_order o
    where o.type in ('package', 'pick-up') and o.state in ('unpaid', 'to-ship')`,
  )
  const { rows: held } = await world.rig.db.query(
    'select sum(reserved)::int as reserved from stock.balances',
  )
  const wanted = rows[0].packages * 8
  return held[0].reserved === wanted ? [] : [`${held[0].reserved} reserved, not ${wanted}`]
}

async function peerFaults(world: World): Promise<string[]> {
  const { rig } = world
  const { rows } = await rig.db.query(
    "select call, state, last_error from peers.outbox where state <> 'confirmed' limit 3",
  )
  const { rows: ledger } = await rig.db.query(
    `select coalesce(sum(amount_fen), 0)::int as fen from ledger.entry
    where platform_kind = 'wechat-receipts'`,
  )
  const { paidFen, refundedFen } = moneyAtPeer(
    rig,
    world.orders.flatMap(({ numbers }) => numbers),
  )
  const kept = paidFen - refundedFen
  return [
    ...rows.map((row) => `outbox ${JSON.stringify(row)}`),
    ...(['wechat-pay', 'sms', 'wechat', 'kuaidi100'] as const).flatMap((peer) =>
      doubledAt(rig, peer).map((effect) => `${peer} did ${effect.kind} ${effect.key} twice`),
    ),
    ...(ledger[0].fen === kept ? [] : [`our books say ${ledger[0].fen}, WeChat Pay ${kept}`]),
  ]
}

export async function faultsAtTheEnd(world: World): Promise<string[]> {
  const faults: string[] = []
  for (const order of world.orders) {
    faults.push(...(await faultsOf(world, order)))
  }
  return [...faults, ...(await stockFaults(world)), ...(await peerFaults(world))]
}
