import { randomUUID } from 'node:crypto'
import { newTrackingNo } from '../rig/delivery'
import { SUZHOU } from '../rig/shop'
import { wechatCode } from '../rig/wechat'
import {
  type KnownCard,
  type KnownOrder,
  mayAnswerApprove,
  mayAnswerCancel,
  mayAnswerCancelPickUp,
  mayAnswerCheck,
  mayAnswerClaim,
  mayAnswerPay,
  mayAnswerRedeem,
} from './auditor/book'
import { goDown, lie, passTime } from './peer-moves'
import type { World } from './world'

export interface Move {
  readonly name: string
  readonly weight: number
  /** Whether there is anything to do it with. */
  ready(world: World): boolean
  /** Does it and answers what came of it, in words that are the same for the same seed. */
  run(world: World): Promise<string>
}

type Answer = { readonly ok: true } | { readonly ok: false; readonly code: string }
const codeOf = (answer: Answer) => (answer.ok ? 'ok' : answer.code)

/** An answer that the auditor does not allow ends the run. */
function audited(what: string, code: string, allowed: readonly string[]): string {
  if (!allowed.includes(code)) {
    throw new Error(`${what} answered ${code}; allowed: ${allowed.join(', ') || 'nothing'}`)
  }
  return `${what} → ${code}`
}

/** Once in four a person is impatient and sends the same request twice: it acts once. */
async function sent<A extends Answer>(
  world: World,
  send: (requestId: string) => Promise<A>,
): Promise<A> {
  const requestId = randomUUID()
  const first = await send(requestId)
  if (first.ok && world.chance.oneIn(4)) {
    const again = await send(requestId)
    if (!again.ok && again.code !== 'PEER_UNAVAILABLE') {
      throw new Error(`the same request answered ok and then ${again.code}`)
    }
  }
  return first
}

const money = ({ kind }: KnownOrder) => kind !== 'pick-up'
const named = ({ index, kind }: KnownOrder) => `${kind} #${index}`
const cardsOf = (world: World, order: KnownOrder) =>
  world.cards.filter(({ orderIndex }) => orderIndex === order.index)

function remember(world: World, order: Partial<KnownOrder> & Pick<KnownOrder, 'id' | 'kind'>) {
  const known: KnownOrder = {
    index: world.orders.length,
    buyer: 0,
    quantity: 1,
    totalFen: 0,
    freightFen: 0,
    payBefore: Number.POSITIVE_INFINITY,
    numbers: [],
    closed: false,
    claim: 'none',
    caseId: '',
    noteId: '',
    shipped: false,
    received: false,
    ...order,
  }
  world.orders.push(known)
  return known
}

const tokenOf = (world: World, { buyer }: { buyer: number }) => world.buyers[buyer]?.token ?? ''

async function place(world: World): Promise<string> {
  const { chance, shop } = world
  const buyer = chance.below(world.buyers.length)
  const { token = '', addressId = '' } = world.buyers[buyer] ?? {}
  const kind = chance.pick(['package', 'e-card'] as const)
  const quantity = 1 + chance.below(3)
  const itemId = kind === 'package' ? shop.packageId : shop.cardProductId
  const wish = {
    lines: [{ kind, itemId, quantity }],
    addressId: kind === 'package' ? addressId : null,
  }
  const quote = await world.call(token, 'orders.quoteOrder', wish)
  const expectedTotalFen = quote.ok ? quote.value.totalFen : 0
  const freightFen = (quote.ok && quote.value.freightFen) || 0
  const terms = { ...wish, expectedTotalFen, fromCart: false, remark: '' }
  const answer = await sent(world, (requestId) =>
    world.call(token, 'orders.placeOrder', { ...terms, requestId }),
  )
  const told = audited(`place ${quantity} ${kind}`, codeOf(answer), ['ok'])
  if (answer.ok) {
    const { orderId: id, totalFen, payBefore } = answer.value
    const known = { quantity, totalFen, freightFen, payBefore: Date.parse(payBefore) }
    remember(world, { id, kind, buyer, ...known })
  }
  return told
}

async function readNumbers(world: World, order: KnownOrder): Promise<void> {
  const { rows } = await world.rig.db.query(
    'select out_trade_no from payments.attempt where order_id = $1 order by created_at, id',
    [order.id],
  )
  order.numbers = rows.map((row) => row.out_trade_no)
}

/** Presses 支付; then the payer pays or not, and the notice comes, twice, late or never. */
async function pressPay(world: World): Promise<string> {
  const { chance, rig } = world
  const order = chance.pick(world.orders.filter(money))
  const allowed = mayAnswerPay(order, world.facts(order))
  const code = await wechatCode(rig, world.buyers[order.buyer]?.wechatId ?? '')
  const answer = await world.call(tokenOf(world, order), 'orders.payOrder', {
    orderId: order.id,
    wechatCode: code,
  })
  await readNumbers(world, order)
  const told = audited(`pay ${named(order)}`, codeOf(answer), allowed)
  const notify = chance.pick(['normal', 'none', 'double', 'delay', 'unpaid'])
  if (!answer.ok || notify === 'unpaid') {
    return told
  }
  const prepayId = answer.value.params.package.replace('prepay_id=', '')
  const delayMs = 60_000 * (1 + chance.below(40))
  await rig.sandbox.act('wechat-pay', 'pay', { prepayId, notify, delayMs })
  return `${told}, notice ${notify}`
}

async function checkPayment(world: World): Promise<string> {
  const order = world.chance.pick(world.orders.filter(money))
  const allowed = mayAnswerCheck(order, world.facts(order))
  const answer = await world.call(tokenOf(world, order), 'orders.checkPayment', {
    orderId: order.id,
  })
  const code = answer.ok ? (answer.value.paid ? 'paid' : 'unpaid') : answer.code
  return audited(`ask ${named(order)}`, code, allowed)
}

async function cancel(world: World): Promise<string> {
  const order = world.chance.pick(world.orders.filter(money))
  const allowed = mayAnswerCancel(order, world.facts(order))
  const answer = await sent(world, (requestId) =>
    world.call(tokenOf(world, order), 'orders.cancelOrder', {
      orderId: order.id,
      reason: '',
      requestId,
    }),
  )
  order.closed ||= answer.ok
  return audited(`cancel ${named(order)}`, codeOf(answer), allowed)
}

/** Looks into the wallet: cards that were issued are known from then on. */
async function lookAtCards(world: World): Promise<string> {
  const order = world.chance.pick(world.orders.filter(({ kind }) => kind === 'e-card'))
  const answer = await world.call(tokenOf(world, order), 'orders.getMyOrder', { orderId: order.id })
  const shown = answer.ok ? answer.value.cards : []
  if (shown.length > 0 && !world.facts(order).paidAtPeer) {
    throw new Error(`${named(order)} has cards and was never paid`)
  }
  for (const { cardId } of shown) {
    if (!world.cards.some(({ id }) => id === cardId)) {
      world.cards.push({ id: cardId, buyer: order.buyer, orderIndex: order.index, usedBy: null })
    }
  }
  return `wallet ${named(order)}: ${shown.length}`
}

async function redeem(world: World): Promise<string> {
  const { chance, rig, shop } = world
  const card: KnownCard = chance.pick(world.cards)
  const bought = world.orders[card.orderIndex] as KnownOrder
  const allowed = mayAnswerRedeem(card, bought)
  const pickUpOn = new Date(rig.now().getTime() + 86_400_000 * (4 + chance.below(9)))
  const wish = {
    cardIds: [card.id],
    packageId: shop.packageId,
    pickUpOn: pickUpOn.toISOString().slice(0, 10),
    address: SUZHOU,
    remark: '',
  }
  const answer = await sent(world, (requestId) =>
    world.call(tokenOf(world, card), 'orders.redeemCards', { ...wish, requestId }),
  )
  const told = audited(`redeem a card of #${card.orderIndex}`, codeOf(answer), allowed)
  if (answer.ok) {
    const { buyer } = card
    card.usedBy = remember(world, { id: answer.value.orderId, kind: 'pick-up', buyer }).index
  }
  return told
}

const pickUps = (world: World) => world.orders.filter(({ kind }) => kind === 'pick-up')

async function cancelPickUp(world: World): Promise<string> {
  const order = world.chance.pick(pickUps(world))
  const allowed = mayAnswerCancelPickUp(order)
  const answer = await sent(world, (requestId) =>
    world.call(tokenOf(world, order), 'orders.cancelPickUp', {
      orderId: order.id,
      reason: '',
      requestId,
    }),
  )
  if (answer.ok) {
    order.closed = true
    for (const card of world.cards.filter(({ usedBy }) => usedBy === order.index)) {
      card.usedBy = null
    }
  }
  return audited(`cancel ${named(order)}`, codeOf(answer), allowed)
}

const toSend = (world: World) => world.orders.filter(({ kind }) => kind !== 'e-card')

async function dispatch(world: World): Promise<string> {
  const order = world.chance.pick(toSend(world))
  const { dealerId } = world.store
  const to = world.chance.oneIn(2)
    ? { kind: 'platform' as const }
    : { kind: 'store' as const, dealerId }
  const answer = await world.call(await world.admin(), 'fulfilment.dispatchOrders', {
    orderIds: [order.id],
    to,
  })
  const [note] = answer.ok ? answer.value.dispatched : []
  if (note && order.kind === 'package' && !world.facts(order).paidAtPeer) {
    throw new Error(`${named(order)} was dispatched and never paid`)
  }
  order.noteId = note?.noteId ?? order.noteId
  const code = note ? 'ok' : answer.ok ? (answer.value.refused[0]?.code ?? '') : answer.code
  return audited(`dispatch ${named(order)} to ${to.kind}`, code, [
    ...(order.shipped ? [] : ['ok']),
    ...['NOT_DISPATCHABLE', 'STORE_SHORT'],
  ])
}

async function ship(world: World): Promise<string> {
  const order = world.chance.pick(world.orders.filter(({ noteId }) => noteId !== ''))
  const admin = await world.admin()
  const note = await world.call(admin, 'fulfilment.getNote', { noteId: order.noteId })
  const lines = note.ok
    ? note.value.lines.map(({ lineId, quantity }) => ({ lineId, quantity }))
    : []
  const parcel = {
    noteId: order.noteId,
    carrierCode: 'SF',
    trackingNo: newTrackingNo(),
    lines,
  }
  const answer = await sent(world, (requestId) =>
    world.call(admin, 'fulfilment.shipNote', { ...parcel, requestId }),
  )
  order.shipped ||= answer.ok
  return audited(`ship ${named(order)}`, codeOf(answer), [
    ...(order.shipped ? ['ok', 'STATE_CONFLICT', 'OVER_SHIPPED'] : []),
    ...['NOTE_VOIDED', 'STATE_CONFLICT', 'NOT_ALLOWED_FOR_KIND', 'INSUFFICIENT_STOCK'],
  ])
}

async function receive(world: World): Promise<string> {
  const order = world.chance.pick(world.orders.filter(({ shipped }) => shipped))
  const answer = await world.call(tokenOf(world, order), 'orders.confirmReceipt', {
    orderId: order.id,
  })
  order.received ||= answer.ok
  return audited(`receive ${named(order)}`, codeOf(answer), [
    ...['ok', 'STATE_CONFLICT', 'AFTERSALE_OPEN'],
  ])
}

/** The buyer wants everything back. */
async function claim(world: World): Promise<string> {
  const order = world.chance.pick(world.orders.filter(money))
  const token = tokenOf(world, order)
  const allowed = mayAnswerClaim(order, cardsOf(world, order), world.facts(order))
  const room = await world.call(token, 'orders.quoteAfterSale', { orderId: order.id })
  if (!room.ok) {
    return audited(`claim ${named(order)}`, room.code, allowed)
  }
  const answer = await world.call(token, 'orders.applyAfterSale', {
    orderId: order.id,
    type: room.value.shipped ? 'return' : 'refund',
    reason: '不想要了',
    description: '',
    pictures: [],
    lines: room.value.lines.map(({ lineId, leftPieces, leftFen }) => ({
      lineId,
      quantity: Math.max(1, leftPieces),
      amountFen: leftFen,
    })),
    freightFen: room.value.freightFen,
  })
  const told = audited(`claim ${named(order)}`, codeOf(answer), allowed)
  if (answer.ok) {
    order.claim = 'asked'
    order.caseId = answer.value.caseId
  }
  return told
}

async function decide(world: World): Promise<string> {
  const order = world.chance.pick(world.orders.filter(({ caseId }) => caseId !== ''))
  const admin = await world.admin()
  const { caseId } = order
  const agrees = !world.chance.oneIn(4)
  const allowed = mayAnswerApprove(order, cardsOf(world, order))
  const answer = agrees
    ? await sent(world, (requestId) =>
        world.call(admin, 'orders.approveAfterSale', { caseId, note: '', requestId }),
      )
    : await world.call(admin, 'orders.refuseAfterSale', { caseId, reason: '已签收' })
  const told = audited(
    `${agrees ? 'agree to' : 'refuse'} the case of #${order.index}`,
    codeOf(answer),
    agrees ? allowed : [...allowed, ...(order.claim === 'asked' ? ['ok'] : [])],
  )
  if (answer.ok) {
    order.claim = agrees ? 'agreed' : 'refused'
  }
  return told
}

const always = () => true
const some = (of: (world: World) => readonly unknown[]) => (world: World) => of(world).length > 0
const forMoney = some(({ orders }) => orders.filter(money))

export const moves: readonly Move[] = [
  { name: 'place', weight: 14, ready: always, run: place },
  { name: 'pay', weight: 20, ready: forMoney, run: pressPay },
  { name: 'ask', weight: 8, ready: forMoney, run: checkPayment },
  { name: 'cancel', weight: 8, ready: forMoney, run: cancel },
  {
    name: 'wallet',
    weight: 8,
    ready: some(({ orders }) => orders.filter(({ kind }) => kind === 'e-card')),
    run: lookAtCards,
  },
  { name: 'redeem', weight: 10, ready: some(({ cards }) => cards), run: redeem },
  { name: 'cancel pick-up', weight: 4, ready: some(pickUps), run: cancelPickUp },
  { name: 'dispatch', weight: 8, ready: some(toSend), run: dispatch },
  {
    name: 'ship',
    weight: 6,
    ready: some(({ orders }) => orders.filter(({ noteId }) => noteId !== '')),
    run: ship,
  },
  {
    name: 'receive',
    weight: 3,
    ready: some(({ orders }) => orders.filter(({ shipped }) => shipped)),
    run: receive,
  },
  { name: 'claim', weight: 6, ready: forMoney, run: claim },
  {
    name: 'decide',
    weight: 6,
    ready: some(({ orders }) => orders.filter(({ caseId }) => caseId !== '')),
    run: decide,
  },
  {
    name: 'lie',
    weight: 8,
    ready: some(({ orders }) => orders.filter(({ numbers }) => numbers.length > 0)),
    run: lie,
  },
  { name: 'down', weight: 2, ready: always, run: goDown },
  { name: 'time', weight: 10, ready: always, run: passTime },
]
